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
  return reasonOf(status).replace(/\W/g, "");
}

export function reasonOf(status: number): string {
  return http.STATUS_CODES[status] ?? "Unknown";
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

/** Runs checks one after the other, so that all that they refuse is known and not just the first. */
export function createChecks(): { readonly refusals: Refusal[]; run<Result>(check: () => Result): Result | undefined } {
  const refusals: Refusal[] = [];
  return {
    refusals,
    run(check) {
      try {
        return check();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refusals.push(error);
        return undefined;
      }
    },
  };
}

/** One refusal for all: the first one, with what the others say. */
export function combined([first, ...rest]: readonly [Refusal, ...Refusal[]]): Refusal {
  const { status, code, headers } = first;
  const all = [first, ...rest];
  const violations = all.flatMap((refusal) => refusal.violations);
  return new Refusal(status, all.map(({ message }) => message).join(" "), { code, headers, violations });
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
      innerError: innerErrorOf(ids),
    },
  };
}

/** A documented error's body with the answer's own ids and date in place of the example's, and maybe another message. */
export function withOwnIds(body: unknown, ids: RequestIds, message?: string): unknown {
  const { error } = (body ?? {}) as { error?: { innerError?: object } };
  if (error === undefined) return body;
  const innerError = error.innerError && { innerError: { ...error.innerError, ...innerErrorOf(ids) } };
  return { ...(body as object), error: { ...error, ...innerError, ...(message === undefined ? {} : { message }) } };
}

function innerErrorOf({ requestId, clientRequestId }: RequestIds): object {
  const date = new Date().toISOString().slice(0, 19);
  return { date, "request-id": requestId, "client-request-id": clientRequestId };
}
