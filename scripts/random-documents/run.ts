import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";
import fc from "fast-check";
import { randomDocuments } from "./arbitraries/documents.ts";
import type { Candidate, Failure, findFailures } from "./check-document.ts";
import { createWorkspace, removeWorkspace } from "./client-copy.ts";
import { lintDocument } from "./lint-document.ts";

type Check = typeof findFailures;

export interface RunOptions {
  /** How many documents the lint has to accept. */
  readonly count: number;
  /** The same seed gives the same documents. */
  readonly seed: number;
  /** Puts documents through all parts. */
  readonly check: Check;
}

/** A document that the lint accepts and a part does not agree with. */
export interface Fault extends Failure {
  /** The smallest such document that was found: another one may fail in the same part for another reason. */
  readonly document: OpenApiDocument;
}

export interface Report {
  /** How many documents were accepted, up to the one with the fault. */
  readonly accepted: number;
  /** How many documents were refused, by the rule. A document counts once for each of its rules. */
  readonly refused: ReadonlyMap<string, number>;
  readonly fault: Fault | undefined;
}

const batchSize = 50;

/** Generates documents until the lint has accepted so many, and puts those through all parts. It ends at the first fault. */
export async function runDocuments({ count, seed, check }: RunOptions): Promise<Report> {
  const workspace = await createWorkspace();
  const refused = new Map<string, number>();
  let accepted = 0;
  let next = 0;
  try {
    while (accepted < count) {
      const size = Math.min(batchSize, count - accepted);
      const batch: (Candidate & { readonly index: number })[] = [];
      for (; batch.length < size; next++) {
        const { bundle, problems = [] } = await lintDocument(generateDocument(seed, next), workspace);
        for (const rule of new Set(problems.map((problem) => problem.rule)))
          refused.set(rule, (refused.get(rule) ?? 0) + 1);
        if (bundle !== undefined) batch.push({ name: `document-${next}`, index: next, document: bundle });
      }
      const failures = await check(workspace, batch);
      const position = batch.findIndex(({ name }) => failures.has(name));
      const found = batch[position];
      if (found !== undefined) {
        const fault = { document: found.document, ...(failures.get(found.name) as Failure) };
        const smaller = await findSmaller(workspace, seed, found.index, fault.stage, check);
        return { accepted: accepted + position + 1, refused, fault: smaller ?? fault };
      }
      accepted += batch.length;
      await Promise.all(batch.map(({ name }) => rm(join(workspace, name), { recursive: true, force: true })));
    }
    return { accepted, refused, fault: undefined };
  } finally {
    await removeWorkspace(workspace);
  }
}

function generateDocument(seed: number, index: number): OpenApiDocument {
  const [document] = fc.sample(randomDocuments, { seed, path: String(index), numRuns: 1 });
  return document as OpenApiDocument;
}

/** Finds a smaller document that the lint accepts, and that fails in the same part; `undefined` where there is none. */
async function findSmaller(
  workspace: string,
  seed: number,
  index: number,
  stage: Failure["stage"],
  check: Check,
): Promise<Fault | undefined> {
  let smallest: Fault | undefined;
  let tries = 0;
  const property = fc.asyncProperty(randomDocuments, async (document) => {
    const { bundle } = await lintDocument(document, workspace);
    if (bundle === undefined) return true;
    const name = `smaller-${tries++}`;
    const failure = (await check(workspace, [{ name, document: bundle }])).get(name);
    await rm(join(workspace, name), { recursive: true, force: true });
    if (failure?.stage !== stage) return true;
    smallest = { ...failure, document: bundle };
    return false;
  });
  await fc.check(property, { seed, path: String(index), numRuns: 1, interruptAfterTimeLimit: 120_000 });
  return smallest;
}
