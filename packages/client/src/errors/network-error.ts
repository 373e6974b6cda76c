import type { RequestTrace } from "./request-trace.ts";

/** The network failed: no response came, or only a part of one. `cause` is what `fetch` has thrown. */
export class NetworkError extends Error implements RequestTrace {
  override readonly name: string = "NetworkError";
  declare readonly method: string;
  /** Without the query, which may hold secrets. */
  declare readonly url: string;
  declare readonly clientRequestId: string;
  /** How often the request was sent. */
  declare readonly attempts: number;
  /** The media type of the request's body; `undefined` where it has none. */
  declare readonly contentType: string | undefined;

  constructor(message: string, trace: RequestTrace, cause?: unknown) {
    super(message, { cause });
    Object.assign(this, trace);
  }
}
