import { clouds } from "./generated/operations.gen.ts";
import type { Token } from "./token.ts";

/** A cloud of Microsoft Graph. */
export type Cloud = keyof typeof clouds;

/** Sends a request that has its token. */
export type Fetch = (request: Request) => Promise<Response>;

export interface AccessOptions {
  readonly token: Token;
  /** Default: the one whose address `baseUrl` has, or else `global`. */
  readonly cloud?: Cloud | undefined;
  /** The address of the API, where it is not the cloud's: https, or http on this machine. */
  readonly baseUrl?: string | undefined;
  /** Sends the requests; it sees their token. Default: the global `fetch`. */
  readonly fetch?: Fetch | undefined;
}

/** How the API is reached. */
export interface Access {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** What tokens are asked for. */
  readonly scopes: string[];
  /** Where the token may go. */
  readonly origins: readonly string[];
  readonly fetch: Fetch;
}

// https, or http on this machine; without user, query and fragment.
const safeAddress = /^(https:\/\/[^/@]+|http:\/\/(localhost|127\.[\d.]+|\[::1\])(:\d+)?)\/[^?#]*$/;

/** @throws {TypeError} where the `baseUrl` would expose the token, or has parts that no address of the API has. */
export function accessFrom({ cloud, baseUrl, fetch: send = (request) => fetch(request) }: AccessOptions): Access {
  const home = clouds[cloud ?? "global"];
  const { href, origin } = new URL(baseUrl ?? home);
  if (!safeAddress.test(href)) {
    throw new TypeError("No baseUrl: https, or http to loopback, no user, query or fragment.");
  }
  const origins = Object.values(clouds).map(originOf);
  const root = !cloud && origins.includes(origin) ? origin : originOf(home);
  return {
    baseUrl: href.replace(/\/+$/, ""),
    scopes: [`${root}/.default`],
    origins: [origin, ...origins],
    fetch: send,
  };
}

function originOf(url: string): string {
  return new URL(url).origin;
}

/**
 * Gives a request its token; it has to be a copy of the one that hooks and middleware see.
 *
 * @throws {TypeError} where the request goes to an origin that may not have the token.
 */
export function authorize(request: Request, token: string, { origins }: Access): Request {
  const origin = originOf(request.url);
  if (!origins.includes(origin)) throw new TypeError(`The token may not go to ${origin}.`);
  request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}
