import { unlessAborted } from "./abort.ts";
import { identify } from "./authorize.ts";
import { NetworkError } from "./errors/network-error.ts";
import type { RequestTrace } from "./errors/request-trace.ts";
import { TimeoutError } from "./errors/timeout-error.ts";
import { type RetryOptions, retryDelay } from "./retry.ts";
import { atobUrl, type TokenSource } from "./token.ts";

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

export interface SendHooks {
  /** Called before each attempt. */
  readonly onRequest?: ((request: Request, attempt: number) => unknown) | undefined;
  /** Called with each answer, also with those after which the request is sent again. Clone it to read its body. */
  readonly onResponse?: ((response: Response, request: Request, attempt: number) => unknown) | undefined;
  /** Called before each wait. */
  readonly onRetry?: ((event: RetryEvent) => unknown) | undefined;
}

export type Fetch = (request: Request) => Promise<Response>;

export interface Sender {
  readonly send: Fetch;
  readonly tokens: TokenSource;
  /** Gives a request its token. */
  readonly authorize: (request: Request) => Promise<void>;
}

/**
 * What a call of openapi-fetch resolves with, and what is known of its request. The call is made again where that may help,
 * each time with the `fetch` and the signal that it is given here.
 *
 * @throws {NetworkError} where no answer came, or not the whole of it.
 */
export async function withRetry<Result extends { response: Response }>(
  { send, tokens, authorize }: Sender,
  { timeout = 60_000, retry, onRequest, onResponse, onRetry }: SendOptions & SendHooks,
  signal: AbortSignal | undefined,
  call: (init: { signal: AbortSignal; fetch: Fetch }) => Promise<Result>,
): Promise<[result: Result, trace: RequestTrace]> {
  const start = Date.now();
  const limit = Math.min(timeout, longest);
  let id: string | undefined;
  let isChallenged = false;

  for (let attempt = 1; ; attempt++) {
    const controller = new AbortController();
    const abort = () => controller.abort(signal?.reason);
    signal?.throwIfAborted();
    signal?.addEventListener("abort", abort);
    let trace: RequestTrace = { method: "", url: "", clientRequestId: "", attempts: attempt };
    let token = "";
    let timer: ReturnType<typeof setTimeout> | undefined;
    let arriving: Response | undefined;
    const fetch: Fetch = async (request) => {
      const { method, headers, url } = request;
      if (id) headers.set("client-request-id", id);
      id = identify(headers);
      if (attempt > 1) headers.set("retry-attempt", `${attempt - 1}`);
      trace = { method, url: url.split("?", 1)[0] as string, clientRequestId: id, attempts: attempt };
      await authorize(request);
      token = (headers.get("Authorization") as string).slice("Bearer ".length);
      await onRequest?.(request, attempt);
      const expire = () => controller.abort(new TimeoutError(`No whole answer within ${limit} ms.`, trace));
      timer = setTimeout(expire, limit);
      let response: Response;
      try {
        response = await send(request);
      } catch (error) {
        throw broken(trace, error);
      }
      await onResponse?.(response, request, attempt);
      if (response.bodyUsed) throw new TypeError("onResponse has read the body: let it read a clone.");
      arriving = response;
      return response;
    };

    let result: Result | undefined;
    let failure: unknown;
    try {
      result = await call({ signal: controller.signal, fetch });
    } catch (error) {
      signal?.throwIfAborted();
      const isBroken = arriving?.bodyUsed && !(error instanceof SyntaxError);
      failure = controller.signal.reason ?? (isBroken ? broken(trace, error) : error);
      if (!(failure instanceof NetworkError)) throw failure;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
    // Without an answer that came here, a middleware has answered itself.
    if (result && !arriving) return [result, trace];
    const claims = !isChallenged && result && claimsIn(result.response);
    if (claims && tokens.challenge(claims, token)) {
      isChallenged = true;
      continue;
    }
    const reason = result?.response ?? (failure as NetworkError);
    const delay = retryDelay(trace.method, reason, { attempt, elapsed: Date.now() - start }, retry);
    if (delay === undefined) {
      if (result) return [result, trace];
      throw failure;
    }
    await onRetry?.({ attempt: attempt + 1, delay, reason });
    await wait(Math.min(delay, longest), signal);
  }
}

// What a timer takes; a longer time would be none at all.
const longest = 2 ** 31 - 1;

function broken(trace: RequestTrace, error: unknown): NetworkError {
  return new NetworkError(`No whole answer: ${(error as Error | undefined)?.message ?? error}`, trace, error);
}

async function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waited = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await unlessAborted(waited, signal).finally(() => clearTimeout(timer));
}

/** The claims that a challenge asks for (continuous access evaluation), as JSON text. */
function claimsIn({ status, headers }: Response): string | undefined {
  const [, encoded] = /claims="([^"]+)"/.exec((status === 401 && headers.get("www-authenticate")) || "") ?? [];
  try {
    return encoded && atobUrl(encoded);
  } catch {
    return undefined;
  }
}
