import type { IHttpRequest } from "@stoplight/prism-http";
import type { Preferences } from "../features/preferences.ts";
import { formatErrorCode, getReason } from "../validation/http-error.ts";
import type { Violation } from "../validation/violation.ts";
import { findResponse, readErrorCode } from "./documented-response.ts";
import { createRequest, negotiateResponse } from "./instance.ts";
import type { Operation } from "./operation.ts";
import { validateResponse } from "./validate-response.ts";

/** An example of the document, or a generated response. */
export interface ExampleResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly violations: readonly Violation[];
}

// Of an operation. Clients may accept its media types in any order.
const maxExamples = 100;

const knownExamples = new WeakMap<Operation, Map<string, Promise<ExampleResponse>>>();

/**
 * Returns the response to a valid request: the first example of the document, or what the request prefers.
 *
 * @throws {HttpError} where there is none.
 */
export function createExampleResponse(
  operation: Operation,
  request: IHttpRequest,
  preferences: Preferences = {},
): Promise<ExampleResponse> {
  // Generated values differ each time, and Prism calls an operation's callbacks each time.
  if (preferences.dynamic || operation.callbacks?.length) return negotiateExample(operation, request, preferences);
  // Otherwise Prism chooses the same example for the same preferences.
  const examples = knownExamples.get(operation) ?? new Map<string, Promise<ExampleResponse>>();
  knownExamples.set(operation, examples);
  const key = JSON.stringify([preferences.code, preferences.exampleKey, request.headers?.accept]);
  const example = examples.get(key) ?? negotiateExample(operation, request, preferences);
  if (examples.size < maxExamples) examples.set(key, example);
  return example;
}

async function negotiateExample(
  operation: Operation,
  request: IHttpRequest,
  preferences: Preferences,
): Promise<ExampleResponse> {
  const rangeExample = findRangeExample(operation, preferences);
  const chosen = { ...rangeExample, ...preferences };
  const response = await negotiateResponse(operation, request, chosen);
  const { statusCode: status, body } = response;
  const headers = formatHeaders(response.headers);
  const violations = validateResponse(operation, { ...response, headers });
  return {
    status,
    headers,
    body: rangeExample !== undefined && chosen.exampleKey === undefined ? replaceErrorCode(status, body) : body,
    violations,
  };
}

function formatHeaders(headers: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const values = Object.entries(headers).filter(([, value]) => value !== null); // Prism has no example of it
  return Object.fromEntries(values.map(([name, value]) => [name.toLowerCase(), formatHeader(value)]));
}

// Style `simple`: `a,b` for a list, `name,value` for an object.
function formatHeader(value: unknown): string {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? Object.entries(value).flat().join() : String(value);
}

/** Returns the first example of a status, or of the operation's success, whatever the request. No callback is called. */
export function createDefaultExample(operation: Operation, status?: number): Promise<ExampleResponse> {
  const preferences = status === undefined ? {} : { code: status };
  return createExampleResponse(removeCallbacks(operation), createRequest(operation), preferences);
}

const silentOperations = new WeakMap<Operation, Operation>();

/** There is one operation without callbacks for each with callbacks, so that its examples are kept. */
function removeCallbacks(operation: Operation): Operation {
  if (!operation.callbacks?.length) return operation;
  const silent = silentOperations.get(operation) ?? { ...operation, callbacks: [] };
  silentOperations.set(operation, silent);
  return silent;
}

/**
 * Finds the example of a range (`5XX`) whose error code belongs to the preferred status, such as `ServiceUnavailable` to
 * 503. Returns an empty object where there is no such example, and `undefined` where the status has its own response.
 */
function findRangeExample(operation: Operation, { code }: Preferences): { exampleKey?: string } | undefined {
  if (code === undefined || operation.responses.some((response) => response.code === String(code))) return undefined;
  const [content, ...others] = findResponse(operation, code)?.contents ?? [];
  const example = content?.examples.find((candidate) => readErrorCode(candidate) === formatErrorCode(code));
  return example === undefined || others.length > 0 ? {} : { exampleKey: example.key };
}

// The first example of a range shows the error of another status.
function replaceErrorCode(status: number, body: unknown): unknown {
  if (readErrorCode({ value: body }) === undefined) return body;
  const { error } = body as { error: object };
  return {
    ...(body as object),
    error: { ...error, code: formatErrorCode(status), message: `${getReason(status)}.` },
  };
}
