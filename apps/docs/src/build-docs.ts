import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bundleFile, readBundle } from "@run-summary/spec";
import { writeConsole } from "./console/write-console.ts";
import { redocConfig, redocDocument } from "./samples/redoc-document.ts";

/** Where the site is built. */
export const siteFolder: string = fileURLToPath(new URL("../dist/", import.meta.url));

const appFolder = fileURLToPath(new URL("../", import.meta.url));
const redocly = join(dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")), "bin/cli.js");

/**
 * Builds the site from the bundled spec with Redoc, in one file that needs no other. The site that stood there stays
 * until the new one is whole.
 */
export async function buildDocs(specFile: string = bundleFile, folder: string = siteFolder): Promise<void> {
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, ".unfinished.html");
  const document = readBundle(specFile);
  await writeConsole(document, folder);
  const input = await mkdtemp(join(folder, ".input-"));
  await writeFile(join(input, "openapi.json"), JSON.stringify(redocDocument(document)));
  await writeFile(join(input, "redocly.yaml"), JSON.stringify(redocConfig(document, join(appFolder, "redocly.yaml"))));
  await promisify(execFile)(
    process.execPath,
    [redocly, "build-docs", "openapi.json", "--inlineBundle", "--output", unfinished, "--config", "redocly.yaml"],
    // Neither telemetry nor a look for newer versions.
    { cwd: input, env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" } },
  ).finally(() => rm(input, { recursive: true }));
  await writeFile(unfinished, selfContained(await readFile(unfinished, "utf8")));
  await rename(unfinished, join(folder, "index.html"));
}

// Redoc's page holds all it needs but two images: its logo, which it loads from a CDN, and the icon that browsers ask for.
function selfContained(html: string): string {
  const logo = svg('<text y="10" font-family="sans-serif" font-size="11">Redocly</text>', "0 0 44 12");
  const icon = svg('<circle cx="8" cy="8" r="6" fill="none" stroke="#0a7" stroke-width="4"/>', "0 0 16 16");
  return html
    .replace(/https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini[\w-]*\.svg/g, () => logo)
    .replace("</head>", () => `<link rel="icon" href="${icon}"></head>`);
}

function svg(content: string, viewBox: string): string {
  const [, , width, height] = viewBox.split(" ");
  const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" width="${width}" height="${height}">${content}</svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(text).toString("base64")}`;
}
