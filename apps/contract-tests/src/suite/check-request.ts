import { findResponse, matchPath, type Operation } from "@run-summary/openapi";
import type { HttpResponse } from "@run-summary/openapi/validation";
import type { ParameterCase, RequestCase } from "../cases/contract-case.ts";
import { createFirstInput } from "../cases/example-cases.ts";
import { isWithin } from "../cases/locations.ts";
import { type Contract, compareValues, describeProblem, type Result } from "./check.ts";
import { listErrorLocations } from "./error-locations.ts";
import type { Targets } from "./targets.ts";

/** Sends a request to the mock. Its response has the status, is as documented, and names what is wrong with the request. */
export async function checkRequest(
  contract: Contract,
  targets: Targets,
  operation: Operation,
  requestCase: RequestCase,
): Promise<Result[]> {
  const response = await targets.send(requestCase.request);
  return [createResult("mock", operation, requestCase, findProblem(contract, operation, requestCase, response))];
}

/** The result of a case for the client or the mock. */
export function createResult(
  source: Result["source"],
  { operationId }: Operation,
  { title, status, facts }: Pick<RequestCase, "title" | "status" | "facts">,
  problem: string | undefined,
): Result {
  return {
    operation: operationId,
    source,
    facts,
    isForbidden: status >= 400,
    problem: describeProblem(title, problem),
  };
}

/** What is wrong with the mock's response to a request; `undefined` where nothing is. */
export function findProblem(
  { validator }: Contract,
  operation: Operation,
  { status, location }: Pick<RequestCase, "status" | "location">,
  response: HttpResponse,
): string | undefined {
  if (response.status !== status) return `status ${response.status} instead of ${status}`;
  const [mismatch] = validator.validateResponse(findResponse(operation, status), response);
  if (mismatch !== undefined) return `${mismatch.pointer}: ${mismatch.expected} expected`;
  if (status < 400 || listErrorLocations(response).some((named) => isWithin(named, location))) return undefined;
  return `the error does not name ${location}`;
}

/** Sends a parameter's value to the mock, and with the client. The client sends the value where the document says. */
export async function checkParameter(
  contract: Contract,
  targets: Targets,
  operation: Operation,
  parameterCase: ParameterCase,
): Promise<Result[]> {
  const { parameter, value, title } = parameterCase;
  const results = await checkRequest(contract, targets, operation, parameterCase);
  if (value === undefined) return results;
  const input = { ...createFirstInput(operation), [parameter.name]: value };
  const response: HttpResponse = { status: 204, headers: new Headers(), body: "" };
  const { requests, outcome } = await targets.call(operation.operationId, input, { response });
  const sent = requests[0] && listSentValues(operation, parameterCase, requests[0]);
  // Without a value, a path is the path of something else.
  const isForbidden = parameter.in === "path" && value === "";
  const problem =
    isForbidden || sent !== undefined
      ? compareValues(sent, isForbidden ? undefined : [value].flat())
      : `nothing is sent: ${outcome}`;
  const facts = [{ subject: ["parameter", parameter.name], attribute: isForbidden ? "required" : "in" }];
  return [...results, createResult("client", operation, { title, status: isForbidden ? 400 : 200, facts }, problem)];
}

function listSentValues(
  { path }: Operation,
  { parameter: { name, in: location }, value }: ParameterCase,
  { target, headers }: { readonly target: string; readonly headers: Readonly<Record<string, string>> },
): unknown[] {
  const url = new URL(target, "http://localhost");
  if (location === "query") return url.searchParams.getAll(name);
  if (location === "path") return [matchPath(path, url.pathname)?.[name]];
  const text = headers[name.toLowerCase()];
  return Array.isArray(value) && text !== undefined ? text.split(",") : [text];
}
