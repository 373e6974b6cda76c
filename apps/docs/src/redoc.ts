import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { flatSchema, type OpenApiDocument } from "@run-summary/spec";
import { redocDocument, redocOptions } from "./samples/redoc-document.ts";

/** What Redoc's page runs, as two classic scripts: they load from a file too, where a module would not. */
export interface Redoc {
  /** Redoc itself, with a global `hydrate`. */
  readonly library: string;
  /** The document as Redoc reads it, `__redoc_definition`, and `__redoc_options`. */
  readonly definition: string;
}

const libraryFile = new URL("./lib/chunks/redoc.standalone.js", import.meta.resolve("@redocly/cli/package.json"));
const exports = /export\{RedocStandalone,hydrate,init\};\s*$/;

/**
 * Redocly's Redoc and what it shows, as `redocly build-docs` puts them into its page. The command itself takes as long as
 * all else here: it also renders the title and the overview, which the static reference has already.
 */
export async function redocOf(document: OpenApiDocument): Promise<Redoc> {
  const source = await readFile(fileURLToPath(libraryFile), "utf8");
  if (!exports.test(source)) {
    throw new Error("This version of redocly brings another kind of Redoc: adapt apps/docs/src/redoc.ts to it.");
  }
  const definition = JSON.stringify(redocDocument(withFlatSchemas(document)));
  const options = JSON.stringify(redocOptions(document));
  return {
    library: source
      .replace(exports, "")
      // Redoc would load its logo from a CDN.
      .replace(/https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini[\w-]*\.svg/g, "redocly.svg")
      // Only in code that Redoc never runs, but a classic script may not name it.
      .replaceAll("import.meta", "({})"),
    definition: `const __redoc_definition = ${definition};\nconst __redoc_options = ${options};\n`,
  };
}

// Redoc's search does not find the properties that stand beside an `allOf`.
function withFlatSchemas(document: OpenApiDocument): OpenApiDocument {
  const schemas = Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => [
    name,
    flatSchema(document, schema),
  ]);
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(schemas) } };
}
