import { formatsByType, listOperations, type OpenApiDocument, type Operation } from "@run-summary/openapi";
import { createValidator } from "@run-summary/openapi/validation";
import type { FactName } from "../cases/contract-case.ts";
import type { ResponseContract } from "../cases/service-response-cases.ts";
import type { Targets } from "./targets.ts";

/** The document that client and mock have to agree with. */
export interface Contract extends ResponseContract {
  readonly document: OpenApiDocument;
  /** The contract of responses as the client validates them. */
  readonly ofClient: ResponseContract;
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
  return { document, ...createResponseContract(document), ofClient: createResponseContract(omitFormats(document)) };
}

function createResponseContract(document: OpenApiDocument): ResponseContract {
  return { validator: createValidator(document), operations: listOperations(document) };
}

/** The document without the formats that the client does not validate in responses. */
function omitFormats(document: OpenApiDocument): OpenApiDocument {
  const known = Object.values(formatsByType).flat();
  return JSON.parse(JSON.stringify(document), (key, value) =>
    key === "format" && typeof value === "string" && !known.includes(value) ? undefined : value,
  );
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
