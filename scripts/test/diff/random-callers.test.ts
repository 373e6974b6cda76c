// Code of callers of a random document, compiled with the client of an edited one: where it does not compile, the edit is a
// breaking change.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { compareDocuments } from "../../diff/compare/compare-documents.ts";
import { createSpecMutants, type SpecMutant } from "../../mutate/spec-mutants.ts";
import { randomDocuments } from "../../random-documents/arbitraries/documents.ts";
import { findTypeErrors } from "../../random-documents/check-types.ts";
import { createWorkspace, removeWorkspace, writeClientCopy } from "../../random-documents/client-copy.ts";
import { lintDocument } from "../../random-documents/lint-document.ts";
import { generateCalls } from "../../random-documents/typed-calls.ts";

const seed = 5;
const editsOfEach = 6;

/** The calls of a document's operations, without what they return. */
function generateCallers(document: OpenApiDocument): string {
  const lines = generateCalls(document).split("\n");
  return lines.filter((line) => !line.startsWith("export const result")).join("\n");
}

/** Some edits of a document, breaking ones and others. */
function pickEdits(document: OpenApiDocument): SpecMutant[] {
  const all = createSpecMutants(document, { sites: 1, seed });
  return all.filter((_, index) => index % Math.ceil(all.length / editsOfEach) === 0);
}

it("callers that do not compile any more are told of a breaking change", async () => {
  const workspace = await createWorkspace();
  onTestFinished(() => removeWorkspace(workspace));
  const edits = new Map<string, { base: OpenApiDocument; next: OpenApiDocument }>();
  const copies = [];
  for (const [index, document] of fc.sample(randomDocuments, { seed, numRuns: 5 }).entries()) {
    const { bundle } = await lintDocument(document, workspace);
    if (bundle === undefined) continue;
    for (const [number, { document: next }] of pickEdits(bundle).entries()) {
      const name = `edit-${index}-${number}`;
      const copy = await writeClientCopy(next, workspace, name).catch(() => undefined);
      if (copy === undefined) continue; // the client refuses to be generated from it
      await writeFile(join(copy.folder, "src/typed-calls.ts"), generateCallers(bundle));
      edits.set(name, { base: bundle, next });
      copies.push(copy);
    }
  }

  const errors = await findTypeErrors(workspace, copies);
  const largest = await Promise.all(
    [...errors.keys()].map(async (name) => {
      const { base, next } = edits.get(name) ?? {};
      const [change] = base && next ? await compareDocuments(base, next) : [];
      return [name, change?.bump];
    }),
  );

  expect(errors.size).toBeGreaterThan(0);
  expect(errors.size).toBeLessThan(copies.length);
  expect(largest).toEqual(largest.map(([name]) => [name, "major"]));
});
