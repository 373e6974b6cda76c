import type { RequestTrace } from "./request-trace.ts";

/** The network failed: no response came, or only a part of one. `cause` is what `fetch` has thrown. */
export class NetworkError extends Error implements RequestTrace {
  override readonly name: string = "NetworkError";
  readonly method: string;
  /** Without the query, which may hold secrets. */
  readonly url: string;
  readonly clientRequestId: string;
  /** How often the request was sent. */
  readonly attempts: number;
  /** The media type of the request's body; `undefined` where it has none. */
  readonly contentType: string | undefined;

  constructor(message: string, trace: RequestTrace, cause?: unknown) {
    super(message, { cause });
    this.method = trace.method;
    this.url = trace.url;
    this.clientRequestId = trace.clientRequestId;
    this.attempts = trace.attempts;
    this.contentType = trace.contentType;
  }
}
