import { clouds, tokenHeader, tokenPrefix } from "./generated/servers.gen.ts";
import type { Token } from "./token/token.ts";

/** A cloud that the API is in. */
export type Cloud = keyof typeof clouds;

/** Sends a request, which has its token already. */
export type Fetch = (request: Request) => Promise<Response>;

/** How a client reaches the API. */
export interface ConnectionOptions {
  readonly token: Token;
  /** Default: the cloud whose address `baseUrl` has, or else the first one. */
  readonly cloud?: Cloud | undefined;
  /** The address of the API. It uses https, or http to this machine. Default: the address of the cloud. */
  readonly baseUrl?: string | undefined;
  /** Sends the requests. It sees their token. Default: the global `fetch`. */
  readonly fetch?: Fetch | undefined;
}

/** The connection options with their defaults. */
export interface Connection {
  /** The address of the API, without a slash at its end. */
  readonly baseUrl: string;
  /** The scopes to ask a token for. */
  readonly scopes: string[];
  /** The origins that the token may be sent to. */
  readonly origins: readonly string[];
  readonly fetch: Fetch;
}

// https, or http to this machine; no user, query or fragment.
const safeBaseUrl = /^(https:\/\/[^/@]+|http:\/\/(localhost|127\.[\d.]+|\[::1\])(:\d+)?)\/[^?#]*$/;

/** @throws {TypeError} where the `baseUrl` would expose the token, or has a user, a query or a fragment. */
export function resolveConnection(options: ConnectionOptions): Connection {
  const { cloud, fetch = (request) => globalThis.fetch(request) } = options;
  const urls: Readonly<Record<string, string>> = clouds;
  const cloudUrl = urls[cloud ?? (Object.keys(urls)[0] as string)];
  // Without any address, the check below fails.
  const { href, origin } = new URL(options.baseUrl ?? cloudUrl ?? "a:");
  if (!safeBaseUrl.test(href)) {
    throw new TypeError("The baseUrl must use https, or http to this machine, without user, query or fragment.");
  }
  const cloudOrigins = Object.values(urls).map(getOrigin);
  return {
    baseUrl: href.replace(/^(.*[^/])\/+$/, "$1"), // the time of `/\/+$/` is quadratic in the number of slashes
    scopes: [`${getOrigin(!cloud && cloudOrigins.includes(origin) ? href : (cloudUrl ?? href))}/.default`],
    origins: [origin, ...cloudOrigins],
    fetch,
  };
}

function getOrigin(url: string): string {
  return new URL(url).origin;
}

/**
 * Adds the token to a request, and returns the request. Hooks and middleware see another copy of it, without the token.
 *
 * @throws {TypeError} where the request goes to an origin that must not get the token.
 */
export function authorizeRequest(request: Request, token: string, { origins }: Connection): Request {
  const origin = getOrigin(request.url);
  if (!origins.includes(origin)) {
    throw new TypeError(`The token may not be sent to ${origin}: it is not an address of the API.`);
  }
  request.headers.set(tokenHeader, tokenPrefix + token);
  return request;
}
