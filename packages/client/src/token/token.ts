/** What the client passes to a function that gives tokens. */
export interface TokenRequest {
  /** The scopes to ask for: `<root of the cloud>/.default`. */
  readonly scopes: string[];
  /** The claims of the service's claims challenge, as JSON text. */
  readonly claims?: string | undefined;
  /** Aborts when no call waits for the token any more. */
  readonly signal: AbortSignal;
}

/** A token with the time when it expires. */
export interface AccessToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresOnTimestamp: number;
}

/** Gives a token. The client calls it when it has no token that is valid for at least two more minutes. */
export type TokenFunction = (request: TokenRequest) => string | AccessToken | Promise<string | AccessToken>;

/** A credential of `@azure/identity`. */
export interface TokenCredential {
  getToken(
    scopes: string[],
    options: { abortSignal?: AbortSignal; claims?: string | undefined },
  ): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/**
 * The access token itself, a function that gives it, or a credential of `@azure/identity`.
 *
 * The client reuses a token until two minutes before it expires. Where the function gives only the text of a token, the
 * token's `exp` claim says when it expires. A token without an `exp` claim is used once.
 */
export type Token = string | TokenFunction | TokenCredential;

/** A token from its source, which may not say when it expires. */
export type AcquiredToken = Pick<AccessToken, "token"> & Partial<AccessToken>;

/**
 * Gets a token from its source.
 *
 * @throws {TypeError} where the source gives no token, or one with characters that a header cannot have. The message does
 *   not show the token.
 */
export async function getToken(source: Token, request: TokenRequest): Promise<AcquiredToken> {
  const given: unknown = await readSource(source, request);
  const acquired = (typeof given === "string" ? { token: given } : given) as AcquiredToken | undefined;
  if (typeof acquired?.token !== "string" || !/^[!-~]+$/.test(acquired.token)) {
    throw new TypeError("The token is missing, or has characters that a header cannot have.");
  }
  return acquired;
}

function readSource(source: Token, request: TokenRequest): unknown {
  if (typeof source === "function") return source(request);
  const credential = source as TokenCredential | undefined; // without types the source may be anything
  // A text has no such method.
  return credential?.getToken?.(request.scopes, { abortSignal: request.signal, claims: request.claims }) ?? source;
}
