import { STATUS_CODES } from "node:http";
import type { Violation } from "./violation.ts";

interface HttpErrorOptions {
  /** Graph's error code. Default: the reason phrase of the status in one word, such as `BadRequest`. */
  readonly code?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The part of the request that is wrong, such as `["header", "accept"]`. Default: the request as a whole. */
  readonly location?: readonly string[];
  /** What exactly is wrong. Default: the message, at the location. */
  readonly details?: readonly Violation[] | undefined;
}

/** An error response of the mock; the message says what to change. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: readonly Violation[];

  constructor(status: number, message: string, { code, headers, location = [], details }: HttpErrorOptions = {}) {
    super(message);
    this.status = status;
    this.code = code ?? formatErrorCode(status);
    this.headers = headers ?? {};
    this.details = details ?? [{ location: ["request", ...location], code: String(status), message }];
  }
}

/** The reason phrase of a status, such as `Bad Request`. */
export function getReason(status: number): string {
  return STATUS_CODES[status] ?? "Unknown";
}

/** The reason phrase of a status in one word, such as `BadRequest`. Graph's error codes have this form. */
export function formatErrorCode(status: number): string {
  return getReason(status).replace(/\W/g, "");
}

/** What a check returned, or the error that it threw. */
interface Attempt<Result> {
  readonly result?: Result;
  /** One error at most, as a list, so that the errors of several checks can be joined. */
  readonly errors: readonly HttpError[];
}

/** Runs a check and catches its HttpError, so that a request's other parts are still checked. */
export function attempt<Result>(check: () => Result): Attempt<Result> {
  try {
    return { result: check(), errors: [] };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return { errors: [error] };
  }
}

/** Combines errors into one, with the first one's status, code and headers, and with the messages and details of all. */
export function combineErrors([first, ...others]: readonly [HttpError, ...HttpError[]]): HttpError {
  const { status, code, headers } = first;
  const all = [first, ...others];
  const details = all.flatMap((error) => error.details);
  return new HttpError(status, all.map(({ message }) => message).join(" "), { code, headers, details });
}
