import type { GraphErrorBody } from "@run-summary/types";

/** An error answer of Graph. */
export class GraphError extends Error {
  override readonly name = "GraphError";
  /** The HTTP status. */
  readonly status: number;
  /** Graph's error code, such as `TooManyRequests`; empty where the answer has none. */
  readonly code: string;
  /** The answer's `request-id`: support finds the request with it. */
  readonly requestId: string | undefined;

  constructor(message: string, details: { status: number; code: string; requestId: string | undefined }) {
    super(message);
    this.status = details.status;
    this.code = details.code;
    this.requestId = details.requestId;
  }
}

/** The error for an answer that is not a success, given the answer's parsed body, its text or `undefined`. */
export function graphErrorFrom(response: Response, body: unknown): GraphError {
  const { code, message } = isGraphErrorBody(body) ? body.error : { code: "", message: "" };
  return new GraphError(message || `HTTP ${response.status} ${response.statusText}`.trimEnd(), {
    status: response.status,
    code,
    requestId: response.headers.get("request-id") ?? undefined,
  });
}

function isGraphErrorBody(body: unknown): body is GraphErrorBody {
  const error: unknown = (body as Partial<GraphErrorBody> | null | undefined)?.error;
  return typeof error === "object" && error !== null && "code" in error && "message" in error;
}
