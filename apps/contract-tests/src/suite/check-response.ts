import { isDeepStrictEqual } from "node:util";
import { findResponse, formatPointer, type Operation } from "@run-summary/openapi";
import type { HttpResponse } from "@run-summary/openapi/validation";
import type { ResponseCase } from "../cases/contract-case.ts";
import { createFirstInput } from "../cases/example-cases.ts";
import { isWithin } from "../cases/locations.ts";
import type { ServiceResponseCase } from "../cases/service-response-cases.ts";
import { type Contract, describeProblem, type Result } from "./check.ts";
import { listContractErrorLocations } from "./error-locations.ts";
import { parseJson } from "./raw-http.ts";
import type { ClientCall, Targets } from "./targets.ts";

interface GraphErrorBody {
  readonly error: Readonly<Record<string, unknown>> & { readonly code: string; readonly message: string };
}

/** Asks the mock for a documented response, and lets the client read it. */
export async function checkResponse(
  contract: Contract,
  targets: Targets,
  operation: Operation,
  responseCase: ResponseCase,
): Promise<Result[]> {
  const { title, request, prefer, facts } = responseCase;
  const response = await targets.send(request);
  const call = await targets.call(operation.operationId, createFirstInput(operation), { headers: { Prefer: prefer } });
  const result: Result = {
    operation: operation.operationId,
    source: "mock",
    facts,
    isForbidden: false,
    problem: describeProblem(title, findMockProblem(contract, operation, responseCase, response)),
  };
  return [
    result,
    { ...result, source: "client", problem: describeProblem(title, findClientProblem(responseCase, call)) },
  ];
}

function findMockProblem(
  { validator }: Contract,
  operation: Operation,
  { status, example }: ResponseCase,
  response: HttpResponse,
): string | undefined {
  if (response.status !== status) return `status ${response.status} instead of ${status}`;
  const [mismatch] = validator.validateResponse(findResponse(operation, status), response);
  if (mismatch !== undefined) return `${mismatch.pointer}: ${mismatch.expected} expected`;
  const body = response.body === "" ? undefined : parseJson(response.body);
  const expected = status < 400 ? example : replaceIds(example as GraphErrorBody, body as GraphErrorBody, response);
  return isDeepStrictEqual(body, expected) ? undefined : "the body is not the example";
}

/** An error's example with the ids and the time of a response. */
function replaceIds({ error }: GraphErrorBody, body: GraphErrorBody, { headers }: HttpResponse): GraphErrorBody {
  const { date } = (body.error.innerError ?? {}) as { date?: unknown };
  const ids = ["request-id", "client-request-id"].map((name) => [name, headers.get(name)]);
  const isTime = typeof date === "string";
  return { error: { ...error, innerError: { ...(isTime ? { date } : {}), ...Object.fromEntries(ids) } } };
}

function findClientProblem({ status, example }: ResponseCase, { outcome, response }: ClientCall): string | undefined {
  if (response?.status !== status) return `status ${response?.status} instead of ${status}`;
  if (status < 400) return isDeepStrictEqual(outcome, example) ? undefined : `the client returns ${outcome}`;
  const { code, message } = (example as GraphErrorBody).error;
  const expected = { name: "GraphError", status, code, message, requestId: response.headers.get("request-id") };
  const wrong = Object.entries(expected).find(
    ([name, value]) => (outcome as Record<string, unknown>)?.[name] !== value,
  );
  return wrong === undefined ? undefined : `the client's error has another ${wrong[0]}`;
}

/** Gives a service's response to the mock, which validates it as a proxy, and a success also to the client. */
export async function checkServiceResponse(
  targets: Targets,
  operation: Operation,
  responseCase: ServiceResponseCase,
): Promise<Result[]> {
  const { request, response } = responseCase;
  const violations = await targets.inspectResponse(request, response);
  const results = compareProbes(
    "mock",
    operation,
    responseCase,
    violations.map(({ location: [, ...keys] }) => formatPointer(keys)),
  );
  if (response.status >= 300) return results;
  const { outcome } = await targets.call(operation.operationId, createFirstInput(operation), { response });
  // The client takes a body that is no object for a response of something else.
  const isOther = outcome instanceof Error && outcome.name === "GraphError";
  const locations = listContractErrorLocations(outcome) ?? (isOther ? ["/body"] : []);
  // The client ignores the headers.
  const probes = responseCase.probes.filter(({ pointer }) => isWithin(pointer, "/body"));
  return [...results, ...compareProbes("client", operation, { ...responseCase, probes }, locations)];
}

function compareProbes(
  source: Result["source"],
  { operationId }: Operation,
  { title, probes }: ServiceResponseCase,
  locations: readonly string[],
): Result[] {
  return probes.map((probe) => {
    const isRejected = locations.some((location) => isWithin(location, probe.pointer));
    const problem = isRejected ? "it is rejected" : "it is accepted";
    return {
      operation: operationId,
      source,
      facts: probe.facts,
      isForbidden: probe.isForbidden,
      problem: isRejected === probe.isForbidden ? undefined : `${title}, ${probe.title}: ${problem}`,
    };
  });
}
