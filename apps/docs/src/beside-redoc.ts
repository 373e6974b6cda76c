import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@run-summary/spec";
import { transform } from "esbuild";
import { consoleOf } from "./console/console.ts";
import { downloadsOf } from "./downloads.ts";
import { guidesOf } from "./guides.ts";
import { layout, siteOf } from "./layout.ts";
import { downloadsPage, guidesPage, indexPage, laterPages } from "./pages.ts";

/** The site, but for Redoc. */
export interface BesideRedoc {
  /** By name. */
  readonly files: ReadonlyMap<string, string>;
  /** The pages whose makers run after the build, by name. */
  readonly laterFiles: ReadonlyMap<string, string>;
  /** The static reference, which loads the scripts. */
  readonly indexWith: (scripts: readonly string[]) => string;
  /** The script of the static reference's search. */
  readonly search: string;
  /** The script that puts Redoc into the static reference's place. */
  readonly takeOver: string;
}

const browserScripts = fileURLToPath(new URL("./site/", import.meta.url));

export async function besideRedoc(document: OpenApiDocument, specFile: string): Promise<BesideRedoc> {
  const site = siteOf(document);
  const index = indexPage(document);
  const [guides, console, search, takeOver, source] = await Promise.all([
    guidesOf(document),
    consoleOf(document),
    compiled("search"),
    compiled("take-over"),
    readFile(specFile, "utf8"),
  ]);
  const downloads = downloadsOf(document, source, guides);
  const pages = [...guides.map(({ page }) => page), guidesPage(guides), downloadsPage(downloads)];
  return {
    files: new Map([
      ...[...downloads, ...console],
      ...pages.map((page): [string, string] => [`${page.name}.html`, layout(page, site)]),
    ]),
    laterFiles: new Map(laterPages.map((page) => [`${page.name}.html`, layout(page, site)])),
    indexWith: (scripts) => layout({ ...index, scripts }, site),
    ...{ search, takeOver },
  };
}

async function compiled(name: string): Promise<string> {
  const source = await readFile(join(browserScripts, `${name}.ts`), "utf8");
  return (await transform(source, { loader: "ts", minify: true, format: "iife" })).code;
}
