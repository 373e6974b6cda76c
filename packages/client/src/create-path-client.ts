import type { paths } from "@run-summary/types";
import createClient, { type Client } from "openapi-fetch";
import { unlessAborted } from "./abort.ts";
import { type AccessOptions, accessFrom, authorize, type Fetch } from "./access.ts";
import { checkPath } from "./path-from.ts";
import type { PathMethods } from "./path-methods.ts";
import { askFor } from "./token.ts";

/** What sends the requests of a path client, and to which address: a `RunSummaryClient` is one. */
export interface PathClientTransport {
  readonly baseUrl: string;
  /** Gives a request its token, and sends it. */
  readonly fetch: Fetch;
}

/**
 * openapi-fetch's typed path style: `client.GET(path, init)` resolves with `{ data, error, response }` and does not throw
 * for an error answer. What a body holds is checked by the compiler alone.
 */
export interface PathClient extends PathMethods, Pick<Client<paths>, "use" | "eject"> {}

/**
 * openapi-fetch's path style. Given a token, it is the smallest client: it sends the token to Graph and `baseUrl` alone, and
 * each request once. Given a `RunSummaryClient`, it shares its tokens, retry, time limits and hooks.
 *
 * @throws {TypeError} where the `baseUrl` would expose the token, or has parts that no address of the API has.
 */
export function createPathClient(options: AccessOptions | PathClientTransport): PathClient {
  const { baseUrl, fetch } = "token" in options ? transportFrom(options) : options;
  const client = createClient<paths>({ baseUrl, fetch });
  // openapi-fetch itself would send a path with a parameter missing.
  client.use({ onRequest: ({ schemaPath, params }) => checkPath(schemaPath, params.path) });
  return client as unknown as PathClient;
}

function transportFrom(options: AccessOptions): PathClientTransport {
  const access = accessFrom(options);
  const { baseUrl, scopes } = access;
  return {
    baseUrl,
    async fetch(request) {
      const { headers, signal } = request;
      if (!headers.has("client-request-id")) headers.set("client-request-id", crypto.randomUUID());
      const { token } = await unlessAborted(signal, () => askFor(options.token, { scopes, signal }));
      return access.fetch(authorize(new Request(request), token, access));
    },
  };
}
