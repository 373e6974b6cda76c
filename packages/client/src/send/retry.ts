import { parseRetryAfter } from "./retry-after.ts";

/** When a request is sent again. All times are in milliseconds. */
export interface RetryOptions {
  /** How often a request is sent at most, besides a claims challenge. Default: 4. With 1 there is no retry. */
  readonly attempts?: number | undefined;
  /** How long all attempts and waits may take together. Default: 180,000. */
  readonly maxElapsed?: number | undefined;
  /** The longest wait before the second attempt. It doubles with each further attempt. Default: 1,000. */
  readonly baseDelay?: number | undefined;
  /** The longest wait that the client chooses. A longer `Retry-After` is respected. Default: 30,000. */
  readonly maxDelay?: number | undefined;
}

export type ResolvedRetryOptions = {
  readonly [Name in keyof RetryOptions]-?: NonNullable<RetryOptions[Name]>;
};

const defaultOptions: ResolvedRetryOptions = {
  attempts: 4,
  maxElapsed: 180_000,
  baseDelay: 1000,
  maxDelay: 30_000,
};

/** The retry options, with the defaults for those that are missing. */
export function resolveRetryOptions(
  options: RetryOptions = {},
  defaults: ResolvedRetryOptions = defaultOptions,
): ResolvedRetryOptions {
  return {
    attempts: options.attempts ?? defaults.attempts,
    maxElapsed: options.maxElapsed ?? defaults.maxElapsed,
    baseDelay: options.baseDelay ?? defaults.baseDelay,
    maxDelay: options.maxDelay ?? defaults.maxDelay,
  };
}

const retriedStatuses = [408, 429, 502, 503, 504];

/**
 * How many milliseconds to wait before a request is sent again; `undefined` where it is not sent again. The wait is what
 * `Retry-After` asks for, or else exponential backoff with full jitter.
 *
 * A PATCH is retried like a GET: it writes absolute values, so that a second one changes nothing more. A POST is retried
 * only after 429, which says that the service has not carried it out.
 *
 * @param response `undefined` where the network failed
 */
export function calculateRetryDelay(
  method: string,
  response: Response | undefined,
  { attempt, elapsed }: { attempt: number; elapsed: number },
  { attempts, maxElapsed, baseDelay, maxDelay }: ResolvedRetryOptions,
): number | undefined {
  const isRetried = response === undefined || retriedStatuses.includes(response.status);
  if (!isRetried || attempt >= attempts || (method === "POST" && response?.status !== 429)) return undefined;
  const retryAfter = response && parseRetryAfter(response.headers);
  const delay = retryAfter ?? Math.random() * Math.min(maxDelay, baseDelay * 2 ** (attempt - 1));
  return elapsed + delay >= maxElapsed ? undefined : delay;
}
