import { isDeepStrictEqual } from "node:util";
import type { Contract } from "@run-summary/contract";
import {
  type BodyCase,
  buildAuthorizedRequest,
  cutPointer,
  findReadOperation,
  getSuccessStatus,
  isBearer,
  isBodyAllowed,
  listInnermost,
  type PreparedOperation,
  parseJson,
  readSchema,
} from "@run-summary/contract/cases";
import {
  createExampleInput,
  formatPointer,
  getValue,
  type HttpRequest,
  listRequiredClaims,
  listSuccessContents,
} from "@run-summary/openapi";
import { type Context, compareValues, createResult, type Result } from "./check.ts";
import { findProblem, findResponseProblem } from "./check-request.ts";
import { listContractErrorLocations, listErrorLocations } from "./error-locations.ts";
import { readSuccess } from "./read-success.ts";
import type { ClientCall, MockResponse } from "./targets.ts";

/** The case of a body that was not made by hand. */
export function createBodyCase({ validator }: Contract, operation: PreparedOperation, body: unknown): BodyCase {
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
export async function checkBody(context: Context, bodyCase: BodyCase): Promise<Result[]> {
  const { mockProblem, clientProblem } = await sendBody(context, bodyCase);
  return [
    createResult("mock", context, bodyCase, mockProblem),
    createResult("client", context, bodyCase, clientProblem),
  ];
}

async function sendBody(context: Context, bodyCase: BodyCase) {
  const { operation, targets } = context;
  const response = await targets.send(bodyCase.request);
  const call = await targets.call(operation, createExampleInput(operation, bodyCase.body));
  const mockProblem = findProblem(context, bodyCase, response) ?? (await findReadProblem(context, bodyCase));
  return { call, mockProblem, clientProblem: findClientProblem(context, bodyCase, response, call) };
}

function findClientProblem(
  { document, operation, ofClient }: Context,
  { status, body }: BodyCase,
  response: MockResponse,
  { outcome, requests, response: received }: ClientCall,
): string | undefined {
  if (status < 400) {
    const expected = received && readSuccess(document, operation, received);
    return received?.status === status && isDeepStrictEqual(outcome, expected)
      ? undefined
      : `the client does not return the response: ${outcome}`;
  }
  const known = ofClient.operations.get(operation.operationId);
  if (known !== undefined && isBodyAllowed(ofClient.validator, known, body)) return undefined;
  const locations = listContractErrorLocations(outcome);
  if (locations === undefined) return "the client accepts it";
  if (requests.length > 0) return "the client sends it";
  const [content] = Object.values(operation.requestBody?.content ?? {});
  const [own, named] = [locations, listErrorLocations(response)].map((pointers) => {
    const cut = pointers.map((pointer) =>
      formatPointer(["body", ...cutPointer(document, content?.schema ?? {}, pointer)]),
    );
    return listInnermost(cut);
  });
  return compareValues(own, named);
}

async function findReadProblem(context: Context, { status, body }: BodyCase): Promise<string | undefined> {
  const { document, operations, operation, targets } = context;
  const read = findReadOperation(operations, operation);
  if (!targets.isStateful || read === undefined || status >= 400) return undefined;
  const response = await targets.send(buildAuthorizedRequest(read, createExampleInput(read)));
  const problem = findResponseProblem({ ...context, operation: read }, getSuccessStatus(read), response);
  if (problem !== undefined) return `then ${read.operationId}: ${problem}`;
  const entity = parseJson(response.body);
  const [content] = listSuccessContents(read);
  const { properties = {} } = readSchema(document, content?.schema ?? {});
  // A response promises the properties that its schema names.
  const promised = Object.entries(body ?? {}).filter(([name]) => Object.hasOwn(properties, name));
  const lost = promised.find(([name, value]) => !isDeepStrictEqual(getValue(entity, [name]), value));
  return lost && `then ${read.operationId} does not return ${lost[0]} as it was written`;
}

/** Sends an example to the mock, and with the client. The client sends the request that the document describes. */
export async function checkExample(context: Context, exampleCase: BodyCase): Promise<Result[]> {
  const { title, status, request, body } = exampleCase;
  const { call, mockProblem, clientProblem } = await sendBody(context, exampleCase);
  const [sent] = call.requests;
  const createClientResult = (subject: readonly string[], attribute: string, problem: string | undefined): Result => {
    const facts = [{ subject, attribute }];
    const reason = sent === undefined ? `nothing is sent: ${call.outcome}` : problem;
    return createResult("client", context, { title, status, facts }, reason);
  };
  const compareHeader = (name: string) => compareValues(sent?.headers[name], request.headers[name]);
  // A client may add a charset.
  const getEssence = (headers: HttpRequest["headers"] = {}) => headers["content-type"]?.split(";")[0];
  const bodyProblem = compareValues(sent?.body ?? "", request.body ?? "");
  // The mock repeats the id that the client made.
  const id = "client-request-id";
  const idProblem = sent && compareValues(call.response?.headers.get(id), sent.headers[id]);
  const needsToken =
    isBearer(context.operation.credentials) && listRequiredClaims(context.document, context.operation).length > 0;
  return [
    createResult("mock", context, exampleCase, mockProblem ?? idProblem),
    createClientResult([], "operationId", undefined),
    createClientResult([], "method", compareValues(sent?.method, request.method)),
    createClientResult([], "path", compareValues(sent && sortQuery(sent.target), sortQuery(request.target))),
    ...(needsToken ? [createClientResult([], "token", compareHeader("authorization"))] : []),
    ...(body === undefined
      ? [createClientResult([], "method", bodyProblem)]
      : [
          createClientResult(
            ["body"],
            "media types",
            compareValues(getEssence(sent?.headers), getEssence(request.headers)),
          ),
          createClientResult(["body"], "example", bodyProblem),
        ]),
    createClientResult([`response ${status}`], "media types", clientProblem),
  ];
}

// The order of the parameters means nothing, and an object of JavaScript has names that are numbers first. The order of a
// parameter's values has a meaning, and stays.
function sortQuery(target: string): string {
  const start = target.indexOf("?") + 1;
  if (start === 0) return target;
  const groups = Map.groupBy(target.slice(start).split("&"), (pair) => pair.split("=", 1).join());
  const pairs = [...groups.keys()].toSorted().flatMap((name) => groups.get(name));
  return target.slice(0, start) + pairs.join("&");
}
