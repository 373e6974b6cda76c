import type { OpenApiDocument } from "@run-summary/spec";
import type { Guide } from "./guides.ts";
import { type Page, prose } from "./layout.ts";
import { escaped, htmlOf } from "./markdown.ts";
import { groupsOf, infoOf, operationIdOf, referenceOf } from "./reference.ts";

/** Pages whose makers run after the build: what stands there until then. */
export const laterPages: readonly Page[] = [
  {
    name: "agreement",
    title: "Agreement",
    description: "Whether spec, client and mock agree.",
    html: prose("<h1>Agreement</h1><p>The contract tests have not run since this site was built first.</p>"),
  },
  {
    name: "changes",
    title: "Changes",
    description: "What changed in each release of the contract.",
    html: prose("<h1>Changes</h1><p>No release of the contract is tagged yet.</p>"),
  },
];

/** The static reference, whose place Redoc takes. */
export function indexPage(document: OpenApiDocument, scripts: readonly string[]): Page {
  const { title, summary } = infoOf(document);
  const operations = groupsOf(document).map(({ id, title, operations }) => {
    const links = operations.map((operation) => link(`#${operationIdOf(operation)}`, operation.summary));
    return `<li>${link(`#${id}`, title)}<ul>${links.map((item) => `<li>${item}</li>`).join("")}</ul></li>`;
  });
  return {
    ...{ name: "index", title, description: summary, scripts },
    html: `<div id="reference" class="prose">
<main>
<search><input type="search" aria-label="Search" placeholder="Search, Ctrl+K" autocomplete="off"><ul></ul></search>
${sectionsOf(htmlOf(referenceOf(document)))}</main>
<nav class="contents" aria-label="Operations"><ul>${operations.join("")}</ul></nav>
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

export function downloadsPage(downloads: ReadonlyMap<string, string>): Page {
  const items = [...downloads.keys()].map((name) => `<li><a href="${name}" download>${name}</a></li>`);
  const html = prose(`<h1>Downloads</h1><p>All are made from the API's description.</p><ul>${items.join("")}</ul>`);
  return { name: "downloads", title: "Downloads", description: "The API's description in several forms.", html };
}

function link(address: string, text: string): string {
  return `<a href="${address}">${escaped(text)}</a>`;
}

/** The picture that stands for the site where it is shared. */
export function cardOf(document: OpenApiDocument): string {
  const { title, version } = infoOf(document);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630">
<title>${escaped(title)}</title>
<rect width="1200" height="630" fill="#16181d"/>
<text x="80" y="300" fill="#e8eaee" font-family="sans-serif" font-size="56">${escaped(title)}</text>
<text x="80" y="370" fill="#7ab8ff" font-family="sans-serif" font-size="32">OpenAPI ${escaped(version)}</text>
</svg>
`;
}
