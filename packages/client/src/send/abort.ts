/** The longest time that a timer takes, in milliseconds. A timer with a longer time fires at once. */
export const maxTimeout: number = 2 ** 31 - 1;

/**
 * Runs work that a signal can abort: it settles as the work does, or rejects with the signal's reason as soon as the signal
 * aborts. It does not start the work where the signal is aborted already.
 */
export function abortable<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort);
    work()
      .finally(() => signal.removeEventListener("abort", abort))
      .then(resolve, reject);
  });
}

/**
 * Runs work that a signal or a time limit can abort: it settles as the work does, or rejects with the signal's reason, or
 * with the timeout error. The work gets a signal that aborts in both cases. Work that ignores it is not waited for.
 *
 * @param timeout in milliseconds
 */
export async function withTimeout<Value>(
  timeout: number,
  createTimeoutError: () => Error,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  signal?.addEventListener("abort", abort);
  const timer = setTimeout(() => controller.abort(createTimeoutError()), Math.min(timeout, maxTimeout));
  try {
    return await abortable(controller.signal, () => work(controller.signal));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** Resolves after a time in milliseconds. The signal ends the timer; then the promise never settles. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(milliseconds, maxTimeout));
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}
