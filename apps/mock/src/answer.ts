import type { Violation } from "./violation.ts";

/** A request as it came. */
export interface MockRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What the mock puts on the wire, and what it tells of it. */
export interface MockAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** How the answer goes out, where it does not do so at once and whole. */
  readonly delivery?: "cut" | "never" | "reset" | "slow";
  readonly violations: readonly Violation[];
  /** Whether an upstream has given it, so that its headers are all that it has. */
  readonly isUpstreams?: boolean;
  /** The fault that was injected. */
  readonly fault?: string | undefined;
}

/** An answer with a JSON body, or without one for `undefined`. */
export function jsonAnswer(
  status: number,
  body: unknown,
  rest: { headers?: Readonly<Record<string, string>>; violations?: readonly Violation[] } = {},
): MockAnswer {
  const { "content-type": contentType = "application/json", ...headers } = rest.headers ?? {};
  return {
    status,
    headers: body === undefined ? headers : { ...headers, "content-type": contentType },
    body: body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body)),
    violations: rest.violations ?? [],
  };
}
