import type { paths } from "@run-summary/types";
import createClient, { type Client } from "openapi-fetch";
import type { ConnectionOptions, Fetch } from "./connection.ts";
import { checkPathParameters } from "./request/path-template.ts";
import { wrapRequest } from "./request/request-template.ts";
import { createDirectSender } from "./send/direct-sender.ts";
import type { PathMethods } from "./types/path-methods.ts";
import { isObject } from "./values/is-object.ts";

/** What sends the requests of a path client. A `RunSummaryClient` is one. */
export interface PathClientTransport {
  /** The address that the requests go to. */
  readonly baseUrl: string;
  /** Adds the token to a request, and sends it. */
  readonly fetch: Fetch;
}

/**
 * openapi-fetch's typed path style: `client.GET(path, init)` resolves with `{ data, error, response }`. It does not throw
 * for an error response: `error` is an object with an object `error`, whatever the response is. Only the compiler checks the
 * body of a request.
 */
export interface PathClient extends PathMethods, Pick<Client<paths>, "use" | "eject"> {}

/**
 * Creates a client in openapi-fetch's path style.
 *
 * With a token, it is the smallest client: it sends each request once, and sends the token only to Graph's clouds and to
 * `baseUrl`. With a `RunSummaryClient`, it shares that client's token, retries, time limits and hooks.
 *
 * @throws {TypeError} where the `baseUrl` would expose the token, or has a user, a query or a fragment.
 *
 * @example
 * const client = createPathClient({ token: new DefaultAzureCredential() });
 * const { data, error } = await client.GET(path, { params: { path: { deviceComplianceScriptId } } });
 */
export function createPathClient(options: ConnectionOptions | PathClientTransport): PathClient {
  const { baseUrl, fetch } = "token" in options ? createTransport(options) : options;
  const client = createClient<paths>({ baseUrl, fetch });
  // openapi-fetch itself sends a request whose path parameter is missing.
  client.use({ onRequest: ({ schemaPath, params }) => checkPathParameters(schemaPath, params.path ?? {}) });
  const methods = client as unknown as Record<string, Call>;
  for (const [name, call] of Object.entries(methods)) {
    if (/[A-Z]/.test(name)) methods[name] = async (path, init) => completeError(await call(path, init));
  }
  return client as unknown as PathClient;
}

type Call = (path: string, init?: object) => Promise<Result>;

interface Result {
  readonly error?: unknown;
  readonly response: Response;
}

/** The result of a call, whose `error` has an `error` with a code and a message, also where the response is of another form. */
function completeError(result: Result): Result {
  const { error, response } = result;
  if (response.ok || isObject(Object(error).error)) return result;
  const text = typeof error === "string" ? error.slice(0, 100) : "";
  const message = `${response.status} without an error in JSON: ${text}`;
  return { error: { ...(isObject(error) && error), error: { code: "", message } }, response };
}

function createTransport(options: ConnectionOptions): PathClientTransport {
  const { baseUrl, send } = createDirectSender(options);
  const leaveUnread = () => Promise.resolve();
  return {
    baseUrl,
    fetch: async (request) => (await send(wrapRequest(request), leaveUnread, { signal: request.signal })).response,
  };
}
