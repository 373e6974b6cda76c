import { retryAfterOf } from "./retry-after.ts";

/** When a request is sent again. All times are in milliseconds. */
export interface RetryOptions {
  /** How often a request is sent at most, besides a claims challenge. Default: 4. 1 sends nothing again. */
  readonly attempts?: number | undefined;
  /** How long all attempts and waits may take together. Default: 180,000. */
  readonly maxElapsed?: number | undefined;
  /** The longest wait before the second attempt, doubled for each further one. Default: 1,000. */
  readonly baseDelay?: number | undefined;
  /** The longest wait that the client chooses by itself; what `Retry-After` asks for is waited. Default: 30,000. */
  readonly maxDelay?: number | undefined;
}

export interface Retry {
  readonly attempts: number;
  readonly maxElapsed: number;
  readonly baseDelay: number;
  readonly maxDelay: number;
}

/** The options with the defaults: a later one goes before an earlier one, and one that is undefined is none. */
export function retryFrom(...options: readonly (RetryOptions | undefined)[]): Retry {
  const given = options.flatMap((some = {}) => Object.entries(some).filter(([, value]) => value !== undefined));
  return { attempts: 4, maxElapsed: 180_000, baseDelay: 1000, maxDelay: 30_000, ...Object.fromEntries(given) };
}

const statuses = [408, 429, 502, 503, 504];

/**
 * How many milliseconds to wait before a request is sent again: as the answer asks, or else exponential backoff with full
 * jitter. `undefined` where it is not sent again.
 *
 * PATCH is sent again like GET: it writes absolute values, so that a second one changes nothing more. POST is sent again
 * only where it was refused for its rate.
 */
export function retryDelay(
  method: string,
  answer: Response | undefined,
  { attempt, elapsed }: { attempt: number; elapsed: number },
  { attempts, maxElapsed, baseDelay, maxDelay }: Retry,
): number | undefined {
  const isRetried = answer === undefined || statuses.includes(answer.status);
  if (!isRetried || attempt >= attempts || (method === "POST" && answer?.status !== 429)) return undefined;
  const asked = answer && retryAfterOf(answer.headers);
  const delay = asked ?? Math.random() * Math.min(maxDelay, baseDelay * 2 ** (attempt - 1));
  return elapsed + delay >= maxElapsed ? undefined : delay;
}
