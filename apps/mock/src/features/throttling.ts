import { createHash } from "node:crypto";
import { readDocument } from "@run-summary/openapi";
import { DocumentError } from "../prism/document.ts";

/** How many requests a token may send in a window of time. */
export interface Limits {
  readonly windowSeconds: number;
  readonly requests: number;
  /** How many of the requests may be writes: any method but GET, HEAD and OPTIONS. */
  readonly writes: number;
}

interface Window {
  readonly end: number;
  requests: number;
  writes: number;
}

/** Creates a function that counts requests and returns the milliseconds that a request has to wait: 0 where it may pass. */
export function createThrottling(
  limits: Limits,
  now: () => number = Date.now,
): (token: string, method: string) => number {
  const windows = new Map<string, Window>();
  return (token, method) => {
    const time = now();
    const hash = createHash("sha256").update(token).digest("base64"); // a token may have 16 KB
    // A map keeps the order of insertion: the window that ends first comes first.
    for (const [key, { end }] of windows) {
      if (end > time) break;
      windows.delete(key);
    }
    const window = windows.get(hash) ?? { end: time + limits.windowSeconds * 1000, requests: 0, writes: 0 };
    windows.set(hash, window);
    const isWrite = !["GET", "HEAD", "OPTIONS"].includes(method);
    if (window.requests >= limits.requests || (isWrite && window.writes >= limits.writes)) return window.end - time;
    window.requests++;
    if (isWrite) window.writes++;
    return 0;
  };
}

/**
 * Reads the limits from a document's `x-throttling`.
 *
 * @throws {DocumentError} where it has none.
 */
export function readLimits(spec: string | object): Limits {
  const document = typeof spec === "string" ? readDocument(spec) : spec;
  const limits = (document as { "x-throttling"?: Partial<Limits> })["x-throttling"];
  if (limits === undefined) throw new DocumentError("The document has no x-throttling with limits for --throttle.");
  const { windowSeconds = 0, requests = 0, writes = 0 } = limits;
  for (const [name, value] of Object.entries({ windowSeconds, requests, writes })) {
    if (!(Number.isInteger(value) && value > 0))
      throw new DocumentError(`The document's x-throttling needs a whole number above 0 for ${name}.`);
  }
  return { windowSeconds, requests, writes };
}
