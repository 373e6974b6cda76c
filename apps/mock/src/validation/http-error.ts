import { STATUS_CODES } from "node:http";
import { cutText, limitViolations, type Violation } from "./violation.ts";

interface HttpErrorOptions {
  /** Graph's error code. Default: the reason phrase of the status in one word, such as `BadRequest`. */
  readonly code?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The part of the request that is wrong, such as `["header", "accept"]`. Default: the request as a whole. */
  readonly location?: readonly string[];
  /** What exactly is wrong. Default: the message, at the location. */
  readonly details?: readonly Violation[] | undefined;
}

const maxMessageLength = 1000;

/** An error response of the mock; the message says what to change. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The first of all details: what the response and the log list. */
  readonly details: readonly Violation[];
  readonly allDetails: readonly Violation[];

  constructor(status: number, message: string, { code, headers, location = [], details }: HttpErrorOptions = {}) {
    super(cutText(message, maxMessageLength));
    this.status = status;
    this.code = code ?? formatErrorCode(status);
    this.headers = headers ?? {};
    this.allDetails = details ?? [{ location: ["request", ...location], code: String(status), message }];
    this.details = limitViolations(this.allDetails);
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
  const details = all.flatMap(({ allDetails }) => allDetails);
  return new HttpError(status, all.map(({ message }) => message).join(" "), { code, headers, details });
}
