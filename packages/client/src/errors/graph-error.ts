import type { GraphErrorBody } from "@run-summary/types";
import type { RequestTrace } from "./request-trace.ts";

type GraphErrorDetail = NonNullable<GraphErrorBody["error"]["details"]>[number];

/** The fields of a `GraphError` without those of every error. */
export type GraphErrorFields = Omit<GraphError, keyof Error | "toSupportText">;

/** Graph responded with an error, or something other than Graph responded. */
export class GraphError extends Error implements RequestTrace {
  override readonly name = "GraphError";
  /** The HTTP status. */
  readonly status: number;
  /** Graph's error code, such as `TooManyRequests`; empty where the response has none. */
  readonly code: string;
  /** What the error is about. */
  readonly target: string | undefined;
  readonly details: readonly GraphErrorDetail[];
  /** Graph's inner error, which may hold another one. */
  readonly innerError: Readonly<Record<string, unknown>> | undefined;
  /** The service's identifier of the request. Support finds the request by it. */
  readonly requestId: string | undefined;
  readonly clientRequestId: string;
  /** The `Date` of the response. */
  readonly date: string | undefined;
  /** How many milliseconds the service asks to wait; `undefined` where it does not say. */
  readonly retryAfter: number | undefined;
  /** How often the request was sent. */
  readonly attempts: number;
  readonly method: string;
  /** Without the query, which may hold secrets. */
  readonly url: string;
  /** The media type of the request's body; `undefined` where it has none. */
  readonly contentType: string | undefined;
  /** The beginning of the body, at most 2,048 characters; `undefined` where it has both `code` and `message`. */
  readonly body: string | undefined;

  constructor(message: string, fields: GraphErrorFields, cause?: unknown) {
    super(message, { cause });
    this.status = fields.status;
    this.code = fields.code;
    this.target = fields.target;
    this.details = fields.details;
    this.innerError = fields.innerError;
    this.requestId = fields.requestId;
    this.clientRequestId = fields.clientRequestId;
    this.date = fields.date;
    this.retryAfter = fields.retryAfter;
    this.attempts = fields.attempts;
    this.method = fields.method;
    this.url = fields.url;
    this.contentType = fields.contentType;
    this.body = fields.body;
  }

  /** What support needs to find the request, and a curl command that repeats it. Neither has the token. */
  toSupportText(): string {
    const { status, code, message, requestId, clientRequestId, date, attempts, method, url, contentType } = this;
    return [
      `${code ? `${status} ${code}` : status}: ${message}`,
      requestId && `request-id: ${requestId}`,
      `client-request-id: ${clientRequestId}`,
      date && `date: ${date}`,
      `attempts: ${attempts}`,
      [
        `curl -X ${method} '${url.replaceAll("'", "%27")}' -H "Authorization: Bearer $TOKEN"`,
        `-H "client-request-id: ${clientRequestId}"`,
        ...(contentType ? [`-H "Content-Type: ${contentType}" --data @body.json`] : []),
      ].join(" "),
    ]
      .filter(Boolean)
      .join("\n");
  }
}

/**
 * Whether an error is a `GraphError`. It also recognizes the `GraphError` of another copy of this package, which
 * `instanceof` does not.
 *
 * @example
 * if (isGraphError(error) && error.status === 404) console.log("There is no such script.");
 */
export function isGraphError(error: unknown): error is GraphError {
  return error instanceof Error && error.name === "GraphError";
}
