import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The size in bytes of a module's bundle for browsers, minified and with gzip. */
export async function measureBundleSize(source: string, resolveDir: string, nodePaths: string[]): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir },
    nodePaths,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "error",
    tsconfigRaw: {}, // what is published, not the sources that the repository's own configuration leads to
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}
