/** What a token is asked for with. */
export interface TokenRequest {
  /** The permissions: `<root of the cloud>/.default`. */
  readonly scopes: string[];
  /** The claims that the service has asked for in a challenge, as JSON text. */
  readonly claims?: string | undefined;
  /** Aborted when nobody waits for the token any more. */
  readonly signal: AbortSignal;
}

/** A token with the time until which it may be used. */
export interface AccessToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresOnTimestamp: number;
}

/** Asked for a token: by a client whenever it has none that is good for two more minutes. */
export type TokenFunction = (request: TokenRequest) => string | AccessToken | Promise<string | AccessToken>;

/** What `@azure/identity`'s credentials are. */
export interface TokenCredential {
  getToken(
    scopes: string[],
    options: { abortSignal?: AbortSignal; claims?: string | undefined },
  ): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/**
 * The access token; or a function that is asked for it, which may be async; or a credential of `@azure/identity`. A token
 * is reused until two minutes before it expires: where the function gives only the text, as its `exp` claim says, and
 * once where it has none.
 */
export type Token = string | TokenFunction | TokenCredential;

/**
 * What the source of tokens gives.
 *
 * @throws {TypeError} where that is no token, or none that a header takes; it says nothing of it.
 */
export async function askFor(source: Token, request: TokenRequest): Promise<Partial<AccessToken> & { token: string }> {
  let given: unknown = source;
  if (typeof source === "function") given = await source(request);
  else if (typeof source === "object")
    given = await source?.getToken?.(request.scopes, { abortSignal: request.signal, claims: request.claims });
  const answer = (typeof given === "string" ? { token: given } : given) as AccessToken | undefined;
  if (typeof answer?.token !== "string" || !/^[!-~]+$/.test(answer.token))
    throw new TypeError("No token that a header takes.");
  return answer;
}
