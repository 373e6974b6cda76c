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
 * @throws {TypeError} where a path parameter is missing, empty, `.` or `..`, or there is a body that the operation does not take.
 * @throws {ContractError} where the body does not match the API's description.
 */
export function createRequestTemplate(
  baseUrl: string,
  operation: OperationDescription,
  input: Input,
  options: Pick<CallOptions, "headers">,
): RequestTemplate {
  const { method, path, query, body: described, redirect = "follow" } = operation;
  if (!described && input.body !== undefined) throw new TypeError(`${method} ${path} takes no body.`);
  const body = described?.serialize(described, input.body) ?? null;
  const search = query?.serialize(query.parameters, input);
  const url = `${baseUrl}${expandPathTemplate(path, input)}${search ? `?${search}` : ""}`;
  return {
    method,
    url,
    headers: createHeaders(operation, input, body, options),
    createRequest: (signal, headers) => new Request(url, { method, body, redirect, signal, headers }),
  };
}

function createHeaders(
  { accept, body: described, headers: names = [] }: OperationDescription,
  input: Input,
  body: unknown,
  options: Pick<CallOptions, "headers">,
): Headers {
  const headers = new Headers(options.headers);
  const setDefault = (name: string, value = "") => headers.has(name) || value === "" || headers.set(name, value);
  setDefault("Accept", accept);
  if (body !== null) setDefault("Content-Type", described?.mediaType);
  for (const name of names) if (input[name] !== undefined) headers.set(name, `${input[name]}`);
  return headers;
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
