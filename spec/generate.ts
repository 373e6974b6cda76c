import { dirname } from "node:path";
import { stringifyYaml } from "@redocly/openapi-core";
import { bundleFile, type OpenApiDocument } from "./src/document.ts";
import { type GeneratedFiles, notice } from "./src/generated-folder.ts";

/** Where the bundle is committed. */
export const folder: string = dirname(bundleFile);

/** The spec in one file. */
export function generateBundle(document: OpenApiDocument): GeneratedFiles {
  return { "openapi.yaml": `# ${notice}\n${stringifyYaml(document, { lineWidth: -1, noRefs: true })}` };
}
