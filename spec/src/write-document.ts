// Writes the bundle into the folder that is published, as YAML and as JSON.
import { copyFile, writeFile } from "node:fs/promises";
import { bundleFile, readBundle } from "./document.ts";

const folder = new URL("../dist/", import.meta.url);
await copyFile(bundleFile, new URL("openapi.yaml", folder));
await writeFile(new URL("openapi.json", folder), JSON.stringify(readBundle(), undefined, 2));
