import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";
import fc from "fast-check";
import { randomDocuments } from "./arbitraries/documents.ts";
import { type Candidate, type Failure, findFailures } from "./check-document.ts";
import { createWorkspace, removeWorkspace } from "./client-copy.ts";
import { lintDocument } from "./lint-document.ts";

export interface RunOptions {
  /** How many documents the lint has to accept. */
  readonly count: number;
  readonly seed: number;
}

/** A document that the lint accepts and a part does not agree with. */
export interface FoundFault extends Failure {
  /** How many documents were accepted up to this one. */
  readonly accepted: number;
  /** The smallest document that was found with a failure in the same part. */
  readonly document: OpenApiDocument;
}

export interface Report {
  readonly accepted: number;
  /** How many documents were refused, by the rule. A document counts once for each of its rules. */
  readonly refused: ReadonlyMap<string, number>;
  readonly fault: FoundFault | undefined;
}

const batchSize = 25;

/** Generates documents until the lint has accepted so many, and puts those through all parts. It ends at the first fault. */
export async function runDocuments({ count, seed }: RunOptions): Promise<Report> {
  const workspace = await createWorkspace();
  const refused = new Map<string, number>();
  let accepted = 0;
  let next = 0;
  try {
    while (accepted < count) {
      const batch = new Map<string, Candidate & { index: number }>();
      const wanted = Math.min(batchSize, count - accepted);
      while (batch.size < wanted) {
        const index = next++;
        const document = generateDocument(seed, index);
        const outcome = await lint(document, workspace);
        if ("problems" in outcome) {
          for (const rule of new Set(outcome.problems.map((problem) => problem.rule)))
            refused.set(rule, (refused.get(rule) ?? 0) + 1);
        } else {
          const name = `document-${index}`;
          batch.set(name, { name, index, document: outcome.bundle });
        }
      }
      const failures = await findFailures(workspace, [...batch.values()]);
      const first = [...batch.values()].findIndex(({ name }) => failures.has(name));
      const found = [...batch.values()][first];
      if (found !== undefined) {
        const failure = failures.get(found.name) as Failure;
        const fault = { accepted: accepted + first + 1, ...failure, document: found.document };
        return { accepted, refused, fault: { ...fault, ...(await shrink(workspace, seed, found.index, failure)) } };
      }
      accepted += batch.size;
      for (const name of batch.keys()) await rm(join(workspace, name), { recursive: true });
    }
    return { accepted, refused, fault: undefined };
  } finally {
    await removeWorkspace(workspace);
  }
}

/** The document of a run with a seed, by its index. */
export function generateDocument(seed: number, index: number): OpenApiDocument {
  const [document] = fc.sample(randomDocuments, { seed, path: String(index), numRuns: 1 });
  return document as OpenApiDocument;
}

async function lint(document: OpenApiDocument, workspace: string) {
  const folder = join(workspace, "lint");
  await mkdir(folder, { recursive: true });
  return lintDocument(document, folder);
}

/** Finds a smaller document that the lint accepts, and that fails in the same part. */
async function shrink(
  workspace: string,
  seed: number,
  index: number,
  { stage }: Failure,
): Promise<(Failure & { document: OpenApiDocument }) | undefined> {
  let smallest: (Failure & { document: OpenApiDocument }) | undefined;
  let tries = 0;
  const property = fc.asyncProperty(randomDocuments, async (document) => {
    const outcome = await lint(document, workspace);
    if ("problems" in outcome) return true;
    const name = `smaller-${tries++}`;
    const failure = (await findFailures(workspace, [{ name, document: outcome.bundle }])).get(name);
    await rm(join(workspace, name), { recursive: true, force: true });
    if (failure?.stage !== stage) return true;
    smallest = { ...failure, document: outcome.bundle };
    return false;
  });
  await fc.check(property, { seed, path: String(index), numRuns: 1, interruptAfterTimeLimit: 60_000 });
  return smallest;
}
