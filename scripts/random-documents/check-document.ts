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
import { findTypeErrors } from "./check-types.ts";
import { type ClientCopy, loadClient, writeClientCopy } from "./client-copy.ts";

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

/** Puts documents through all parts but the docs. Returns the first failure of each document that has one, by its name. */
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
  if (!process.env.SKIP_COMPILE)
    for (const [name, message] of await findTypeErrors(workspace, [...copies.values()])) {
      failures.set(name, { stage: "compile", message });
    }
  for (const { name, document } of candidates) {
    const copy = copies.get(name);
    if (copy === undefined || failures.has(name)) continue;
    const failure = await findDisagreement(document, copy);
    if (failure !== undefined) failures.set(name, failure);
  }
  return failures;
}

async function findDisagreement(document: OpenApiDocument, copy: ClientCopy): Promise<Failure | undefined> {
  try {
    return (await findWrongCase(document, await loadClient(copy))) ?? findWrongType(document, copy);
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
