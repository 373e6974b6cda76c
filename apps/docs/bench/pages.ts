import { execFile } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { bundleFile, readBundle } from "@run-summary/spec";
import { siteFolder } from "../src/index.ts";

const run = promisify(execFile);
const redocly = join(dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")), "bin/cli.js");
const build = join(import.meta.dirname, "../src/build.ts");
const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };

/** Builds our site in its own folder. */
export async function buildOurs(): Promise<void> {
  await run(process.execPath, [build]);
}

/** Builds the page that redocly builds without our code. */
export async function buildStock(folder: string): Promise<void> {
  const args = [redocly, "build-docs", bundleFile, "--inlineBundle", "--output", join(folder, "redoc/index.html")];
  await run(process.execPath, args, { env });
}

/** Creates a folder with a page of each kind. Resolves with the kinds whose packages npm can install. */
export async function createPages(folder: string): Promise<string[]> {
  await mkdir(join(folder, "redoc"), { recursive: true });
  await Promise.all([buildStock(folder), buildOurs()]);
  await cp(siteFolder, join(folder, "ours"), { recursive: true });
  // A page with nothing but our largest paint, a paragraph. No page can be faster.
  const [paragraph = ""] =
    /<p>.*?<\/p>/s.exec((await readFile(join(folder, "ours/index.html"), "utf8")).replace(/.*<main>/s, "")) ?? [];
  await writePage(folder, "paragraph", paragraph);
  const others = await Promise.all(
    Object.entries(peers).map(async ([kind, { version, files, html }]) => {
      const page = join(folder, kind);
      const packages = join(folder, `packages-${kind}`);
      await mkdir(packages, { recursive: true });
      const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", packages, version];
      if (
        !(await run("npm", args)
          .then(() => true)
          .catch(() => false))
      )
        return [];
      await writePage(folder, kind, html);
      const [name = ""] = /^@?[^@]+/.exec(version) ?? [];
      for (const file of files) {
        await cp(join(packages, "node_modules", name, file), join(page, file.replace(/.*\//, "")));
      }
      await writeFile(join(page, "openapi.json"), JSON.stringify(readBundle()));
      return [kind];
    }),
  );
  return ["ours", "redoc", "paragraph", ...others.flat()];
}

async function writePage(folder: string, kind: string, html: string): Promise<void> {
  await mkdir(join(folder, kind), { recursive: true });
  await writeFile(
    join(folder, kind, "index.html"),
    `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${kind}</title>${html}`,
  );
}

// The pages follow the documentation of each tool.
const peers = {
  "swagger-ui": {
    version: "swagger-ui-dist@5.35.0",
    files: ["swagger-ui.css", "swagger-ui-bundle.js"],
    html: `<link rel="stylesheet" href="swagger-ui.css"><div id="app"></div><script src="swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: "openapi.json", dom_id: "#app" })</script>`,
  },
  scalar: {
    version: "@scalar/api-reference@1.46.4",
    files: ["dist/browser/standalone.js"],
    html: `<div id="app"></div><script src="standalone.js"></script>
<script>Scalar.createApiReference("#app", { url: "openapi.json" })</script>`,
  },
};
