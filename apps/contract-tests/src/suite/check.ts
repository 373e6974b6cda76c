import { formatsByType, listOperations, type OpenApiDocument } from "@run-summary/openapi";
import { createValidator } from "@run-summary/openapi/validation";
import type { FactName } from "../cases/contract-case.ts";
import type { ResponseContract } from "../cases/service-response-cases.ts";
import { indexPaths, type PathIndex } from "../operations/path-index.ts";
import { type PreparedOperation, prepareOperation } from "../operations/prepare-operation.ts";
import type { Targets } from "./targets.ts";

/** The document that client and mock have to agree with. */
export interface Contract extends ResponseContract {
  readonly operations: readonly PreparedOperation[];
  readonly paths: PathIndex;
  /** What the document itself gets wrong, a line each. The lint of the spec leaves nothing. */
  readonly mistakes: readonly string[];
}

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

export function createContract(document: OpenApiDocument): Contract {
  const withoutFormats = omitFormats(document);
  const validator = createValidator(document);
  const prepared = listOperations(document).map((operation) => prepareOperation(document, validator, operation));
  return {
    document,
    validator,
    operations: prepared.flatMap(({ operations }) => operations),
    mistakes: prepared.flatMap(({ mistakes }) => mistakes),
    paths: indexPaths(document),
    ofClient: {
      validator: createValidator(withoutFormats),
      operations: new Map(listOperations(withoutFormats).map((operation) => [operation.operationId, operation])),
    },
  };
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
