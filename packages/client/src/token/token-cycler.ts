import { abortable } from "../send/abort.ts";
import { decodeBase64 } from "../values/base64.ts";
import type { ClaimsChallenge } from "./claims-challenge.ts";
import { type AccessToken, getToken, type Token } from "./token.ts";

/**
 * Gives the token, which it keeps and renews. The calls that wait for a token at the same time share one request for it.
 *
 * @throws {TypeError} as `getToken` does.
 */
export type TokenCycler = (signal: AbortSignal, challenge?: ClaimsChallenge) => Promise<string>;

interface PendingToken {
  readonly token: Promise<AccessToken>;
  readonly claims: string | undefined;
  readonly controller: AbortController;
  waitingCalls: number;
}

/** A token is renewed so many milliseconds before it expires. */
const refreshMargin = 120_000;

export function createTokenCycler(source: Token, scopes: string[]): TokenCycler {
  let current: AccessToken | undefined;
  let pending: PendingToken | undefined;

  const requestToken = (claims: string | undefined): PendingToken => {
    const controller = new AbortController();
    const token = getToken(source, { scopes, claims, signal: controller.signal }).then((acquired) => {
      const accessToken = { expiresOnTimestamp: parseExpiry(acquired.token), ...acquired };
      if (pending === request) current = accessToken;
      return accessToken;
    });
    const request: PendingToken = { token, claims, controller, waitingCalls: 0 };
    return request;
  };

  const isFresh = ({ expiresOnTimestamp }: AccessToken) => expiresOnTimestamp - Date.now() > refreshMargin;

  return async (signal, challenge) => {
    // Another call may have met the challenge already. Then the current token is not the refused one.
    if (challenge && current?.token === challenge.refusedToken) current = undefined;
    if (current && (challenge || isFresh(current))) return current.token;
    if (!pending || (challenge && pending.claims !== challenge.claims)) pending = requestToken(challenge?.claims);
    const request = pending;
    request.waitingCalls++;
    try {
      return (await abortable(signal, () => request.token)).token;
    } finally {
      request.waitingCalls--;
      if (request.waitingCalls === 0) {
        if (pending === request) pending = undefined;
        request.controller.abort();
      }
    }
  };
}

/** When a JWT expires, in milliseconds since 1970; 0 where the token does not say. */
function parseExpiry(token: string): number {
  try {
    return JSON.parse(decodeBase64(token.split(".")[1] as string)).exp * 1000;
  } catch {
    return 0;
  }
}
