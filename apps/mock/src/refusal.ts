import { STATUS_CODES } from "node:http";

/** One of the things that are wrong with a request. */
export interface Detail {
  readonly code: string;
  readonly message: string;
  /** A JSON pointer into the body, or the name of a parameter or header. */
  readonly target?: string;
}

/** The mock does not take a request; the message says what to change. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  /** Graph's error code. Default: the status' reason phrase in one word, such as `BadRequest`. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: readonly Detail[];

  constructor(status: number, message: string, { code, headers = {}, details = [] }: RefusalOptions = {}) {
    super(message);
    this.status = status;
    this.code = code ?? (STATUS_CODES[status] ?? "Unknown").replace(/\W/g, "");
    this.headers = headers;
    this.details = details;
  }
}

interface RefusalOptions {
  readonly code?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly details?: readonly Detail[];
}

export interface RequestIds {
  readonly requestId: string;
  readonly clientRequestId: string;
}

/** The body of an error answer, in Graph's shape. */
export function graphErrorBody({ code, message, details }: Refusal, ids: RequestIds): object {
  const target = details[0]?.target;
  return {
    error: {
      code,
      message,
      ...(target === undefined ? {} : { target }),
      ...(details.length === 0 ? {} : { details }),
      innerError: {
        date: new Date().toISOString().slice(0, 19),
        "request-id": ids.requestId,
        "client-request-id": ids.clientRequestId,
      },
    },
  };
}
