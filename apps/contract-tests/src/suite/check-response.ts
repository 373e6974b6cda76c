import { isDeepStrictEqual } from "node:util";
import {
  createFirstInput,
  forbidden,
  getSuccessStatus,
  isWithin,
  listFormCases,
  parseJson,
  type ResponseCase,
  readSchema,
  type ServiceResponseCase,
} from "@run-summary/contract/cases";
import { findResponse, formatPointer, getBodyKind, getValue } from "@run-summary/openapi";
import type { HttpResponse } from "@run-summary/openapi/validation";
import { type Context, createResult, type Result } from "./check.ts";
import { findResponseProblem } from "./check-request.ts";
import { listContractErrorLocations } from "./error-locations.ts";
import { readSuccess } from "./read-success.ts";
import type { ClientCall } from "./targets.ts";

/** Asks the mock for a documented response, and lets the client read it. */
export async function checkResponse(context: Context, responseCase: ResponseCase): Promise<Result[]> {
  const { operation, targets } = context;
  const { title, facts } = responseCase;
  const response = await targets.send(responseCase.request);
  const headers = { Prefer: responseCase.prefer };
  // A client follows a redirect that is not the operation's success.
  if (response.status >= 300 && response.status < 400 && response.status !== getSuccessStatus(operation)) {
    return [
      createResult("mock", context, { title, facts, status: 200 }, findMockProblem(context, responseCase, response)),
    ];
  }
  const call = await targets.call(operation, createFirstInput(operation), { headers });
  return [
    createResult("mock", context, { title, facts, status: 200 }, findMockProblem(context, responseCase, response)),
    createResult("client", context, { title, facts, status: 200 }, findClientProblem(context, responseCase, call)),
  ];
}

function findMockProblem(
  context: Context,
  { status, example }: ResponseCase,
  response: HttpResponse,
): string | undefined {
  const problem = findResponseProblem(context, status, response);
  if (problem !== undefined) return problem;
  // A text may be empty.
  const body = response.body === "" && example === undefined ? undefined : readBody(response);
  return isDeepStrictEqual(body, replaceIds(example, body, response)) ? undefined : "the body is not the example";
}

/** The value of a JSON body, or else its text. */
function readBody({ headers, body }: HttpResponse): unknown {
  return getBodyKind(headers.get("content-type") ?? "") === "json" ? parseJson(body) : body;
}

/** An error's example with the ids and the time of a response, where it has an inner error. */
function replaceIds(example: unknown, body: unknown, { headers }: HttpResponse): unknown {
  const { error } = (example ?? {}) as { error?: { innerError?: object } };
  if (error?.innerError === undefined) return example;
  const ids = ["request-id", "client-request-id"].map((name) => [name, headers.get(name)]);
  const date = getValue(body, ["error", "innerError", "date"]);
  return { error: { ...error, innerError: { ...error.innerError, date, ...Object.fromEntries(ids) } } };
}

function findClientProblem(
  { document, operation }: Context,
  { status, example }: ResponseCase,
  { outcome, response }: ClientCall,
): string | undefined {
  if (response?.status !== status) return `status ${response?.status} instead of ${status}`;
  if (status < 400) {
    const expected = readSuccess(document, operation, response);
    return isDeepStrictEqual(outcome, expected) ? undefined : `the client returns ${outcome}`;
  }
  const [code, message] = ["code", "message"].map((name) => getValue(example, ["error", name]));
  const requestId = response.headers.get("request-id");
  const expected = { name: "GraphError", status, ...(code !== undefined && { code, message, requestId }) };
  const wrong = Object.entries(expected).find(
    ([name, value]) => (outcome as Record<string, unknown>)?.[name] !== value,
  );
  return wrong && `the client's error has another ${wrong[0]}`;
}

/** Gives a service's response to the mock, which validates it as a proxy, and a success also to the client. */
export async function checkServiceResponse(context: Context, responseCase: ServiceResponseCase): Promise<Result[]> {
  const { operation, targets } = context;
  const { request, response } = responseCase;
  const violations = await targets.inspectResponse(request, response);
  const inMock = violations.map(({ location: [, ...keys] }) => formatPointer(keys));
  const results = compareProbes("mock", context, responseCase, inMock);
  if (response.status >= 300 || isWrapped(context, response)) return results;
  const { outcome } = await targets.call(operation, createFirstInput(operation), { response });
  // The client takes a body that is no object for a response of something else.
  const isOther = outcome instanceof Error && outcome.name === "GraphError";
  const inClient = listContractErrorLocations(outcome) ?? (isOther ? ["/body"] : []);
  // The client ignores the headers.
  const probes = responseCase.probes.filter(({ pointer }) => isWithin(pointer, "/body"));
  return [...results, ...compareProbes("client", context, { ...responseCase, probes }, inClient)];
}

/** Whether the client takes a body for an object that the service has wrapped in `value`. */
function isWrapped({ document, operation }: Context, { status, body }: HttpResponse): boolean {
  const [content] = Object.values(findResponse(operation, status)?.content ?? {});
  const { properties = {} } = readSchema(document, content?.schema ?? {});
  const names = Object.keys(Object(parseJson(body))).filter((name) => !name.includes("@")); // without annotations
  return !("value" in properties) && names.join() === "value";
}

/** Gives a client responses in a form that OData gives a success. */
export async function checkForms(context: Context): Promise<Result[]> {
  const { operation, targets } = context;
  const results: Result[] = [];
  for (const { title, input, responses, isWalk, expected } of listFormCases(context, operation, targets.apiUrl)) {
    const [response] = responses;
    const given = isWalk ? { pages: responses } : response && { response };
    const { outcome } = await targets.call(operation, input, given);
    const isRight =
      expected === forbidden ? listContractErrorLocations(outcome) !== undefined : isDeepStrictEqual(outcome, expected);
    const facts = [{ subject: [`response ${getSuccessStatus(operation)}`], attribute: "media types" }];
    const name = { title, facts, status: expected === forbidden ? 400 : 200 };
    results.push(createResult("client", context, name, isRight ? undefined : `the client returns ${outcome}`));
  }
  return results;
}

function compareProbes(
  source: Result["source"],
  context: Context,
  { title, probes }: ServiceResponseCase,
  locations: readonly string[],
): Result[] {
  return probes.map((probe) => {
    const isRejected = locations.some((location) => isWithin(location, probe.pointer));
    const problem = isRejected ? "it is rejected" : "it is accepted";
    const { facts } = probe;
    const isForbidden = probe.isForbidden[source];
    const name = { title: `${title}, ${probe.title}`, facts, status: isForbidden ? 400 : 200 };
    return createResult(source, context, name, isRejected === isForbidden ? undefined : problem);
  });
}
