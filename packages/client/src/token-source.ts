import { unlessAborted } from "./abort.ts";
import { type AccessToken, askFor, type Token } from "./token.ts";

/** A service's wish for a token with claims (continuous access evaluation). */
export interface Challenge {
  readonly claims: string;
  /** The token that it has refused. */
  readonly refused: string;
}

/**
 * The token; one request for it is under way at a time, and its answer is for all who wait.
 *
 * @throws {TypeError} where there is none, or none that a header takes; it says nothing of it.
 */
export type TokenSource = (signal: AbortSignal, challenge?: Challenge) => Promise<string>;

interface Pending {
  readonly answer: Promise<AccessToken>;
  readonly claims: string | undefined;
  readonly controller: AbortController;
  waiting: number;
}

const margin = 120_000;

export function createTokenSource(token: Token, scopes: string[]): TokenSource {
  let current: AccessToken | undefined;
  let pending: Pending | undefined;

  const ask = (claims: string | undefined): Pending => {
    const controller = new AbortController();
    const answer = askFor(token, { scopes, claims, signal: controller.signal }).then((given) => {
      const whole = { expiresOnTimestamp: expiryOf(given.token), ...given };
      if (pending === own) current = whole;
      return whole;
    });
    const own: Pending = { answer, claims, controller, waiting: 0 };
    return own;
  };
  return async (signal, challenge) => {
    // After a challenge another call may have got a new one already.
    if (challenge && current?.token === challenge.refused) current = undefined;
    // A token that was given as text is the same each time.
    if (current && (challenge || current.token === token || current.expiresOnTimestamp - Date.now() > margin))
      return current.token;
    if (!pending || (challenge && pending.claims !== challenge.claims)) pending = ask(challenge?.claims);
    const own = pending;
    own.waiting++;
    try {
      return (await unlessAborted(signal, () => own.answer)).token;
    } finally {
      own.waiting--;
      if (own.waiting === 0) {
        if (pending === own) pending = undefined;
        own.controller.abort();
      }
    }
  };
}

function expiryOf(token: string): number {
  try {
    return JSON.parse(bytesOf(token.split(".")[1] as string)).exp * 1000;
  } catch {
    return 0;
  }
}

/** The bytes, one a character, of base64 or base64url (RFC 4648). */
export function bytesOf(encoded: string): string {
  return atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
}
