import { readBundle } from "@run-summary/spec";
import { ContractError } from "./contract.ts";

/** How many requests a token may send in a window of time. */
export interface Limits {
  readonly windowSeconds: number;
  readonly requests: number;
  /** Of these, how many may be writes: any method but GET, HEAD and OPTIONS. */
  readonly writes: number;
}

interface Window {
  readonly end: number;
  requests: number;
  writes: number;
}

// More tokens than this are not held at once: those whose window has ended are forgotten.
const manyTokens = 10_000;

/** Counts requests; the returned function tells how many milliseconds a request has to wait: 0 where it may go. */
export function createThrottling(
  limits: Limits,
  now: () => number = Date.now,
): (token: string, method: string) => number {
  const windows = new Map<string, Window>();
  return (token, method) => {
    const time = now();
    if (windows.size > manyTokens) {
      for (const [key, { end }] of windows) if (end <= time) windows.delete(key);
    }
    let window = windows.get(token);
    if (window === undefined || window.end <= time) {
      window = { end: time + limits.windowSeconds * 1000, requests: 0, writes: 0 };
      windows.set(token, window);
    }
    const isWrite = !["GET", "HEAD", "OPTIONS"].includes(method);
    if (window.requests >= limits.requests || (isWrite && window.writes >= limits.writes)) return window.end - time;
    window.requests++;
    if (isWrite) window.writes++;
    return 0;
  };
}

/**
 * The limits in a document's `x-throttling`.
 *
 * @throws {ContractError} where there are none.
 */
export function limitsOf(spec: string | object): Limits {
  const document = typeof spec === "string" ? readBundle(spec) : spec;
  const limits = (document as { "x-throttling"?: Partial<Limits> })["x-throttling"];
  if (limits === undefined) throw new ContractError("The document has no x-throttling to throttle by.");
  const { windowSeconds = 0, requests = 0, writes = 0 } = limits;
  for (const [name, value] of Object.entries({ windowSeconds, requests, writes })) {
    if (!(Number.isInteger(value) && value > 0))
      throw new ContractError(`The document's x-throttling has no whole number above 0 for ${name}.`);
  }
  return { windowSeconds, requests, writes };
}
