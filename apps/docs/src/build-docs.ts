import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleFile, readBundle } from "@run-summary/spec";
import { redocOf } from "./redoc.ts";

/** Where the site is built. */
export const siteFolder: string = fileURLToPath(new URL("../dist/", import.meta.url));

const assets = fileURLToPath(new URL("./site/", import.meta.url));
const images = ["card.png", "icon.svg", "redocly.svg"]; // a PNG since no service that shows cards takes an SVG

/**
 * Builds the site from the bundled spec: a static reference whose place Redoc takes when it has loaded, and the pages
 * beside it. The environment variable SITE_URL says where the site will be. The site that stood there stays until the new
 * one is whole.
 */
export async function buildDocs(specFile: string = bundleFile, folder: string = siteFolder): Promise<void> {
  const document = readBundle(specFile);
  const [{ library, definition }, { files, laterFiles, indexWith, search, takeOver }] = await Promise.all([
    redocOf(document),
    // All else is loaded and made while redocly, a process of its own, is at work.
    import("./beside-redoc.ts").then(({ besideRedoc }) => besideRedoc(document, specFile)),
  ]);
  const scripts = withHashes({ search, redoc: library, definition, "take-over": takeOver });

  await mkdir(folder, { recursive: true });
  await Promise.all([
    ...images.map((name) => copyFile(join(assets, name), join(folder, name))),
    writeFile(join(folder, ".unfinished.html"), indexWith([...scripts.keys()])),
    ...[...files, ...scripts].map(([name, content]) => writeFile(join(folder, name), content)),
    // What was published meanwhile stays.
    ...[...laterFiles].map(([name, html]) => writeFile(join(folder, name), html, { flag: "wx" }).catch(ignoreExisting)),
  ]);
  await rename(join(folder, ".unfinished.html"), join(folder, "index.html"));
  const outdated = (await readdir(folder)).filter((name) => /\.[\da-f]{8}\.js$/.test(name) && !scripts.has(name));
  await Promise.all(outdated.map((name) => rm(join(folder, name))));
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

/** The scripts by file name, in their order. The names change with the contents, so that they may be cached. */
function withHashes(scripts: Readonly<Record<string, string | Buffer>>): Map<string, string | Buffer> {
  return new Map(
    Object.entries(scripts).map(([name, content]) => {
      const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
      return [`${name}.${hash}.js`, content];
    }),
  );
}
