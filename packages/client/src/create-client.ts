import type { paths } from "@run-summary/types";
import createClient, { type Client } from "openapi-fetch";
import { defaultBaseUrl, type OperationMethods, operationTable } from "./generated/operations.gen.ts";
import { graphErrorFrom } from "./graph-error.ts";
import type { CallOptions, Operation } from "./operation.ts";
import type { PathMethods } from "./path-methods.ts";

/** What gives the access token: the token itself, or a function that is asked before each request. */
export type TokenSource = string | (() => string | Promise<string>);

export interface RunSummaryClientOptions {
  readonly token: TokenSource;
  /** The address of the API. Default: the global cloud's. */
  readonly baseUrl?: string | undefined;
  /** Sends the requests. Default: the global `fetch`. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/**
 * A method for each operation, and openapi-fetch's typed path style: `client.GET(path, init)` resolves with
 * `{ data, error, response }` and does not throw for an error answer.
 */
export interface RunSummaryClient extends OperationMethods, PathMethods, Pick<Client<paths>, "use" | "eject"> {}

/** A client of the API. */
export function createRunSummaryClient(options: RunSummaryClientOptions): RunSummaryClient {
  const client = createClient<paths>({
    baseUrl: options.baseUrl ?? defaultBaseUrl,
    fetch: authorizedFetch(options.token, options.fetch ?? globalThis.fetch),
  });
  const methods = Object.entries(operationTable).map(([operationId, operation]) => [
    operationId,
    (input: Input, callOptions?: CallOptions) => call(client, operation, input, callOptions),
  ]);
  return Object.assign(client as unknown as RunSummaryClient, Object.fromEntries(methods));
}

type Input = Readonly<Record<string, unknown>>;

async function call(client: Client<paths>, operation: Operation, input: Input, options: CallOptions = {}) {
  const params: Record<string, Record<string, unknown>> = {};
  for (const [name, place] of Object.entries(operation.parameters)) {
    if (input[name] !== undefined) params[place] = { ...params[place], [name]: input[name] };
  }
  // The table and the types come from one document; what the compiler sees of the call is `OperationMethods`.
  const request = client.request as unknown as UntypedRequest;
  const { data, error, response } = await request(operation.method, operation.path, {
    ...options,
    params,
    body: input.body,
  });
  if (!response.ok) throw graphErrorFrom(response, error);
  return data;
}

type UntypedRequest = (
  method: string,
  path: string,
  init: Record<string, unknown>,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

function authorizedFetch(token: TokenSource, fetch: (request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    const value = typeof token === "string" ? token : await token();
    request.headers.set("Authorization", `Bearer ${value}`);
    return fetch(request);
  };
}
