import { limitViolations, type Violation } from "../validation/violation.ts";
import { serializeBody } from "./serialize-body.ts";

/** A request as it was received. */
export interface MockRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it was sent: encoded where there is a `content-encoding`. */
  readonly body: Buffer;
  /** Bytes that the body may have, before and after decoding. */
  readonly bodyLimit: number;
}

/** By lower-case name; a list where a field has several lines, as `set-cookie` may have. */
export type ResponseHeaders = Readonly<Record<string, string | string[]>>;

/** A response of the mock, with what the log and the recorded requests say about it. */
export interface MockResponse {
  /** 0 where the connection ends without a response. */
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: Buffer;
  /** How the response is sent, where it is not sent at once and whole. */
  readonly delivery?: "cut" | "never" | "reset" | "slow";
  readonly violations: readonly Violation[];
  /** Whether an upstream has sent it: the mock adds no request ids to it. */
  readonly isFromUpstream?: boolean;
  /** The fault that was injected. */
  readonly fault?: string | undefined;
}

/** A response of which nothing is sent. */
export const noResponse: MockResponse = {
  status: 0,
  headers: {},
  body: Buffer.alloc(0),
  delivery: "never",
  violations: [],
};

/**
 * Creates a response. The body is sent as JSON, or as it is where it is a text and the media type is not JSON; the
 * response has no body where it is `undefined`.
 */
export function createResponse(
  status: number,
  body: unknown,
  options: { headers?: Readonly<Record<string, string>>; violations?: readonly Violation[] } = {},
): MockResponse {
  const { "content-type": documented = "application/json", ...headers } = options.headers ?? {};
  const violations = limitViolations(options.violations ?? []);
  if (body === undefined) return { status, headers, body: Buffer.alloc(0), violations };
  const fallback = typeof body === "string" ? "text/plain" : "application/json";
  const contentType = documented.includes("*") ? fallback : documented;
  const text = serializeBody(body, contentType);
  return { status, headers: { ...headers, "content-type": contentType }, body: Buffer.from(text), violations };
}
