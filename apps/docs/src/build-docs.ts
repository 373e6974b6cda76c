import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleFile, type OpenApiDocument, readBundle } from "@run-summary/spec";
import { transform } from "esbuild";
import { consoleOf } from "./console/console.ts";
import { downloadsOf } from "./downloads.ts";
import { guidesOf } from "./guides.ts";
import { layout, siteOf } from "./layout.ts";
import { downloadsPage, guidesPage, indexPage, laterPages } from "./pages.ts";
import { redocOf } from "./redoc.ts";

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
  // The rest is done while redocly, a process of its own, is at work.
  const [scripts, { guides, downloads }, console, index, icon, logo] = await Promise.all([
    scriptsOf(document),
    textsOf(document, specFile),
    consoleOf(document),
    indexPage(document),
    readFile(join(assets, "icon.svg"), "utf8"),
    readFile(join(assets, "redocly.svg"), "utf8"),
  ]);
  const pages = [...guides.map(({ page }) => page), guidesPage(guides), downloadsPage(downloads)];
  const files = new Map<string, string | Buffer>([
    ...[...scripts, ...downloads, ...console],
    ...pages.map((page): [string, string] => [`${page.name}.html`, layout(page, site)]),
    ...Object.entries({ "icon.svg": icon, "redocly.svg": logo }),
    [".unfinished.html", layout({ ...index, scripts: [...scripts.keys()] }, site)],
  ]);

  await mkdir(folder, { recursive: true });
  await Promise.all([
    copyFile(join(assets, "card.png"), join(folder, "card.png")), // no service that shows cards takes an SVG
    ...[...files].map(([name, text]) => writeFile(join(folder, name), text)),
    // What was published meanwhile stays.
    ...laterPages.map((page) =>
      writeFile(join(folder, `${page.name}.html`), layout(page, site), { flag: "wx" }).catch(ignoreExisting),
    ),
  ]);
  await rename(join(folder, ".unfinished.html"), join(folder, "index.html"));
  const outdated = (await readdir(folder)).filter((name) => /\.[\da-f]{8}\.js$/.test(name) && !scripts.has(name));
  await Promise.all(outdated.map((name) => rm(join(folder, name))));
}

async function textsOf(document: OpenApiDocument, specFile: string) {
  const guides = await guidesOf(document);
  return { guides, downloads: downloadsOf(document, await readFile(specFile, "utf8"), guides) };
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

/** The scripts by file name, in the order in which they run. The names change with the texts, so that they may be cached. */
async function scriptsOf(document: OpenApiDocument): Promise<Map<string, string | Buffer>> {
  const compiled = async (name: string) =>
    (
      await transform(await readFile(join(assets, `${name}.ts`), "utf8"), {
        loader: "ts",
        minify: true,
        format: "iife",
      })
    ).code;
  const [{ library, definition }, search, takeOver] = await Promise.all([
    redocOf(document),
    compiled("search"),
    compiled("take-over"),
  ]);
  const named = Object.entries({ search, redoc: library, definition, "take-over": takeOver });
  return new Map(
    named.map(([name, text]) => {
      const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
      return [`${name}.${hash}.js`, text];
    }),
  );
}
