import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";
import { bundleSource, type Problem, SpecError } from "@run-summary/spec/source";
import { stringify } from "yaml";

/** What the lint says about a document: the bundle of one that it accepts, or the problems. */
export type LintOutcome = { readonly bundle: OpenApiDocument } | { readonly problems: readonly Problem[] };

/** Lints a document as the hand-written spec is linted. The folder gets a file, and must hold nothing else. */
export async function lintDocument(document: OpenApiDocument, folder: string): Promise<LintOutcome> {
  const file = join(folder, "openapi.yaml");
  await writeFile(file, formatDocument(document));
  try {
    return { bundle: await bundleSource(file) };
  } catch (error) {
    if (error instanceof SpecError) return { problems: error.problems };
    throw error;
  }
}

/** The document as YAML. */
export function formatDocument(document: OpenApiDocument): string {
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}
