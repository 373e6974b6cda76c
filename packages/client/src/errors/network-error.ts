import type { RequestTrace } from "./request-trace.ts";

/** No answer came, or not the whole of it: the network failed. `cause` is what `fetch` has thrown. */
export class NetworkError extends Error {
  override readonly name: string = "NetworkError";
  declare readonly method: string;
  declare readonly url: string;
  declare readonly clientRequestId: string;
  declare readonly attempts: number;

  constructor(message: string, trace: RequestTrace, cause?: unknown) {
    super(message, { cause });
    Object.assign(this, trace);
  }
}
