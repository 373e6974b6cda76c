import { http } from "./node-http.ts";
import { pointerOf, type Violation } from "./violation.ts";

/** The mock does not take a request; the message says what to change. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  /** Graph's error code. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly violations: readonly Violation[];

  constructor(status: number, message: string, options: RefusalOptions = {}) {
    super(message);
    this.status = status;
    this.code = options.code ?? codeOf(status);
    this.headers = options.headers ?? {};
    const location = ["request", ...(options.at ?? [])];
    this.violations = options.violations ?? [{ location, code: String(status), message }];
  }
}

/** A status' reason phrase in one word, such as `BadRequest`: Graph's error codes are like that. */
export function codeOf(status: number): string {
  return (http.STATUS_CODES[status] ?? "Unknown").replace(/\W/g, "");
}

interface RefusalOptions {
  readonly code?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What of the request is wrong, such as `["header", "accept"]`. */
  readonly at?: readonly string[];
  /** All that is wrong, where it is more than one thing. */
  readonly violations?: readonly Violation[];
}

export interface RequestIds {
  readonly requestId: string;
  readonly clientRequestId: string;
}

/** The body of an error answer, in Graph's shape. */
export function graphErrorBody({ code, message, violations }: Refusal, ids: RequestIds): object {
  const details = violations.map((violation) => ({
    code: violation.code,
    message: violation.message,
    target: pointerOf(violation),
  }));
  return {
    error: {
      code,
      message,
      target: details[0]?.target ?? "",
      details,
      innerError: {
        date: new Date().toISOString().slice(0, 19),
        "request-id": ids.requestId,
        "client-request-id": ids.clientRequestId,
      },
    },
  };
}
