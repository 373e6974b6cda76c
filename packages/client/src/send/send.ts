import { NetworkError } from "../errors/network-error.ts";
import { createTrace } from "../errors/request-trace.ts";
import { TimeoutError } from "../errors/timeout-error.ts";
import type { RequestTemplate } from "../request/request-template.ts";
import { type ClaimsChallenge, parseClaimsChallenge } from "../token/claims-challenge.ts";
import { wait, withTimeout } from "./abort.ts";
import { calculateRetryDelay } from "./retry.ts";
import { sendOnce } from "./send-once.ts";
import type { ReadBody, ResolvedSendOptions, SendResult } from "./send-options.ts";

/**
 * Sends a request, and sends it again where that may help. It resolves with the last response and its whole body.
 *
 * @throws {NetworkError} where no complete response came in any attempt.
 */
export async function send<Body>(
  template: RequestTemplate,
  readBody: ReadBody<Body>,
  options: ResolvedSendOptions,
): Promise<SendResult<Body>> {
  const { timeout, retry, signal, onRetry } = options;
  const startTime = performance.now();
  const getElapsed = () => performance.now() - startTime;
  let challenge: ClaimsChallenge | undefined;

  for (let attempt = 1; ; attempt++) {
    const limit = Math.min(timeout, retry.maxElapsed - getElapsed());
    const trace = createTrace(template, attempt);
    const createTimeoutError = () => new TimeoutError(`No complete response within ${Math.round(limit)} ms.`, trace);

    const outcome = await withTimeout(limit, createTimeoutError, signal, (attemptSignal) =>
      sendOnce(template, readBody, options, { trace, challenge, signal: attemptSignal }),
    ).catch((error) => {
      signal?.throwIfAborted();
      if (error instanceof NetworkError) return error;
      throw error;
    });
    const result = outcome instanceof NetworkError ? undefined : outcome;

    // A claims challenge is met once. The attempt with the new token does not count as a retry.
    const claims = result && options.canRenewToken && !challenge && parseClaimsChallenge(result.response, trace.url);
    if (claims) {
      challenge = { claims, refusedToken: result.token };
      continue;
    }
    const progress = { attempt: challenge ? attempt - 1 : attempt, elapsed: getElapsed() };
    const delay = calculateRetryDelay(template.method, result?.response, progress, retry);
    if (delay === undefined) {
      if (outcome instanceof NetworkError) throw outcome;
      return outcome;
    }
    const reason = outcome instanceof NetworkError ? outcome : outcome.response;
    await withTimeout(limit + delay, createTimeoutError, signal, async (waitSignal) => {
      await onRetry?.({ attempt: attempt + 1, delay, reason });
      await wait(delay, waitSignal);
    });
  }
}
