import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Bundles a TypeScript file and its imports into one classic script. A page that is opened from a file can load no module. */
export async function bundleScript(file: URL): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(file)],
    bundle: true,
    charset: "utf8",
    format: "iife",
    logOverride: { "empty-import-meta": "silent" }, // Redoc uses it on servers only
    minify: true,
    target: "es2022",
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("");
}
