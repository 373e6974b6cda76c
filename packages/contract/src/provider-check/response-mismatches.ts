import { isDeepStrictEqual } from "node:util";
import type { Violation } from "@run-summary/mock";
import { findResponse, formatPointer, getValue, type Operation } from "@run-summary/openapi";
import type { HttpResponse, Mismatch, Validator } from "@run-summary/openapi/validation";
import { isWithin } from "../cases/locations.ts";
import { parseJson } from "../raw-http.ts";

/** What a response has to be, besides being as documented. */
export interface Expectation {
  readonly status: "a success" | 400 | 401;
  /** The values that the body of a success has to have, by property, with the reason. */
  readonly values?: ExpectedValues;
}

export type ExpectedValues = Readonly<Record<string, { readonly value: unknown; readonly reason: string }>>;

/**
 * What is wrong with a response: what the validator finds, what only the validating proxy finds, and what differs from the
 * expectation. Of several mismatches at a location, or within it, the first one is returned.
 */
export function listMismatches(
  validator: Validator,
  operation: Operation,
  response: HttpResponse,
  violations: readonly Violation[],
  expectation: Expectation,
): Mismatch[] {
  const noResponse = violations.find(({ location, code }) => location.length === 1 && /^50[24]$/.test(code));
  if (noResponse !== undefined) {
    return [{ pointer: "", expected: "a complete response", actual: noResponse.message }];
  }
  const found = validator.validateResponse(findResponse(operation, response.status), response);
  // The proxy cannot look into a body of another media type.
  const isOtherType = found.some(({ pointer }) => pointer === "/header/content-type");
  const foundByProxy = violations
    .filter(({ location: [message, part] }) => message === "response" && !(isOtherType && part === "body"))
    .map((violation) => createMismatch(violation, response));
  const mismatches: Mismatch[] = [];
  for (const mismatch of [
    ...found,
    ...foundByProxy,
    ...listStatusMismatches(response, expectation),
    ...listValueMismatches(response, expectation),
  ]) {
    const overlaps = ({ pointer }: Mismatch) =>
      isWithin(pointer, mismatch.pointer) || isWithin(mismatch.pointer, pointer);
    if (!mismatches.some(overlaps)) mismatches.push(mismatch);
  }
  return mismatches;
}

function createMismatch({ location: [, ...keys], message }: Violation, response: HttpResponse): Mismatch {
  return { pointer: formatPointer(keys), expected: message, actual: readPart(response, keys) };
}

function readPart({ status, headers, body }: HttpResponse, [part, ...keys]: readonly string[]): unknown {
  if (part === "header") return headers.get(keys.join()) ?? undefined;
  return part === "body" ? getValue(parseJson(body), keys) : status;
}

function listStatusMismatches({ status }: HttpResponse, { status: expected }: Expectation): Mismatch[] {
  const isExpected = expected === "a success" ? status < 300 : status === expected;
  return isExpected ? [] : [{ pointer: "/status", expected: String(expected), actual: status }];
}

function listValueMismatches({ status, body: text }: HttpResponse, { values = {} }: Expectation): Mismatch[] {
  const body = parseJson(text);
  if (status >= 300 || typeof body !== "object") return [];
  return Object.entries(values).flatMap(([name, { value, reason }]) => {
    const actual = getValue(body, [name]);
    if (isDeepStrictEqual(actual, value) || isSameInstant(actual, value)) return [];
    return [{ pointer: formatPointer(["body", name]), expected: `${JSON.stringify(value)}, ${reason}`, actual }];
  });
}

const dateTime = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d*[1-9])?0*)?(Z|[+-]\d\d:\d\d)$/i;

// A service may return an instant with another offset.
function isSameInstant(one: unknown, other: unknown): boolean {
  const [first, second] = [one, other].map((value) => {
    const [all, time, fraction = "", offset] = dateTime.exec(String(value)) ?? [];
    return all && `${Date.parse(`${time}${offset}`)} ${fraction}`;
  });
  return first !== undefined && first === second;
}
