import { isDeepStrictEqual } from "node:util";
import { createExampleInput, listRequiredClaims, type Operation } from "@run-summary/openapi";
import type { HttpResponse } from "@run-summary/openapi/validation";
import type { BodyCase } from "../cases/contract-case.ts";
import { findReadOperation, isBodyAllowed } from "../cases/entity.ts";
import { buildAuthorizedRequest, getSuccessStatus } from "../cases/example-cases.ts";
import { listInnermost } from "../cases/locations.ts";
import { type Contract, compareValues, type Result } from "./check.ts";
import { createResult, findProblem } from "./check-request.ts";
import { listContractErrorLocations, listErrorLocations } from "./error-locations.ts";
import { parseJson } from "./raw-http.ts";
import type { ClientCall, Targets } from "./targets.ts";

/** The case of a body that was not made by hand. */
export function createBodyCase({ validator }: Contract, operation: Operation, body: unknown): BodyCase {
  return {
    title: JSON.stringify(body) ?? "no body",
    request: buildAuthorizedRequest(operation, createExampleInput(operation, body)),
    status: isBodyAllowed(validator, operation, body) ? getSuccessStatus(operation) : 400,
    location: "/body",
    facts: [],
    body,
  };
}

/**
 * Sends a body to the mock, and with the client. Both accept it where the validator does, and reject it where the validator
 * does: the client before it sends anything, and both with the same innermost locations. A stateful mock returns what was
 * written.
 */
export async function checkBody(
  contract: Contract,
  targets: Targets,
  operation: Operation,
  bodyCase: BodyCase,
): Promise<Result[]> {
  const { problems } = await sendBody(contract, targets, operation, bodyCase);
  return [
    createResult("mock", operation, bodyCase, problems.mock),
    createResult("client", operation, bodyCase, problems.client),
  ];
}

async function sendBody(contract: Contract, targets: Targets, operation: Operation, bodyCase: BodyCase) {
  const response = await targets.send(bodyCase.request);
  const call = await targets.call(operation.operationId, createExampleInput(operation, bodyCase.body));
  const problems = {
    mock:
      findProblem(contract, operation, bodyCase, response) ??
      (await findReadProblem(contract, targets, operation, bodyCase)),
    client: findClientProblem(bodyCase, response, call),
  };
  return { call, problems };
}

function findClientProblem(
  { status }: BodyCase,
  response: HttpResponse,
  { outcome, requests }: ClientCall,
): string | undefined {
  if (status < 400) {
    const expected = response.body === "" ? undefined : parseJson(response.body);
    return isDeepStrictEqual(outcome, expected) ? undefined : `the client does not return the response: ${outcome}`;
  }
  const locations = listContractErrorLocations(outcome);
  if (locations === undefined) return "the client accepts it";
  if (requests.length > 0) return "the client sends it";
  return compareValues(listInnermost(locations), listInnermost(listErrorLocations(response)));
}

async function findReadProblem(
  contract: Contract,
  targets: Targets,
  operation: Operation,
  { status, body }: BodyCase,
): Promise<string | undefined> {
  const read = findReadOperation(contract.operations, operation);
  if (!targets.isStateful || read === undefined || status >= 400) return undefined;
  const response = await targets.send(buildAuthorizedRequest(read, createExampleInput(read)));
  const problem = findProblem(contract, read, { status: getSuccessStatus(read), location: "" }, response);
  if (problem !== undefined) return `then ${read.operationId}: ${problem}`;
  const entity = parseJson(response.body) as Record<string, unknown>;
  const lost = Object.entries((body ?? {}) as object).find(([name, value]) => !isDeepStrictEqual(entity[name], value));
  return lost === undefined ? undefined : `then ${read.operationId} does not return ${lost[0]} as it was written`;
}

/** Sends an example to the mock, and with the client. The client sends the request that the document describes. */
export async function checkExample(
  contract: Contract,
  targets: Targets,
  operation: Operation,
  exampleCase: BodyCase,
): Promise<Result[]> {
  const { title, status, request, body } = exampleCase;
  const { call, problems } = await sendBody(contract, targets, operation, exampleCase);
  const [sent] = call.requests;
  const createClientResult = (subject: readonly string[], attribute: string, problem: string | undefined): Result =>
    createResult(
      "client",
      operation,
      { title, status, facts: [{ subject, attribute }] },
      sent === undefined ? `nothing is sent: ${call.outcome}` : problem,
    );
  const compareHeader = (name: string) => compareValues(sent?.headers[name], request.headers[name]);
  const id = "client-request-id";
  const compareId = () => compareValues(call.response?.headers.get(id) ?? undefined, sent?.headers[id]);
  const compareBody = () => compareValues(sent?.body, request.body);
  return [
    createResult("mock", operation, exampleCase, problems.mock),
    createClientResult([], "operationId", undefined),
    createClientResult([], "method", compareValues(sent?.method, request.method)),
    createClientResult([], "path", compareValues(sent?.target, request.target)),
    ...(listRequiredClaims(contract.document, operation).length === 0
      ? []
      : [createClientResult([], "token", compareHeader("authorization"))]),
    ...(body === undefined
      ? [createClientResult([], "method", compareBody())]
      : [
          createClientResult(["body"], "media types", compareHeader("content-type")),
          createClientResult(["body"], "example", compareBody()),
        ]),
    createClientResult([`response ${status}`], "media types", problems.client ?? compareId()),
  ];
}
