import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@run-summary/spec";
import { build } from "esbuild";
import { layout, siteOf } from "../layout.ts";
import { escaped } from "../markdown.ts";
import { definitionOf } from "./definition.ts";

const source = fileURLToPath(new URL("./", import.meta.url));

/** The console's files by name: `console.html`, `console.js` and `console.css`. */
export async function consoleOf(document: OpenApiDocument): Promise<Map<string, string>> {
  const definition = definitionOf(document);
  const [bundle, form, style] = await Promise.all([
    build({
      ...{ entryPoints: [join(source, "page.ts")], write: false },
      ...{ bundle: true, minify: true, target: "es2022" },
    }),
    readFile(join(source, "page.html"), "utf8"),
    readFile(join(source, "console.css"), "utf8"),
  ]);
  const page = {
    ...{ name: "console", title: "Console", scripts: ["console.js"] },
    description: "Sends a request to the mock on your machine, or to the service with an access token of yours.",
    html: form.replace("{{definition}}", () => escaped(JSON.stringify(definition))),
    // The mock's port is the reader's choice.
    origins: ["http://127.0.0.1:*", "http://localhost:*", ...definition.servers.map(({ url }) => new URL(url).origin)],
  };
  return new Map([
    ["console.html", layout(page, siteOf(document))],
    ["console.js", bundle.outputFiles.map(({ text }) => text).join("")],
    ["console.css", style],
  ]);
}
