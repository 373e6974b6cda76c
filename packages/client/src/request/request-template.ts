import type { CallOptions } from "../send/send-options.ts";
import { createUuid } from "../values/create-uuid.ts";
import type { OperationDescription } from "./operation-description.ts";
import { checkPathParameters, expandPathTemplate } from "./path-template.ts";

/** What an operation is called with: its parameters by name, and the `body`. */
export type Input = Readonly<Record<string, unknown>>;

/** A request that is created anew for each attempt. */
export interface RequestTemplate {
  readonly method: string;
  readonly url: string;
  /** The headers of the call, with a `client-request-id`. Each attempt adds its own to a copy. */
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
  const { method, path, query, body: described } = operation;
  if (!described && input.body !== undefined) throw new TypeError(`${method} ${path} takes no body.`);
  const body = described?.serialize(described, input.body) ?? null;
  checkPathParameters(path, input);
  const search = query?.serialize(query.parameters, input) ?? "";
  const url = operation.url ?? baseUrl + expandPathTemplate(path, input) + search;
  return {
    method,
    url,
    headers: createHeaders(operation, input, body, options),
    // `method` and `redirect` are the operation's.
    createRequest: (signal, headers) => new Request(url, { ...operation, body, signal, headers }),
  };
}

function createHeaders(
  { accept, body: described, headers: names = [] }: OperationDescription,
  input: Input,
  body: unknown,
  options: Pick<CallOptions, "headers">,
): Headers {
  const headers = new Headers(options.headers);
  setDefault(headers, "client-request-id", createUuid());
  setDefault(headers, "Accept", accept);
  if (body !== null) setDefault(headers, "Content-Type", described?.mediaType);
  for (const name of names) if (input[name] !== undefined) headers.set(name, input[name] as string);
  return headers;
}

function setDefault(headers: Headers, name: string, value: string | undefined): void {
  if (value && !headers.has(name)) headers.set(name, value);
}

/** The request template of a request, whose body stays unread. */
export function wrapRequest(request: Request): RequestTemplate {
  const headers = new Headers(request.headers);
  setDefault(headers, "client-request-id", createUuid());
  return {
    method: request.method,
    url: request.url,
    headers,
    createRequest: (signal, attemptHeaders) => new Request(request.clone(), { signal, headers: attemptHeaders }),
  };
}
