import { dirname } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";
import { bundleFile } from "@run-summary/spec";
import { stringify } from "yaml";
import { type GeneratedFiles, notice } from "./generated-folder.ts";

/** Where the bundle is committed. */
export const folder: string = dirname(bundleFile);

/** The spec in one file. */
export function generateBundle(document: OpenApiDocument): GeneratedFiles {
  return { "openapi.yaml": `# ${notice}\n${formatDocument(document)}` };
}

/** The document as YAML, without aliases and with each text in one line. */
export function formatDocument(document: OpenApiDocument): string {
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}
