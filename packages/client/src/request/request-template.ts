import { mergeHeaders } from "openapi-fetch";
import type { CallOptions } from "../send/send-options.ts";
import type { OperationDescription } from "./operation-description.ts";
import { expandPathTemplate } from "./path-template.ts";

/** What an operation is called with: its parameters by name, and the `body`. */
export type Input = Readonly<Record<string, unknown>>;

/** A request that is created anew for each attempt. */
export interface RequestTemplate {
  readonly method: string;
  readonly url: string;
  /** The headers of the call. Each attempt adds its own to a copy. */
  readonly headers: Headers;
  createRequest(signal: AbortSignal, headers: Headers): Request;
}

/**
 * Creates the request template of a call.
 *
 * @param body the body as JSON text; `undefined` where there is none
 * @throws {TypeError} where a path parameter is missing, empty, `.` or `..`.
 */
export function createRequestTemplate(
  baseUrl: string,
  { method, path, parameters }: OperationDescription,
  input: Input,
  body: string | undefined,
  { headers }: CallOptions,
): RequestTemplate {
  const values: Record<"path" | "query" | "header", Record<string, unknown>> = { path: {}, query: {}, header: {} };
  for (const [name, location] of Object.entries(parameters)) values[location][name] = input[name];
  const query = serializeQuery(values.query);
  const url = `${baseUrl}${expandPathTemplate(path, values.path)}${query && `?${query}`}`;
  const contentType = body === undefined ? {} : { "Content-Type": "application/json" };
  const init = { method: method.toUpperCase(), body: body ?? null };
  return {
    method: init.method,
    url,
    headers: mergeHeaders(contentType, headers, values.header as Record<string, string>),
    createRequest: (signal, attemptHeaders) => new Request(url, { ...init, signal, headers: attemptHeaders }),
  };
}

/** The request template of a request, whose body stays unread. */
export function wrapRequest(request: Request): RequestTemplate {
  return {
    method: request.method,
    url: request.url,
    headers: new Headers(request.headers),
    createRequest: (signal, attemptHeaders) => new Request(request.clone(), { signal, headers: attemptHeaders }),
  };
}

// The API's description has only texts, numbers and lists of them as query parameters.
function serializeQuery(parameters: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const item of [value].flat()) if (item !== undefined) query.append(name, `${item}`);
  }
  return `${query}`.replaceAll("+", "%20"); // not every service reads "+" as a space
}
