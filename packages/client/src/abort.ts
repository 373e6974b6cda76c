/** The promise's outcome, or the signal's reason where it is aborted before. */
export async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise;
  const settled = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { signal: settled.signal });
  });
  signal.throwIfAborted();
  return Promise.race([promise, aborted]).finally(() => settled.abort());
}
