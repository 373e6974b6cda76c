import {
  type ClientModules,
  createTable,
  findDisagreements,
  listSpecFacts,
  readTypesFacts,
  runContractCases,
  startTargets,
} from "@run-summary/contract-tests/agreement";
import type { OpenApiDocument } from "@run-summary/openapi";
import { loadClient } from "../shared/other-client.ts";
import { buildSites, readSites } from "./check-docs.ts";
import { findTypeErrors } from "./check-types.ts";
import { type ClientCopy, writeClientCopy } from "./client-copy.ts";

/** The parts of the project that a document goes through, in their order. */
export type Stage = "generate" | "compile" | "start" | "client" | "mock" | "types" | "docs";

/** A part that does not agree with a document that the lint accepts. */
export interface Failure {
  readonly stage: Stage;
  readonly message: string;
}

/** A document that the lint accepts. */
export interface Candidate {
  /** Another one for each document of a workspace. */
  readonly name: string;
  readonly document: OpenApiDocument;
}

// The docs of one document in ten are built, since that takes longer than all other parts.
const docsShare = 10;

function chooseForDocs(candidates: readonly Candidate[], failures: ReadonlyMap<string, Failure>): Candidate[] {
  return candidates.filter(({ name }, index) => index % docsShare === 0 && !failures.has(name));
}

/** Finds failures as `findFailures` does, and reads the docs that were built in a browser. */
export async function findFailuresInBrowser(
  workspace: string,
  candidates: readonly Candidate[],
): Promise<Map<string, Failure>> {
  const failures = await findFailures(workspace, candidates);
  return new Map([...failures, ...(await readSites(workspace, chooseForDocs(candidates, failures)))]);
}

/** Puts documents through all parts. Returns the first failure of each document that has one, by its name. */
export async function findFailures(workspace: string, candidates: readonly Candidate[]): Promise<Map<string, Failure>> {
  const failures = new Map<string, Failure>();
  const copies = new Map<string, ClientCopy>();
  for (const { name, document } of candidates) {
    try {
      copies.set(name, await writeClientCopy(document, workspace, name));
    } catch (error) {
      failures.set(name, describeError("generate", error));
    }
  }
  if (copies.size === 0) return failures;
  for (const [name, message] of await findTypeErrors(workspace, [...copies.values()])) {
    failures.set(name, { stage: "compile", message });
  }
  for (const { name, document } of candidates) {
    const copy = copies.get(name);
    if (copy === undefined || failures.has(name)) continue;
    const failure = await findDisagreement(document, copy);
    if (failure !== undefined) failures.set(name, failure);
  }
  const built = await buildSites(workspace, chooseForDocs(candidates, failures));
  return new Map([...failures, ...built]);
}

async function findDisagreement(document: OpenApiDocument, copy: ClientCopy): Promise<Failure | undefined> {
  try {
    return (await findWrongCase(document, await loadClient(copy.folder))) ?? findWrongType(document, copy);
  } catch (error) {
    return describeError("start", error);
  }
}

/** The first contract case in which client or mock do something else than the document says. */
async function findWrongCase(document: OpenApiDocument, modules: ClientModules): Promise<Failure | undefined> {
  const targets = await startTargets({ modules, spec: document });
  try {
    for await (const { source, operation, problem } of runContractCases(document, targets)) {
      if (problem !== undefined) return { stage: source, message: `${operation} · ${problem}` };
    }
    return undefined;
  } finally {
    await targets.close();
  }
}

/** The first fact that the types do not state as the document does. */
function findWrongType(document: OpenApiDocument, { typesFile }: ClientCopy): Failure | undefined {
  const evidence = { document, spec: listSpecFacts(document), types: readTypesFacts(typesFile), docs: [], results: [] };
  const wrong = findDisagreements(createTable(evidence)).find(({ source }) => source === "types");
  if (wrong === undefined) return undefined;
  const { operation, subject, attribute, spec, says } = wrong;
  return { stage: "types", message: `${[operation, ...subject, attribute].join(" · ")}: ${spec}, the types: ${says}` };
}

function describeError(stage: Stage, error: unknown): Failure {
  return { stage, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
