import { decodeBase64 } from "./base64.ts";

/** The service asks for a token with more claims (continuous access evaluation). */
export interface ClaimsChallenge {
  /** The claims as JSON text. */
  readonly claims: string;
  /** The token that the service has refused. */
  readonly refusedToken: string;
}

/**
 * The claims of a response's claims challenge, as JSON text; `undefined` where there is no challenge, or it cannot be read.
 * A challenge of another origin, to which a redirect has led, is ignored.
 */
export function parseClaimsChallenge({ status, headers, url }: Response, requestUrl: string): string | undefined {
  const isForeign = url && new URL(url).origin !== new URL(requestUrl).origin;
  const [, claims] = /claims="([^"]+)"/.exec(headers.get("www-authenticate") ?? "") ?? [];
  if (status !== 401 || isForeign || claims === undefined) return undefined;
  try {
    return decodeBase64(claims);
  } catch {
    return undefined;
  }
}
