import { mergeHeaders } from "openapi-fetch";
import type { CallOptions, Operation } from "./operation.ts";
import { pathFrom } from "./path-from.ts";
import type { Outgoing } from "./send.ts";

/** What an operation is called with: its parameters by name, and the `body`. */
export type Input = Readonly<Record<string, unknown>>;

/**
 * The request of an operation.
 *
 * @throws {TypeError} where a path parameter is missing, empty or dots.
 */
export function operationRequest(
  baseUrl: string,
  { method, path, parameters }: Operation,
  input: Input,
  body: string | undefined,
  { headers }: CallOptions,
): Outgoing {
  const named: Record<Operation["parameters"][string], Record<string, unknown>> = { path: {}, query: {}, header: {} };
  for (const [name, place] of Object.entries(parameters)) named[place][name] = input[name];
  const query = queryFrom(named.query);
  const url = `${baseUrl}${pathFrom(path, named.path)}${query && `?${query}`}`;
  const contentType = body === undefined ? {} : { "Content-Type": "application/json" };
  const init = { method: method.toUpperCase(), body: body ?? null };
  return {
    method: init.method,
    url,
    headers: mergeHeaders(contentType, headers, named.header as Record<string, string>),
    create: (signal, others) => new Request(url, { ...init, signal, headers: others }),
  };
}

// Texts, numbers and lists of them: the API's description has no others.
function queryFrom(parameters: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const item of [value].flat()) if (item !== undefined) query.append(name, `${item}`);
  }
  return `${query}`.replaceAll("+", "%20"); // which not every service takes for a space
}
