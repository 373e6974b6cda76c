import { isJson } from "./media-type.ts";
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

/** By lower-case name; several values where a field stands several times, as `set-cookie` does. */
export type AnswerHeaders = Readonly<Record<string, string | string[]>>;

/** What the mock puts on the wire, and what it tells of it. */
export interface MockAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Buffer;
  /** How the answer goes out, where it does not do so at once and whole. */
  readonly delivery?: "cut" | "never" | "reset" | "slow";
  readonly violations: readonly Violation[];
  /** Whether an upstream has given it, so that its headers are all that it has. */
  readonly isUpstreams?: boolean;
  /** The fault that was injected. */
  readonly fault?: string | undefined;
}

/** An answer with a body, as JSON but for a text of another media type; or without one for `undefined`. */
export function jsonAnswer(
  status: number,
  body: unknown,
  rest: { headers?: Readonly<Record<string, string>>; violations?: readonly Violation[] } = {},
): MockAnswer {
  const { "content-type": documented = "application/json", ...headers } = rest.headers ?? {};
  const violations = rest.violations ?? [];
  if (body === undefined) return { status, headers, body: Buffer.alloc(0), violations };
  const generic = typeof body === "string" ? "text/plain" : "application/json";
  const contentType = documented.includes("*") ? generic : documented;
  const text = typeof body === "string" && !isJson(contentType) ? body : JSON.stringify(body);
  return { status, headers: { ...headers, "content-type": contentType }, body: Buffer.from(text), violations };
}
