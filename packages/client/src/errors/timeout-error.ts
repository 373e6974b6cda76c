import { NetworkError } from "./network-error.ts";

/** The answer, or the rest of it, did not come within the time limit of an attempt. */
export class TimeoutError extends NetworkError {
  override readonly name = "TimeoutError";
}
