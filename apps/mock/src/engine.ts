import type { IHttpRequest, IHttpResponse } from "@stoplight/prism-http";
import { DiagnosticSeverity, type IHttpOperation } from "@stoplight/types";
import { errorCodeOf, responseOf } from "./documented-error.ts";
import type { Preferences } from "./preferences.ts";
import { mocker, validateInput, validateOutput } from "./prism.ts";
import { requestViolation, responseViolation } from "./prism-violation.ts";
import { codeOf, Refusal, reasonOf } from "./refusal.ts";
import type { Violation } from "./violation.ts";

/** An answer as Prism makes it of the document. */
export interface EngineAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly violations: readonly Violation[];
}

type Logger = Parameters<ReturnType<typeof mocker>>[0];
const silent = Object.assign(
  Object.fromEntries(["debug", "info", "success", "warn", "error"].map((level) => [level, () => {}])),
  { child: () => silent },
) as Logger;

// What Prism picks of the document's examples stays as it is, so it is picked, and looked at, once.
const pickedExamples = new WeakMap<IHttpOperation, Map<string, EngineAnswer>>();

/**
 * Prism's answer to a request that is valid: an example of the document, or what the request prefers.
 *
 * @throws {Refusal} where there is none.
 */
export function mock(operation: IHttpOperation, request: IHttpRequest, preferences: Preferences = {}): EngineAnswer {
  // Generated values differ, and callbacks are to be called each time.
  if (preferences.dynamic || operation.callbacks?.length) return picked(operation, request, preferences);
  const answers = pickedExamples.get(operation) ?? new Map<string, EngineAnswer>();
  pickedExamples.set(operation, answers);
  const choice = `${preferences.code} ${preferences.exampleKey} ${request.headers?.accept}`;
  const answer = answers.get(choice) ?? picked(operation, request, preferences);
  answers.set(choice, answer);
  return answer;
}

/** The first example of a status, or of the operation's success, whatever the request. */
export function example(operation: IHttpOperation, status?: number): EngineAnswer {
  const request = { method: operation.method, url: { path: operation.path } } as IHttpRequest;
  return mock(operation, request, status === undefined ? {} : { code: status });
}

function picked(operation: IHttpOperation, request: IHttpRequest, preferences: Preferences): EngineAnswer {
  const borrowed = borrowedExample(operation, preferences);
  const config = { dynamic: false, ...borrowed, ...preferences };
  const result = mocker({ resource: operation, input: { data: request, validations: [] }, config })(silent);
  if (result._tag === "Left") {
    const { status = 500, detail, message } = result.left as Error & { status?: number; detail?: string };
    throw new Refusal(status, detail ?? message);
  }
  const { statusCode: status, headers = {}, body } = result.right;
  const values = Object.entries(headers).filter(([, value]) => value !== null && value !== undefined);
  return {
    status,
    headers: Object.fromEntries(values.map(([name, value]) => [name.toLowerCase(), String(value)])),
    body: borrowed !== undefined && config.exampleKey === undefined ? withCodeOf(status, body) : body,
    violations: diagnosticsOf(validateOutput({ resource: operation, element: result.right }))
      .filter(isError)
      .map(responseViolation),
  };
}

// Of a range's examples the one whose error code is the status' own, `ServiceUnavailable` for 503; `undefined` where the
// status has a response to itself.
function borrowedExample(operation: IHttpOperation, { code }: Preferences): { exampleKey?: string } | undefined {
  if (code === undefined || operation.responses.some((response) => response.code === String(code))) return undefined;
  const [content, ...others] = responseOf(operation, code)?.contents ?? [];
  const own = content?.examples?.find((candidate) => errorCodeOf(candidate) === codeOf(code));
  return own === undefined || others.length > 0 ? {} : { exampleKey: own.key };
}

// The first example of a range is an error of another status.
function withCodeOf(status: number, body: unknown): unknown {
  if (errorCodeOf({ value: body }) === undefined) return body;
  const { error } = body as { error: object };
  return { ...(body as object), error: { ...error, code: codeOf(status), message: `${reasonOf(status)}.` } };
}

/** Compiles what is needed to validate an operation's requests, so that the first of them need not wait for it. */
export function warm(operation: IHttpOperation): void {
  const { method, path, request } = operation;
  for (const { mediaType } of request?.body?.contents ?? [{ mediaType: "application/json" }]) {
    const headers = { "content-type": mediaType, "content-length": "2" };
    try {
      requestViolations(operation, { method, url: { path }, headers, body: {} } as IHttpRequest);
      example(operation);
    } catch {} // what fails here fails again where it is told
  }
}

/** What the operation forbids in a request. */
export function requestViolations(operation: IHttpOperation, request: IHttpRequest): Violation[] {
  const found = diagnosticsOf(validateInput({ resource: operation, element: request }));
  return found.filter(isError).map((diagnostic) => requestViolation(operation, diagnostic));
}

/** What the operation forbids in an answer. */
export function responseViolations(operation: IHttpOperation, answer: IHttpResponse): Violation[] {
  return diagnosticsOf(validateOutput({ resource: operation, element: answer })).map(responseViolation);
}

type Validated = ReturnType<typeof validateInput | typeof validateOutput>;
type Diagnostic = Extract<Validated, { _tag: "Left" }>["left"][number];

function diagnosticsOf(validated: Validated): readonly Diagnostic[] {
  return validated._tag === "Left" ? validated.left : [];
}

function isError({ severity }: Diagnostic): boolean {
  return severity === DiagnosticSeverity.Error;
}
