import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type OpenApiDocument, readDocument } from "@run-summary/openapi";
import { listSourceFiles } from "@run-summary/openapi/source";
import { bundleFile } from "@run-summary/spec";
import { createConsole } from "./console/console.ts";
import { createDefinitionScript, createRedocScript } from "./redoc/redoc-scripts.ts";
import { completeDocument } from "./reference/complete-document.ts";
import { createReference, type ReferencePage } from "./reference/reference.ts";
import { bundleScript } from "./site/bundle-script.ts";
import { createDownloads, createDownloadsPage } from "./site/downloads.ts";
import { createGuidesPage, type Guide, readGuides } from "./site/guides.ts";
import { createSite, type Page, renderPage } from "./site/layout.ts";
import { placeholderPages } from "./site/placeholder-pages.ts";
import { createReferencePage, type ReferenceScripts } from "./site/reference-pages.ts";
import { createSearchIndexScript } from "./site/search-index.ts";

/** The folder of the built site. */
export const siteFolder: string = fileURLToPath(new URL("../dist/", import.meta.url));

const images = fileURLToPath(new URL("./site/images/", import.meta.url));

/** The contents of files by name. */
type Files = ReadonlyMap<string, string>;

/**
 * Builds the site from a document in one piece: the static reference, on whose overview Redoc shows the whole document, and the
 * other pages. The environment variable SITE_URL says where the site will be. The site that was in the folder stays complete
 * until the new one is. Published pages stay.
 *
 * @throws {Error} where the file is not an OpenAPI document in one piece.
 */
export async function buildDocs(specFile: string = bundleFile, folder: string = siteFolder): Promise<void> {
  const source = await readFile(specFile, "utf8");
  const document = completeDocument(readWholeDocument(specFile));
  const site = createSite(document);
  const createHtml = (page: Page): [string, string] => [`${page.name}.html`, renderPage(page, site)];
  const reference = createReference(document);
  const guides = await readGuides(document);
  const [{ names, scripts }, console, copy] = await Promise.all([
    createScripts(document, reference, guides),
    createConsole(document),
    bundleScript(new URL("./site/copy.ts", import.meta.url)),
  ]);
  const downloads = createDownloads(document, source, reference, guides);
  const [overview, ...referencePages] = reference.map((page) => createHtml(createReferencePage(page, names)));
  const pages = [
    ...(site.isOwn ? [createGuidesPage(guides), ...guides.map(({ page }) => page)] : []),
    ...[createDownloadsPage(downloads), console.page],
  ];
  const files: Files = new Map<string, string>([
    ...scripts,
    ["copy.js", copy],
    ...downloads.map(({ name, content }): [string, string] => [name, content]),
    ...Object.entries(console.files),
    ...referencePages,
    ...pages.map(createHtml),
  ]);

  await mkdir(folder, { recursive: true });
  await cp(images, folder, { recursive: true });
  await writeFiles(folder, new Map([...files, [".unfinished.html", overview?.[1] ?? ""]]));
  const present = await readdir(folder);
  const placeholders = site.isOwn ? placeholderPages.filter(({ name }) => !present.includes(`${name}.html`)) : [];
  await writeFiles(folder, new Map(placeholders.map(createHtml)));
  await rename(join(folder, ".unfinished.html"), join(folder, "index.html"));
  await Promise.all(listOutdated(present, files).map((name) => rm(join(folder, name))));
}

function readWholeDocument(specFile: string): OpenApiDocument {
  const document: OpenApiDocument | null = readDocument(specFile);
  if (!/^3\./.test(String(document?.openapi)))
    throw new Error("It is not an OpenAPI 3 document: it has no `openapi: 3.…`.");
  const [, other] = listSourceFiles(specFile);
  if (other === undefined) return document;
  throw new Error(
    `It refers to ${other}. Bundle it into one file first: npx redocly bundle ${specFile} --output whole.yaml`,
  );
}

/** The scripts and the pages of tags that an earlier build wrote and this one did not. */
function listOutdated(present: readonly string[], files: Files): string[] {
  return present.filter((name) => /\.[\da-f]{8}\.js$|^tag-.*\.(html|md)$/.test(name) && !files.has(name));
}

/** The reference's scripts. Since a name changes with the content, browsers may cache them. */
async function createScripts(
  document: OpenApiDocument,
  reference: readonly ReferencePage[],
  guides: readonly Guide[],
): Promise<{ readonly names: ReferenceScripts; readonly scripts: Files }> {
  const [search, redoc] = await Promise.all([
    bundleScript(new URL("./site/search.ts", import.meta.url)),
    createRedocScript(),
  ]);
  const searched = [...reference, ...guides.map(({ page, text }) => ({ ...page, text }))];
  const contents = {
    search,
    searchIndex: createSearchIndexScript(searched),
    definition: createDefinitionScript(document),
    redoc,
  };
  const named = Object.entries(contents).map(([name, content]) => {
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
    return { key: name, name: `${name}.${hash}.js`, content };
  });
  return {
    names: Object.fromEntries(named.map(({ key, name }) => [key, name])) as unknown as ReferenceScripts,
    scripts: new Map(named.map(({ name, content }) => [name, content])),
  };
}

async function writeFiles(folder: string, files: Files): Promise<void> {
  await Promise.all([...files].map(([name, content]) => writeFile(join(folder, name), content)));
}
