import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleFile, type OpenApiDocument, readBundle } from "@run-summary/spec";
import { transformSync } from "esbuild";
import { writeConsole } from "./console/write-console.ts";
import { downloadsOf } from "./downloads.ts";
import { type Guide, guidesOf } from "./guides.ts";
import { layout, type Page, type Site } from "./layout.ts";
import { escaped, htmlOf } from "./markdown.ts";
import { type Redoc, redocOf } from "./redoc.ts";
import { groupsOf, infoOf, operationIdOf, referenceOf } from "./reference.ts";

/** Where the site is built. */
export const siteFolder: string = fileURLToPath(new URL("../dist/", import.meta.url));

const assets = fileURLToPath(new URL("./site/", import.meta.url));

/**
 * Builds the site from the bundled spec: a static reference whose place Redoc takes when it has loaded, and the pages
 * beside it. The environment variable SITE_URL says where the site will be. The site that stood there stays until the new
 * one is whole.
 */
export async function buildDocs(specFile: string = bundleFile, folder: string = siteFolder): Promise<void> {
  const document = readBundle(specFile);
  const site = siteOf(document);
  const redoc = await redocOf(document);
  const guides = await guidesOf(document);
  const downloads = await downloadsOf(document, await readFile(specFile, "utf8"), guides);
  const scripts = await scriptsOf(redoc);
  const pages = [...guides.map(({ page }) => page), guidesPage(guides), downloadsPage(downloads), ...laterPages];

  await mkdir(folder, { recursive: true });
  for (const name of ["site.css", "icon.svg", "redocly.svg"]) await copyFile(join(assets, name), join(folder, name));
  await writeFile(join(folder, "card.svg"), cardOf(document));
  for (const [name, text] of [...downloads, ...scripts]) await writeFile(join(folder, name), text);
  await writeConsole(document, folder);
  for (const page of pages) {
    // What others publish stays: the build does not know it.
    const flag = laterPages.includes(page) ? "wx" : "w";
    await writeFile(join(folder, `${page.name}.html`), layout(page, site), { flag }).catch(ignoreExisting);
  }
  const unfinished = join(folder, ".unfinished.html");
  await writeFile(unfinished, layout(indexPage(document, [...scripts.keys()]), site));
  await rename(unfinished, join(folder, "index.html"));
  const outdated = (await readdir(folder)).filter((name) => /\.[\da-f]{8}\.js$/.test(name) && !scripts.has(name));
  for (const name of outdated) await rm(join(folder, name));
}

/** What all pages have in common. */
export function siteOf(document: OpenApiDocument): Site {
  return { title: infoOf(document).title, url: process.env.SITE_URL };
}

// Their makers run after the build, which has something to link to until then.
const laterPages: readonly Page[] = [
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

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

function prose(html: string): string {
  return `<div class="prose"><main>${html}</main></div>`;
}

/** The scripts by file name, in the order in which they run. The names change with the texts, so that they may be cached. */
async function scriptsOf({ library, definition }: Redoc): Promise<Map<string, string>> {
  const takeOver = transformSync(await readFile(join(assets, "take-over.ts"), "utf8"), { loader: "ts" });
  const named = Object.entries({ redoc: library, definition, "take-over": takeOver.code });
  return new Map(
    named.map(([name, text]) => {
      const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
      return [`${name}.${hash}.js`, text];
    }),
  );
}

function indexPage(document: OpenApiDocument, scripts: readonly string[]): Page {
  const { title, summary } = infoOf(document);
  const operations = groupsOf(document).map(({ id, title, operations }) => {
    const links = operations.map((operation) => link(`#${operationIdOf(operation)}`, operation.summary));
    return `<li>${link(`#${id}`, title)}<ul>${links.map((item) => `<li>${item}</li>`).join("")}</ul></li>`;
  });
  return {
    ...{ name: "index", title, description: summary, scripts },
    html: `<div id="reference" class="prose">
<nav class="contents" aria-label="Operations"><ul>${operations.join("")}</ul></nav>
<main>
${htmlOf(referenceOf(document))}</main>
</div>
<div id="redoc" hidden></div>`,
  };
}

function guidesPage(guides: readonly Guide[]): Page {
  const items = guides.map(
    ({ page }) => `<li>${link(`${page.name}.html`, page.title)}<br>${escaped(page.description)}</li>`,
  );
  const html = prose(`<h1>Guides</h1><ul>${items.join("")}</ul>`);
  return { name: "guides", title: "Guides", description: "How to call the API, safely.", html };
}

function downloadsPage(downloads: ReadonlyMap<string, string>): Page {
  const items = [...downloads.keys()].map((name) => `<li><a href="${name}" download>${name}</a></li>`);
  const html = prose(`<h1>Downloads</h1><p>All are made from the API's description.</p><ul>${items.join("")}</ul>`);
  return { name: "downloads", title: "Downloads", description: "The API's description in several forms.", html };
}

function link(address: string, text: string): string {
  return `<a href="${address}">${escaped(text)}</a>`;
}

function cardOf(document: OpenApiDocument): string {
  const { title, version } = infoOf(document);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630">
<title>${escaped(title)}</title>
<rect width="1200" height="630" fill="#16181d"/>
<text x="80" y="300" fill="#e8eaee" font-family="sans-serif" font-size="56">${escaped(title)}</text>
<text x="80" y="370" fill="#7ab8ff" font-family="sans-serif" font-size="32">OpenAPI ${escaped(version)}</text>
</svg>
`;
}
