import { parseRetryAfter } from "../send/retry-after.ts";
import { isObject } from "../values/is-object.ts";
import type { RequestTrace } from "./request-trace.ts";

/** One of several errors that led to an error of Graph. */
export interface GraphErrorCause {
  readonly code: string;
  readonly message: string;
  readonly target?: string;
}

/** Graph responded with an error, or something other than Graph responded. */
export class GraphError extends Error implements RequestTrace {
  override readonly name = "GraphError";
  /** The HTTP status. */
  readonly status: number;
  /** Graph's error code, such as `TooManyRequests`; empty where the response has none. */
  readonly code: string;
  /** What the error is about. */
  readonly target: string | undefined;
  readonly details: readonly GraphErrorCause[];
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

  /** @param text the response's body, which must not hold the token */
  constructor({ status, statusText, headers }: Response, text: string, trace: RequestTrace) {
    const { json, cause } = parseJson(text);
    const error = Object(Object(json).error);
    // Intune's message may be JSON itself, which says more.
    const inner = Object(parseJson(error.message).json);
    const message = pickText(inner.Message, inner.message, error.message);
    const problem = cause
      ? `${headers.get("content-type") ?? "a body"} that is not valid JSON`
      : text
        ? `unexpected JSON: ${text.slice(0, 100)}`
        : "no body";
    super(message ?? `${`${status} ${statusText}`.trim()}, with ${problem}`, { cause }); // HTTP/2 has no status text
    this.status = status;
    this.code = pickText(inner.code, error.code) ?? "";
    this.target = pickText(error.target);
    this.details = Array.isArray(error.details) ? error.details : [];
    this.innerError = [error.innerError ?? error.innererror].find(isObject);
    this.requestId = pickText(headers.get("request-id"), this.innerError?.["request-id"]);
    this.clientRequestId = headers.get("client-request-id") ?? trace.clientRequestId;
    this.date = pickText(headers.get("date"));
    this.retryAfter = parseRetryAfter(headers, inner.RetryAfter);
    this.attempts = trace.attempts;
    this.method = trace.method;
    this.url = trace.url;
    this.contentType = trace.contentType;
    this.body = this.code && message && message === error.message ? undefined : text.slice(0, 2048);
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

function parseJson(text: unknown): { json?: unknown; cause?: unknown } {
  try {
    return { json: text && JSON.parse(text as string) };
  } catch (cause) {
    return { cause };
  }
}

/** The first value that is a text, and not empty. */
function pickText(...values: unknown[]): string | undefined {
  return values.find((value) => typeof value === "string" && value) as string | undefined;
}
