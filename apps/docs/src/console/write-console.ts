import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@run-summary/spec";
import { build } from "esbuild";
import { layout, siteOf } from "../layout.ts";
import { escaped } from "../markdown.ts";
import { definitionOf } from "./definition.ts";

const source = fileURLToPath(new URL("./", import.meta.url));

/** Writes the console into the site's folder: `console.html`, `console.js` and `console.css`. */
export async function writeConsole(document: OpenApiDocument, folder: string): Promise<void> {
  const definition = definitionOf(document);
  const form = await readFile(join(source, "page.html"), "utf8");
  const page = {
    ...{ name: "console", title: "Console", scripts: ["console.js"] },
    description: "Sends a request to the mock on your machine, or to the service with an access token of yours.",
    html: form.replace("{{definition}}", () => escaped(JSON.stringify(definition))),
    // The mock's port is the reader's choice.
    origins: ["http://127.0.0.1:*", "http://localhost:*", ...definition.servers.map(({ url }) => new URL(url).origin)],
  };
  await Promise.all([
    build({
      ...{ entryPoints: [join(source, "page.ts")], outfile: join(folder, "console.js") },
      ...{ bundle: true, minify: true, target: "es2022" },
    }),
    copyFile(join(source, "console.css"), join(folder, "console.css")),
    writeFile(join(folder, "console.html"), layout(page, siteOf(document))),
  ]);
}
