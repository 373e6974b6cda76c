import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type OpenApiDocument, readDocument } from "@run-summary/openapi";
import { bundleFile } from "@run-summary/spec";
import { createConsole } from "./console/console.ts";
import { createDefinitionScript, createRedocScript } from "./redoc/redoc-scripts.ts";
import { bundleScript } from "./site/bundle-script.ts";
import { createDownloads, createDownloadsPage } from "./site/downloads.ts";
import { createGuidesPage, readGuides } from "./site/guides.ts";
import { createIndexPage } from "./site/index-page.ts";
import { createSite, type Page, renderPage } from "./site/layout.ts";
import { placeholderPages } from "./site/placeholder-pages.ts";

/** The folder of the built site. */
export const siteFolder: string = fileURLToPath(new URL("../dist/", import.meta.url));

const images = fileURLToPath(new URL("./site/images/", import.meta.url));

/** The contents of files by name. */
type Files = ReadonlyMap<string, string>;

/**
 * Builds the site from the bundled spec: the static reference, which Redoc replaces when it has loaded, and the other pages.
 * The environment variable SITE_URL says where the site will be. The site that was in the folder stays complete until the
 * new one is. Published pages stay.
 */
export async function buildDocs(specFile: string = bundleFile, folder: string = siteFolder): Promise<void> {
  const document = readDocument(specFile);
  const site = createSite(document);
  const createHtml = (page: Page): [string, string] => [`${page.name}.html`, renderPage(page, site)];
  const [scripts, files] = await Promise.all([
    createScripts(document),
    createFiles(document, await readFile(specFile, "utf8"), createHtml),
  ]);
  const [, index] = createHtml(createIndexPage(document, [...scripts.keys()]));

  await mkdir(folder, { recursive: true });
  await cp(images, folder, { recursive: true });
  await writeFiles(folder, new Map([...scripts, ...files, [".unfinished.html", index]]));
  const published = new Set(await readdir(folder));
  await writeFiles(
    folder,
    new Map(placeholderPages.filter(({ name }) => !published.has(`${name}.html`)).map(createHtml)),
  );
  await rename(join(folder, ".unfinished.html"), join(folder, "index.html"));
  const outdated = [...published].filter((name) => /\.[\da-f]{8}\.js$/.test(name) && !scripts.has(name));
  await Promise.all(outdated.map((name) => rm(join(folder, name))));
}

/** The reference's scripts in the order in which they run. Since a name changes with the content, browsers may cache them. */
async function createScripts(document: OpenApiDocument): Promise<Files> {
  const [search, redoc] = await Promise.all([
    bundleScript(new URL("./site/search.ts", import.meta.url)),
    createRedocScript(),
  ]);
  const scripts = { search, definition: createDefinitionScript(document), redoc };
  return new Map(
    Object.entries(scripts).map(([name, content]) => {
      const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
      return [`${name}.${hash}.js`, content];
    }),
  );
}

/** The console, the downloads, the guides, and the pages that list them. */
async function createFiles(
  document: OpenApiDocument,
  source: string,
  createHtml: (page: Page) => [string, string],
): Promise<Files> {
  const guides = await readGuides(document);
  const downloads = createDownloads(document, source, guides);
  const console = await createConsole(document);
  const pages = [
    ...guides.map(({ page }) => page),
    ...[createGuidesPage(guides), createDownloadsPage(downloads), console.page],
  ];
  return new Map([
    ...downloads.map(({ name, content }): [string, string] => [name, content]),
    ...Object.entries(console.files),
    ...pages.map(createHtml),
  ]);
}

async function writeFiles(folder: string, files: Files): Promise<void> {
  await Promise.all([...files].map(([name, content]) => writeFile(join(folder, name), content)));
}
