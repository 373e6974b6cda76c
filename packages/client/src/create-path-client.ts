import type { paths } from "@run-summary/types";
import createClient, { type Client } from "openapi-fetch";
import { authorize } from "./authorize.ts";
import { clouds } from "./generated/operations.gen.ts";
import type { PathMethods } from "./path-methods.ts";
import { pathSerializer } from "./path-serializer.ts";
import { createTokenSource, type Token, type TokenSource } from "./token.ts";
import type { Fetch } from "./with-retry.ts";

/** A cloud of Microsoft Graph. */
export type Cloud = keyof typeof clouds;

export interface PathClientOptions {
  readonly token: Token;
  /** Default: `global`. */
  readonly cloud?: Cloud | undefined;
  /** The address of the API, where it is not the cloud's: https, or http on this machine. */
  readonly baseUrl?: string | undefined;
  /** Sends the requests. Default: the global `fetch`. */
  readonly fetch?: Fetch | undefined;
}

/**
 * openapi-fetch's typed path style: `client.GET(path, init)` resolves with `{ data, error, response }` and does not throw
 * for an error answer.
 */
export interface PathClient extends PathMethods, Pick<Client<paths>, "use" | "eject"> {}

/**
 * The smallest client: openapi-fetch's path style with the token, which is sent to Graph and `baseUrl` alone. It sends each
 * request once.
 *
 * @throws {TypeError} where the `baseUrl` is neither https nor on this machine.
 */
export function createPathClient(options: PathClientOptions): PathClient {
  const { baseUrl, tokens, origins, send } = partsOf(options);
  const fetch: Fetch = async (request) => {
    await authorize(request, tokens, origins);
    return send(request);
  };
  return createClient<paths>({ baseUrl, fetch, pathSerializer }) as unknown as PathClient;
}

export interface Parts {
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  /** Where the token may go. */
  readonly origins: readonly string[];
  readonly send: Fetch;
}

/** What a client consists of, beside openapi-fetch. */
export function partsOf({ token, cloud = "global", baseUrl = clouds[cloud], fetch: send }: PathClientOptions): Parts {
  const { protocol, hostname, origin } = new URL(baseUrl);
  if (protocol !== "https:" && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)) {
    throw new TypeError(`The token may not go to ${baseUrl}: use https.`);
  }
  const originOf = (url: string) => new URL(url).origin;
  return {
    baseUrl,
    tokens: createTokenSource(token, [`${originOf(clouds[cloud])}/.default`]),
    origins: [origin, ...Object.values(clouds).map(originOf)],
    send: send ?? ((request) => fetch(request)),
  };
}
