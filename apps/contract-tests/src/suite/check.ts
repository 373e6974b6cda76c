import { listOperations, type OpenApiDocument, type Operation } from "@run-summary/openapi";
import { createValidator, type Validator } from "@run-summary/openapi/validation";
import type { FactName } from "../cases/contract-case.ts";
import type { Targets } from "./targets.ts";

/** The document that client and mock have to agree with. */
export interface Contract {
  readonly document: OpenApiDocument;
  readonly validator: Validator;
  readonly operations: readonly Operation[];
}

/** What a case needs to be run: the contract, the case's operation, client and mock. */
export interface Context extends Contract {
  readonly operation: Operation;
  readonly targets: Targets;
}

/** Whether the client or the mock agrees with the document in one case. */
export interface Result {
  /** The operationId. */
  readonly operation: string;
  readonly source: "client" | "mock";
  /** The facts of the document that the case is about. */
  readonly facts: readonly FactName[];
  /** Whether the document forbids the case's request or response. */
  readonly isForbidden: boolean;
  /** The case and what happened in it; `undefined` where client or mock agrees with the document. */
  readonly problem: string | undefined;
}

/** A contract case that can be run. */
export interface Check {
  /** `updateRunSummary · noIssueDetectedDeviceCount = 2147483648 → 400`. */
  readonly title: string;
  run(targets: Targets): Promise<Result[]>;
}

export function createContract(document: OpenApiDocument): Contract {
  return { document, validator: createValidator(document), operations: listOperations(document) };
}

/** The result of a case with a status. */
export function createResult(
  source: Result["source"],
  { operation }: Context,
  { title, status, facts }: { title: string; status: number; facts: readonly FactName[] },
  problem: string | undefined,
): Result {
  return {
    operation: operation.operationId,
    source,
    facts,
    isForbidden: status >= 400,
    problem: problem === undefined ? undefined : `${title}: ${problem}`,
  };
}

/** What is wrong where two values are not the same. */
export function compareValues(actual: unknown, expected: unknown): string | undefined {
  const [actualText, expectedText] = [actual, expected].map((value) => JSON.stringify(value) ?? "nothing");
  return actualText === expectedText ? undefined : `${actualText} instead of ${expectedText}`;
}
