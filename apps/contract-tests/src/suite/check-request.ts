import { createFirstInput, isWithin, type ParameterCase, type RequestCase } from "@run-summary/contract/cases";
import { findResponse, type HttpRequest, matchPath } from "@run-summary/openapi";
import type { HttpResponse } from "@run-summary/openapi/validation";
import { type Context, compareValues, createResult, type Result } from "./check.ts";
import { listErrorLocations } from "./error-locations.ts";
import type { MockResponse } from "./targets.ts";

/** Sends a request to the mock. Its response has the status, is as documented, and names what is wrong with the request. */
export async function checkRequest(context: Context, requestCase: RequestCase): Promise<Result[]> {
  const response = await context.targets.send(requestCase.request);
  return [createResult("mock", context, requestCase, findProblem(context, requestCase, response))];
}

/** What is wrong with the mock's response to a request; `undefined` where nothing is. */
export function findProblem(
  context: Context,
  { status, location }: Pick<RequestCase, "status" | "location">,
  response: MockResponse,
): string | undefined {
  const problem = isOfNoOperation(context, location, response)
    ? compareStatus(status, response)
    : findResponseProblem(context, status, response);
  if (problem !== undefined || status < 400 || context.operation.method === "head") return problem;
  const isNamed = listErrorLocations(response).some((named) => isWithin(named, location));
  return isNamed ? undefined : `the error does not name ${location}`;
}

/** Whether the request has the path of no operation, and the response the form of errors that no operation describes. */
function isOfNoOperation({ operation }: Context, location: string, { status, headers }: HttpResponse): boolean {
  const [mediaType = ""] = (headers.get("content-type") ?? "").split(";");
  return location === "/path" && !Object.hasOwn(findResponse(operation, status)?.content ?? {}, mediaType);
}

function compareStatus(status: number, response: HttpResponse): string | undefined {
  return response.status === status ? undefined : `status ${response.status} instead of ${status}`;
}

/** Whether a response has a status, and is as the document describes it. */
export function findResponseProblem(
  { validator, operation }: Context,
  status: number,
  response: HttpResponse,
): string | undefined {
  const wrongStatus = compareStatus(status, response);
  if (wrongStatus !== undefined) return wrongStatus;
  const described = findResponse(operation, status);
  // Not every document describes the errors that every server has. The lint of the spec asks for them.
  if (described === undefined && status >= 400) return undefined;
  const [mismatch] = validator.validateResponse(described, response);
  return mismatch && `${mismatch.pointer}: expected ${mismatch.expected}`;
}

/** Sends a parameter's value to the mock, and with the client. The client sends the value where the document says. */
export async function checkParameter(context: Context, parameterCase: ParameterCase): Promise<Result[]> {
  const { operation, targets } = context;
  const { parameter, value, title } = parameterCase;
  const results = await checkRequest(context, parameterCase);
  if (value === undefined) return results;
  const input = { ...createFirstInput(operation), [parameter.name]: value };
  const response: HttpResponse = { status: 204, headers: new Headers(), body: "" };
  const { requests, outcome } = await targets.call(operation, input, { response });
  const sent = requests[0] && listSentValues(operation.path, parameterCase, requests[0]);
  // Without a value, a path is the path of something else.
  const isForbidden = parameter.in === "path" && value === "";
  const expected = listSentValues(operation.path, parameterCase, parameterCase.request);
  const problem =
    isForbidden || sent !== undefined
      ? compareValues(sent, isForbidden ? undefined : expected)
      : `nothing is sent: ${outcome}`;
  const facts = [{ subject: ["parameter", parameter.name], attribute: isForbidden ? "required" : "in" }];
  return [...results, createResult("client", context, { title, status: isForbidden ? 400 : 200, facts }, problem)];
}

/** The decoded texts of a parameter in a request, each with the name that it has there. */
function listSentValues(
  template: string,
  { parameter: { name, in: location } }: ParameterCase,
  { target, headers }: Pick<HttpRequest, "target" | "headers">,
): unknown[] {
  const [path = "", query = ""] = target.split("?");
  if (location === "path") return [matchPath(template, path)?.[name]];
  if (location === "header") return [headers[name.toLowerCase()] ?? headers[name]];
  const fields = query.split("&").map((field) => field.split("="));
  return fields.flatMap(([key = "", text = ""]) => {
    const field = decodeText(key);
    // A comma inside an item is encoded.
    return field === name || field.startsWith(`${name}[`) ? [[field, ...text.split(",").map(decodeText)]] : [];
  });
}

function decodeText(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}
