import type { Contract } from "@run-summary/contract";
import type { FactName, PreparedOperation } from "@run-summary/contract/cases";
import type { Targets } from "./targets.ts";

/** What a case needs to be run: the contract, the case's operation, client and mock. */
export interface Context extends Contract {
  readonly operation: PreparedOperation;
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
  /** The places of the document for which the result stands; without them, only for that of the facts. */
  readonly places?: readonly Place[];
}

/** A part of an operation. */
export interface Place {
  /** The operationId. */
  readonly operation: string;
  /** The first name of the subjects of its facts: `body`, `response 404`. */
  readonly part: string;
}

/** A contract case that can be run. */
export interface ContractCheck {
  /** `updateRunSummary · noIssueDetectedDeviceCount = 2147483648 → 400`. */
  readonly title: string;
  /** What the check belongs to: `updateRunSummary · body`. */
  readonly group: string;
  run(targets: Targets): Promise<Result[]>;
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
