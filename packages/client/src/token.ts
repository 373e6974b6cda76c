import { unlessAborted } from "./abort.ts";

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

/** Asked for a token whenever there is none that is good for two more minutes. */
export type TokenFunction = (request: TokenRequest) => string | AccessToken | Promise<string | AccessToken>;

/** What `@azure/identity`'s credentials are. */
export interface TokenCredential {
  getToken(
    scopes: string[],
    options: { abortSignal?: AbortSignal; claims?: string },
  ): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/**
 * The access token; or a function that is asked for it, which may be async; or a credential of `@azure/identity`. A token
 * is reused until two minutes before it expires: where the function gives only the text, as its `exp` claim says, and
 * once where it has none.
 */
export type Token = string | TokenFunction | TokenCredential;

export interface TokenSource {
  /** The token; one request for it is under way at a time, and its answer is for all who wait. */
  get(signal: AbortSignal): Promise<string>;
  /** Has a token asked for with these claims in place of the one that was refused; false where there is no other. */
  challenge(claims: string, refused: string): boolean;
}

interface Pending {
  readonly answer: Promise<AccessToken>;
  readonly controller: AbortController;
  waiting: number;
}

const margin = 120_000;

export function createTokenSource(token: Token, scopes: string[]): TokenSource {
  if (typeof token === "string") return { get: async () => token, challenge: () => false };
  let current: AccessToken | undefined;
  let claims: string | undefined;
  let pending: Pending | undefined;

  const ask = (): Pending => {
    const controller = new AbortController();
    const forget = () => {
      if (pending === own) pending = undefined;
    };
    const answer = askFor(token, { scopes, claims, signal: controller.signal }).then((given) => {
      if (pending === own) {
        current = given;
        claims = undefined;
      }
      return given;
    });
    const own: Pending = { answer, controller, waiting: 0 };
    answer.then(forget, forget);
    return own;
  };
  return {
    async get(signal) {
      signal.throwIfAborted();
      if (current && current.expiresOnTimestamp - Date.now() > margin) return current.token;
      pending ??= ask();
      const own = pending;
      own.waiting++;
      try {
        return (await unlessAborted(own.answer, signal)).token;
      } finally {
        if (--own.waiting === 0) {
          if (pending === own) pending = undefined;
          own.controller.abort();
        }
      }
    },
    challenge(wanted, refused) {
      // Another call that was refused may have got a new one already.
      if (current && current.token !== refused) return true;
      if (wanted !== claims) pending = undefined;
      current = undefined;
      claims = wanted;
      return true;
    },
  };
}

async function askFor(token: TokenFunction | TokenCredential, request: TokenRequest): Promise<AccessToken> {
  const { scopes, claims, signal } = request;
  const given =
    typeof token === "function"
      ? await token(request)
      : await token.getToken(scopes, { abortSignal: signal, ...(claims && { claims }) });
  if (!given) throw new TypeError("The credential gave no token.");
  return typeof given === "string" ? { token: given, expiresOnTimestamp: expiryOf(given) } : given;
}

function expiryOf(token: string): number {
  try {
    return JSON.parse(atobUrl(token.split(".")[1] ?? "")).exp * 1000;
  } catch {
    return 0;
  }
}

/** The text of base64 or base64url (RFC 4648). */
export function atobUrl(encoded: string): string {
  return atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
}
