import { longest, within } from "./abort.ts";
import { type Access, authorize } from "./access.ts";
import { claimsIn } from "./claims.ts";
import { NetworkError } from "./errors/network-error.ts";
import type { RequestTrace } from "./errors/request-trace.ts";
import { TimeoutError } from "./errors/timeout-error.ts";
import { hideToken } from "./hide-token.ts";
import { type Retry, type RetryOptions, retryDelay } from "./retry.ts";
import type { Challenge, TokenSource } from "./token-source.ts";

/** What may be set for a client, and otherwise for one call. */
export interface SendOptions {
  /** Milliseconds that each attempt may take, from its token until the whole answer is there. Default: 60,000. */
  readonly timeout?: number | undefined;
  readonly retry?: RetryOptions | undefined;
}

/** Why a request is sent again. */
export interface RetryEvent {
  /** The number of the next attempt: 2 for the first retry. */
  readonly attempt: number;
  /** Milliseconds until then. */
  readonly delay: number;
  /** The answer, or the error where there is none, or not the whole of it. */
  readonly reason: Response | NetworkError;
}

/** What is called on the way, and waited for. The requests are without their token. */
export interface SendHooks {
  /** Called before each attempt; it may change the headers. */
  readonly onRequest?: ((request: Request, attempt: number) => unknown) | undefined;
  /** Called with each answer, also with those after which the request is sent again. Clone it to read its body. */
  readonly onResponse?: ((response: Response, request: Request, attempt: number) => unknown) | undefined;
  /** Called before each wait. */
  readonly onRetry?: ((event: RetryEvent) => unknown) | undefined;
}

/** A request, which is made for each attempt anew. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  /** The call's own, to which those of the attempts are added. */
  readonly headers: Headers;
  readonly create: (signal: AbortSignal, headers: Headers) => Request;
}

export interface Sending<Body> extends SendHooks {
  readonly access: Access;
  readonly tokens: TokenSource;
  /** Whether there may be another token for a challenge. */
  readonly isRenewable: boolean;
  readonly timeout: number;
  readonly retry: Retry;
  readonly signal: AbortSignal | undefined;
  readonly outgoing: Outgoing;
  /** Reads the whole body of an answer. */
  readonly read: (response: Response) => Promise<Body>;
}

export interface Sent<Body> {
  readonly response: Response;
  readonly body: Body;
  readonly trace: RequestTrace;
  /** Which no error may show. */
  readonly token: string;
}

/**
 * Sends a request, again where that may help, and resolves with the answer and its whole body.
 *
 * @throws {NetworkError} where no answer came, or not the whole of it.
 */
export async function send<Body>(sending: Sending<Body>): Promise<Sent<Body>> {
  const { access, tokens, isRenewable, timeout, retry, signal, outgoing, read, onRequest, onResponse, onRetry } =
    sending;
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  const { method, headers } = outgoing;
  const url = outgoing.url.split("?", 1)[0] as string;
  const clientRequestId = headers.get("client-request-id") ?? crypto.randomUUID();
  headers.set("client-request-id", clientRequestId);
  const contentType = headers.get("content-type") ?? undefined;
  let challenge: Challenge | undefined;

  for (let attempt = 1; ; attempt++) {
    const limit = Math.min(timeout, retry.maxElapsed - elapsed());
    const trace: RequestTrace = { method, url, clientRequestId, attempts: attempt, contentType };
    const expired = () => new TimeoutError(`No whole answer within ${Math.round(limit)} ms.`, trace);

    const attemptOnce = async (own: AbortSignal): Promise<Sent<Body>> => {
      if (attempt > 1) headers.set("retry-attempt", `${attempt - 1}`);
      // What hooks see is made for them, so that it has no token.
      const seen = (onRequest || onResponse) && outgoing.create(own, headers);
      const token = await tokens(own, challenge);
      await onRequest?.(seen as Request, attempt);
      const whole = authorize(outgoing.create(own, seen?.headers ?? headers), token, access);
      const orBroken = (error: unknown) => {
        throw new NetworkError(`No whole answer: ${hideToken(textOf(error), token)}`, trace, error);
      };
      const response = await Promise.resolve(whole).then(access.fetch).catch(orBroken);
      await onResponse?.(response, seen as Request, attempt);
      if (response.bodyUsed) throw new TypeError("onResponse has read the body: let it read a clone.");
      return { response, body: await read(response).catch(orBroken), trace, token };
    };

    const outcome = await within(limit, expired, signal, attemptOnce).catch((error) => {
      signal?.throwIfAborted();
      if (error instanceof NetworkError) return error;
      throw error;
    });
    const sent = outcome instanceof NetworkError ? undefined : outcome;
    const claims = sent && isRenewable && !challenge && claimsIn(sent.response, url);
    if (claims) {
      challenge = { claims, refused: sent.token };
      continue;
    }
    const progress = { attempt: challenge ? attempt - 1 : attempt, elapsed: elapsed() };
    const delay = retryDelay(method, sent?.response, progress, retry);
    if (delay === undefined) {
      if (outcome instanceof NetworkError) throw outcome;
      return outcome;
    }
    const reason = outcome instanceof NetworkError ? outcome : outcome.response;
    await within(limit + delay, expired, signal, async (own) => {
      await onRetry?.({ attempt: attempt + 1, delay, reason });
      await wait(delay, own);
    });
  }
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(milliseconds, longest));
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}

// What is thrown may be anything, a Symbol or an object without a prototype.
function textOf(error: unknown): string {
  try {
    return String((error as Error | undefined)?.message ?? error);
  } catch {
    return "something without a text was thrown";
  }
}
