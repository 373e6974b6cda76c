import type { OpenApiDocument } from "@run-summary/spec";
import type { Guide } from "./guides.ts";
import { type Page, prose } from "./layout.ts";
import { escaped, htmlOf } from "./markdown.ts";
import { infoOf, referenceOf } from "./reference.ts";
import { table } from "./schema-table.ts";

/** Pages whose makers run after the build: what stands there until then. */
export const laterPages: readonly Page[] = [
  {
    name: "agreement",
    title: "Agreement",
    description: "What the spec says, and whether the types, the client, the docs and the mock say the same.",
    html: prose("<h1>Agreement</h1><p>Not written yet: <code>npm run agreement</code> writes it.</p>"),
  },
  {
    name: "changes",
    title: "Changes",
    description: "What changed in each release of the contract.",
    html: prose("<h1>Changes</h1><p>Not written yet: <code>npm run diff -- --page</code> writes it.</p>"),
  },
];

/** The static reference, without the scripts by which Redoc takes its place. */
export function indexPage(document: OpenApiDocument): Page {
  const { title, summary } = infoOf(document);
  const reference = referenceOf(document);
  const contents = [...reference.matchAll(/^(##|###) (.*) \{#(.*)\}$/gm)].map(
    ([, level = "", heading = "", id]) => `${level === "##" ? "" : "  "}- [${heading}](#${id})`,
  );
  return {
    ...{ name: "index", title, description: summary },
    html: `<div id="reference" class="prose">
<nav class="contents" aria-label="Contents">
${htmlOf(contents.join("\n"))}</nav>
<main>
<search><input type="search" aria-label="Search" placeholder="Search, Ctrl+K" autocomplete="off"><ul></ul></search>
${sectionsOf(htmlOf(reference))}</main>
</div>
<div id="redoc" hidden></div>`,
  };
}

// The browser lays out a section when it comes into view, so that the first is seen sooner.
function sectionsOf(html: string): string {
  return html
    .split(/(?=<h[23][ >])/)
    .map((section) => `<section>${section}</section>\n`)
    .join("");
}

export function guidesPage(guides: readonly Guide[]): Page {
  const items = guides.map(
    ({ page }) => `<li>${link(`${page.name}.html`, page.title)}<br>${escaped(page.description)}</li>`,
  );
  const html = prose(`<h1>Guides</h1><ul>${items.join("")}</ul>`);
  return { name: "guides", title: "Guides", description: "How to call the API, safely.", html };
}

const contentOf: Readonly<Record<string, string>> = {
  "openapi.yaml": "The API's description, in OpenAPI 3.1",
  "openapi.json": "The same as JSON",
  "postman-collection.json": "A request for each operation, for Postman or Bruno",
  "llms.txt": "For language models: what there is to read, and where",
  "llms-full.txt": "For language models: the reference and the guides in one text",
};

export function downloadsPage(downloads: ReadonlyMap<string, string>): Page {
  const rows = [...downloads].map(([name, text]) => {
    const content = contentOf[name] ?? `The guide “${/^# (.*)/.exec(text)?.[1]}”, as Markdown`;
    return [`<a href="${name}" download>${name}</a>`, content, `${Math.ceil(Buffer.byteLength(text) / 1024)} KB`];
  });
  const html = prose(
    `<h1>Downloads</h1>\n<p>All are made from the API's description.</p>\n${htmlOf(table(["File", "What it is", "Size"], rows))}`,
  );
  return { name: "downloads", title: "Downloads", description: "The API's description in several forms.", html };
}

function link(address: string, text: string): string {
  return `<a href="${address}">${escaped(text)}</a>`;
}
