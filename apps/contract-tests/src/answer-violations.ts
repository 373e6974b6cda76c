import { isDeepStrictEqual } from "node:util";
import type { Violation as ProxyViolation } from "@run-summary/mock";
import type { Operation } from "@run-summary/spec";
import { responseFor } from "./cases.ts";
import { type Answer, pointerTo, type Validator, type Violation } from "./validator.ts";

/** What an answer has to be, beside that it is as documented. */
export interface Expectation {
  readonly status: "a success" | 400 | 401;
  /** The values that its body has to show, by property, and why. */
  readonly shown?: Shown;
}

export type Shown = Readonly<Record<string, { readonly value: unknown; readonly why: string }>>;

/**
 * What is wrong with an answer: what the validator finds, what only the validating proxy finds, and what was expected
 * otherwise. Of several things at one place, or within it, the first one is told.
 */
export function violationsOf(
  validator: Validator,
  operation: Operation,
  answer: Answer,
  proxied: readonly ProxyViolation[],
  expectation: Expectation,
): Violation[] {
  const noAnswer = proxied.find(({ location, code }) => location.length === 1 && /^50[24]$/.test(code));
  if (noAnswer !== undefined) return [{ path: "", expected: "a whole answer", got: noAnswer.message }];
  const found = validator.errorsOfAnswer(responseFor(operation, answer.status), answer);
  // A body of another type is none that the proxy can look into.
  const isOfOtherType = found.some(({ path }) => path === "/header/content-type");
  const byProxy = proxied
    .filter(({ location: [side, part] }) => side === "response" && !(isOfOtherType && part === "body"))
    .map((violation) => violationFrom(violation, answer));
  const said: Violation[] = [];
  for (const violation of [
    ...found,
    ...byProxy,
    ...statusViolations(answer, expectation),
    ...shownViolations(answer, expectation),
  ]) {
    if (!said.some(({ path }) => isWithin(path, violation.path) || isWithin(violation.path, path)))
      said.push(violation);
  }
  return said;
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}/`);
}

function violationFrom({ location: [, ...keys], message }: ProxyViolation, answer: Answer): Violation {
  return { path: keys.map(pointerTo).join(""), expected: message, got: valueAt(answer, keys) };
}

function valueAt({ status, headers, text }: Answer, [part, ...keys]: readonly string[]): unknown {
  if (part === "header") return headers.get(keys.join()) ?? undefined;
  return part === "body" ? keys.reduce((value, key) => propertyOf(value, key), bodyOf(text)) : status;
}

function statusViolations({ status }: Answer, { status: expected }: Expectation): Violation[] {
  const isExpected = expected === "a success" ? status < 300 : status === expected;
  return isExpected ? [] : [{ path: "/status", expected: String(expected), got: status }];
}

function shownViolations({ status, text }: Answer, { shown = {} }: Expectation): Violation[] {
  const body = bodyOf(text);
  if (status >= 300 || typeof body !== "object") return [];
  return Object.entries(shown).flatMap(([name, { value, why }]) => {
    const got = propertyOf(body, name);
    if (isDeepStrictEqual(got, value) || isSameMoment(got, value)) return [];
    return [{ path: `/body${pointerTo(name)}`, expected: `${JSON.stringify(value)}, ${why}`, got }];
  });
}

/** The value of a JSON text; the text itself where it is none. */
export function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function propertyOf(value: unknown, name: string): unknown {
  return (value as Record<string, unknown> | null)?.[name];
}

const dateTime = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d*?)0*)?(Z|[+-]\d\d:\d\d)$/i;

// A service may tell a moment in another offset.
function isSameMoment(one: unknown, other: unknown): boolean {
  const [first, second] = [one, other].map((value) => {
    const [all, time, fraction = "", offset] = dateTime.exec(String(value)) ?? [];
    return all && `${Date.parse(`${time}${offset}`)} ${fraction}`;
  });
  return first !== undefined && first === second;
}
