import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { lintCopy } from "./lint-copy.ts";

/** The problems that a rule finds in a document, as `location message`. */
export async function lintDocument(document: object, rule: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "document-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "openapi.yaml"), JSON.stringify({ openapi: "3.1.1", info: {}, ...document }));
  return lintCopy(folder, rule);
}
