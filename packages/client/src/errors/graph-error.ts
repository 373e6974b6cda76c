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
  /** The beginning of an answer that is not Graph's, at most 2,048 characters. */
  declare readonly body: string | undefined;

  constructor(message: string, fields: object, cause?: unknown) {
    super(message, { cause });
    Object.assign(this, fields);
  }

  /** What support needs to find the request, and a curl command that repeats it; neither has the token. */
  toSupportText(): string {
    const { status, code, message, requestId, clientRequestId, date, attempts, method, url } = this;
    return [
      `${status} ${code}: ${message}`,
      `request-id: ${requestId}`,
      `client-request-id: ${clientRequestId}`,
      `date: ${date}`,
      `attempts: ${attempts}`,
      `curl -X ${method} '${url.replaceAll("'", "%27")}' -H "Authorization: Bearer $TOKEN"`,
    ].join("\n");
  }
}

type GraphErrorDetail = NonNullable<GraphErrorBody["error"]["details"]>[number];

/** Whether an error is a `GraphError`, also one of another copy of this package. */
export function isGraphError(error: unknown): error is GraphError {
  return error instanceof Error && error.name === "GraphError";
}

/** The error for an answer, given its parsed body, or its text where it is not JSON. */
export function graphErrorFrom(response: Response, body: unknown, trace: RequestTrace, cause?: unknown): GraphError {
  const { status, headers } = response;
  const error = errorIn(body);
  const header = (name: string) => headers.get(name) ?? undefined;
  return new GraphError(
    typeof error?.message === "string" && error.message ? error.message : whatIsIn(response, body),
    {
      ...trace,
      status,
      code: error?.code ?? "",
      target: error?.target,
      details: error?.details ?? [],
      innerError: error?.innerError ?? error?.innererror,
      requestId: header("request-id"),
      clientRequestId: header("client-request-id") ?? trace.clientRequestId,
      date: header("date"),
      retryAfter: retryAfterOf(headers),
      body: error ? undefined : textOf(body).slice(0, 2048),
    },
    cause,
  );
}

type AnyError = Partial<GraphErrorBody["error"]> & { innererror?: Record<string, unknown> };

function errorIn(body: unknown): AnyError | undefined {
  const error: unknown = (body as { error?: unknown } | null | undefined)?.error;
  return typeof error === "object" && error !== null && ("message" in error || "code" in error)
    ? (error as AnyError)
    : undefined;
}

/** The text of a body that may have been parsed. */
export function textOf(body: unknown): string {
  return typeof body === "string" ? body : (JSON.stringify(body) ?? "");
}

function whatIsIn({ status, statusText, headers }: Response, body: unknown): string {
  const outcome = `${status} ${statusText}`.trim(); // HTTP/2 has no text for it
  if (body === undefined || body === "") return `${outcome}, without a body`;
  if (typeof body !== "string") return `${outcome}, with JSON that is not Graph's`;
  return `${outcome}, with ${headers.get("content-type") ?? "a body"} that is not valid JSON`;
}
