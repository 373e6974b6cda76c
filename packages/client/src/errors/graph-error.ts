import type { RequestTrace } from "./request-trace.ts";

/** One of several errors that led to an error of Graph. */
export interface GraphErrorCause {
  readonly code: string;
  readonly message: string;
  readonly target?: string;
}

/** The fields of a `GraphError` without those of every error. */
export type GraphErrorFields = Omit<GraphError, keyof Error | "toSupportText">;

/** Graph responded with an error, or something other than Graph responded. */
export class GraphError extends Error implements RequestTrace {
  override readonly name = "GraphError";
  /** The HTTP status. */
  declare readonly status: number;
  /** Graph's error code, such as `TooManyRequests`; empty where the response has none. */
  declare readonly code: string;
  /** What the error is about. */
  declare readonly target: string | undefined;
  declare readonly details: readonly GraphErrorCause[];
  /** Graph's inner error, which may hold another one. */
  declare readonly innerError: Readonly<Record<string, unknown>> | undefined;
  /** The service's identifier of the request. Support finds the request by it. */
  declare readonly requestId: string | undefined;
  declare readonly clientRequestId: string;
  /** The `Date` of the response. */
  declare readonly date: string | undefined;
  /** How many milliseconds the service asks to wait; `undefined` where it does not say. */
  declare readonly retryAfter: number | undefined;
  /** How often the request was sent. */
  declare readonly attempts: number;
  declare readonly method: string;
  /** Without the query, which may hold secrets. */
  declare readonly url: string;
  /** The media type of the request's body; `undefined` where it has none. */
  declare readonly contentType: string | undefined;
  /** The beginning of the body, at most 2,048 characters; `undefined` where it has both `code` and `message`. */
  declare readonly body: string | undefined;

  constructor(message: string, fields: GraphErrorFields, cause?: unknown) {
    super(message, { cause });
    Object.assign(this, fields);
  }

  /** What support needs to find the request, and a curl command that repeats it. Neither has the token. */
  toSupportText(): string {
    const { status, code, message, requestId, clientRequestId, date, attempts, method, url, contentType } = this;
    return `${code ? `${status} ${code}` : status}: ${message}
${requestId ? `request-id: ${requestId}\n` : ""}client-request-id: ${clientRequestId}
${date ? `date: ${date}\n` : ""}attempts: ${attempts}
curl -X ${method} '${url.replaceAll("'", "%27")}' -H "Authorization: Bearer $TOKEN" -H "client-request-id: ${clientRequestId}"${
      contentType ? ` -H "Content-Type: ${contentType}" --data @body.json` : ""
    }`;
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
