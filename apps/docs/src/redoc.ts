import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { flatSchema, type OpenApiDocument } from "@run-summary/spec";
import { redocDocument, redocOptions } from "./samples/redoc-document.ts";

/** What Redoc's page runs, as two classic scripts: they load from a file too, where a module would not. */
export interface Redoc {
  /** Redoc itself, with a global `hydrate`. */
  readonly library: Buffer;
  /** The document as Redoc reads it, `__redoc_definition`, and `__redoc_options`. */
  readonly definition: Buffer;
}

// React's faster build, for the same page. Its own cache: what a run of the other build has left there, Node would keep.
const cache = join(process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), "node-compile-cache"), "redocly");
const env = {
  ...process.env,
  ...{ NODE_ENV: "production", NODE_COMPILE_CACHE: cache },
  // Neither telemetry nor a look for newer versions.
  ...{ REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
};
const redocly = join(dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")), "bin/cli.js");
const exports = "export{RedocStandalone,hydrate,init};";

/** Builds Redoc's page of the document, and takes it apart. Throws where redocly fails, or builds another kind of page. */
export async function redocOf(document: OpenApiDocument): Promise<Redoc> {
  // Without a wait, so that redocly, which takes the longest, starts before anything else does.
  const folder = mkdtempSync(join(tmpdir(), "redoc-"));
  try {
    writeFileSync(join(folder, "openapi.json"), JSON.stringify(redocDocument(withFlatSchemas(document))));
    // In a file of their own: to read a configuration takes redocly a tenth longer.
    writeFileSync(join(folder, "options.json"), JSON.stringify(redocOptions(document)));
    await promisify(execFile)(
      process.execPath,
      [redocly, "build-docs", "openapi.json", "--inlineBundle", "--output", "redoc.html", "--openapi", "options.json"],
      { cwd: folder, env },
    );
    // A character a byte: read, searched and written in half of the time that UTF-8 takes.
    return partsOf(await readFile(join(folder, "redoc.html"), "latin1"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

// Redoc's search does not find the properties that stand beside an `allOf`.
function withFlatSchemas(document: OpenApiDocument): OpenApiDocument {
  const schemas = Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => [
    name,
    flatSchema(document, schema),
  ]);
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(schemas) } };
}

function partsOf(html: string): Redoc {
  const library = html.indexOf('<script type="module">');
  const end = html.indexOf(exports, library);
  const definition = html.indexOf("const __redoc_definition = ", end);
  const start = html.lastIndexOf("hydrate(__redoc_definition");
  if (library < 0 || end < library || definition < end || start < definition) {
    throw new Error("This version of redocly builds another kind of page: adapt apps/docs/src/redoc.ts to it.");
  }
  const script = html
    .slice(library + '<script type="module">'.length, end)
    // Redoc would load its logo from a CDN.
    .replace(/https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini[\w-]*\.svg/g, "redocly.svg")
    // Only in code that Redoc never runs, but a classic script may not name it.
    .replaceAll("import.meta", "({})");
  return {
    library: Buffer.from(script, "latin1"),
    definition: Buffer.from(html.slice(definition, start), "latin1"),
  };
}
