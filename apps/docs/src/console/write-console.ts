import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@run-summary/spec";
import { buildSync } from "esbuild";
import { type Definition, definitionOf } from "./definition.ts";

const source = fileURLToPath(new URL("./", import.meta.url));

/** Writes the console into the site's folder: `console.html`, `console.js` and `console.css`. */
export async function writeConsole(document: OpenApiDocument, folder: string): Promise<void> {
  const definition = definitionOf(document);
  const values: Record<string, string> = {
    title: document.info?.title ?? "",
    policy: policyFor(definition),
    definition: JSON.stringify(definition),
  };
  const page = await readFile(join(source, "page.html"), "utf8");
  await Promise.all([
    buildSync({
      ...{ entryPoints: [join(source, "page.ts")], outfile: join(folder, "console.js") },
      ...{ bundle: true, minify: true, target: "es2022" },
    }),
    copyFile(join(source, "console.css"), join(folder, "console.css")),
    writeFile(
      join(folder, "console.html"),
      page.replace(/\{\{(\w+)\}\}/g, (_, name) => escaped(values[name] ?? "")),
    ),
  ]);
}

/** No script, style or request but the page's own, and requests to the API's servers and this machine. */
function policyFor({ servers }: Definition): string {
  const origins = servers.map(({ url }) => new URL(url).origin);
  return [
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'",
    `connect-src http://127.0.0.1:* http://localhost:* ${[...new Set(origins)].join(" ")}`,
  ].join("; ");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
