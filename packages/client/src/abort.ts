/** What the work gives, or the signal's reason where it is aborted before. */
export function unlessAborted<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort);
    work()
      .finally(() => signal.removeEventListener("abort", abort))
      .then(resolve, reject);
  });
}

/** What a timer takes; a longer time would be none at all. */
export const longest: number = 2 ** 31 - 1;

/**
 * What the work gives; or the signal's reason where it is aborted before, or the error for a work that takes longer than
 * the limit, in milliseconds. The work is given a signal that ends it in both cases, and is not waited for.
 */
export async function within<Value>(
  limit: number,
  expired: () => Error,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  let end!: (reason: unknown) => void;
  const ended = new Promise<never>((_resolve, reject) => {
    end = (reason) => {
      reject(reason);
      controller.abort(reason);
    };
  });
  const abort = () => end(signal?.reason);
  signal?.addEventListener("abort", abort);
  const timer = setTimeout(() => end(expired()), Math.min(limit, longest));
  try {
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}
