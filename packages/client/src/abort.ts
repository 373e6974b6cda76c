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
export function within<Value>(
  limit: number,
  expired: () => Error,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const controller = new AbortController();
    const ending =
      <Outcome>(settle: (outcome: Outcome) => void) =>
      (outcome: Outcome) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        settle(outcome);
      };
    const end = ending((reason) => {
      reject(reason);
      controller.abort(reason);
    });
    const abort = () => end((signal as AbortSignal).reason);
    const timer = setTimeout(() => end(expired()), Math.min(limit, longest));
    signal?.addEventListener("abort", abort);
    work(controller.signal).then(ending(resolve), ending(reject));
  });
}
