import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";
import { bundleSource, type Problem, SpecError } from "@run-summary/spec/source";
import { formatDocument } from "../generate/bundle.ts";

/** What the lint says about a document. */
export interface LintOutcome {
  /** The document in one piece; `undefined` where the lint refuses it. */
  readonly bundle?: OpenApiDocument;
  readonly problems?: readonly Problem[];
}

/** Lints a document as the hand-written spec is linted, in a folder of the workspace. */
export async function lintDocument(document: OpenApiDocument, workspace: string): Promise<LintOutcome> {
  const folder = join(workspace, "lint");
  const file = join(folder, "openapi.yaml");
  await mkdir(folder, { recursive: true });
  await writeFile(file, formatDocument(document));
  try {
    return { bundle: await bundleSource(file) };
  } catch (error) {
    if (error instanceof SpecError) return { problems: error.problems };
    throw error;
  }
}
