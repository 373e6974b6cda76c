import type { GraphErrorBody } from "@run-summary/types";
import { retryAfterOf } from "../retry-after.ts";
import type { RequestTrace } from "./request-trace.ts";

/** Graph answered with an error, or with something that is not Graph's. */
export class GraphError extends Error {
  override readonly name = "GraphError";
  /** The HTTP status. */
  declare readonly status: number;
  /** Graph's error code, such as `TooManyRequests`; empty where the answer has none. */
  declare readonly code: string;
  /** What the error is about. */
  declare readonly target: string | undefined;
  declare readonly details: readonly GraphErrorDetail[];
  /** Graph's inner error; it may hold another one. */
  declare readonly innerError: Readonly<Record<string, unknown>> | undefined;
  /** The service's identifier of the request: support finds the request with it. */
  declare readonly requestId: string | undefined;
  declare readonly clientRequestId: string;
  /** When the service answered, as it says in its `Date`. */
  declare readonly date: string | undefined;
  /** Milliseconds that the service asks to wait; `undefined` where it does not say. */
  declare readonly retryAfter: number | undefined;
  /** How often the request was sent. */
  declare readonly attempts: number;
  declare readonly method: string;
  /** Without the query, which may hold secrets. */
  declare readonly url: string;
  /** The media type of the request's body; `undefined` where it had none. */
  declare readonly contentType: string | undefined;
  /** The beginning of the answer, at most 2,048 characters, unless it has both `code` and `message`. */
  declare readonly body: string | undefined;

  constructor(message: string, fields: object, cause?: unknown) {
    super(message, { cause });
    Object.assign(this, fields);
  }

  /** What support needs to find the request, and a curl command that repeats it; neither has the token. */
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

type GraphErrorDetail = NonNullable<GraphErrorBody["error"]["details"]>[number];

/** Whether an error is a `GraphError`, also one of another copy of this package. */
export function isGraphError(error: unknown): error is GraphError {
  return error instanceof Error && error.name === "GraphError";
}

/** The error for an answer, given the text of its body. */
export function graphErrorFrom(response: Response, text: string, trace: RequestTrace): GraphError {
  const { status, statusText, headers } = response;
  const { body, cause } = parsed(text);
  const error = recordIn(recordIn(body)?.error);
  const [code, message] = [textIn(error?.code), textIn(error?.message)];
  const innerError = recordIn(error?.innerError ?? error?.innererror);
  const header = (name: string) => headers.get(name) ?? undefined;
  const outcome = `${status} ${statusText}`.trim(); // HTTP/2 has no text for it
  return new GraphError(
    message ||
      `${outcome}, ${cause ? `with ${header("content-type") ?? "a body"} that is not valid JSON` : said(text, code)}`,
    {
      ...trace,
      status,
      code,
      target: textIn(error?.target) || undefined,
      details: Array.isArray(error?.details) ? error.details : [],
      innerError,
      requestId: header("request-id") ?? (textIn(innerError?.["request-id"]) || undefined),
      clientRequestId: header("client-request-id") ?? trace.clientRequestId,
      date: header("date"),
      retryAfter: retryAfterOf(headers),
      body: code && message ? undefined : text.slice(0, 2048),
    },
    cause,
  );
}

function parsed(text: string): { body?: unknown; cause?: unknown } {
  try {
    return { body: text && JSON.parse(text) };
  } catch (cause) {
    return { cause };
  }
}

function said(text: string, code: string): string {
  if (text === "") return "without a body";
  return code ? `with the code ${code} and no message` : `with JSON that is not Graph's: ${text.slice(0, 100)}`;
}

function recordIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}
