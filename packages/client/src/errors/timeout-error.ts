import { NetworkError } from "./network-error.ts";

/** The whole response did not come within the time limit of an attempt. */
export class TimeoutError extends NetworkError {
  override readonly name = "TimeoutError";
}
