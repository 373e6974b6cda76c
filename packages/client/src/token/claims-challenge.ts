import { decodeBase64 } from "../values/base64.ts";

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
  if (status !== 401 || isForeign) return undefined;
  const claims = headers.get("www-authenticate")?.match(/claims="([^"]+)"/)?.[1];
  try {
    return claims && decodeBase64(claims);
  } catch {
    return undefined;
  }
}
