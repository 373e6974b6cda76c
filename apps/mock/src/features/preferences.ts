import { STATUS_CODES } from "node:http";
import leven from "leven";
import { findResponse, readErrorCode } from "../prism/documented-response.ts";
import type { Operation, OperationResponse } from "../prism/operation.ts";
import { formatErrorCode, HttpError } from "../validation/http-error.ts";

/** What a request asks of the mock in its header `Prefer`, in Prism's terms. */
export interface Preferences {
  readonly code?: number;
  readonly exampleKey?: string;
  readonly dynamic?: boolean;
  readonly seed?: string;
}

const names = ["code", "example", "dynamic", "seed"];
// A name with at most this many wrong characters is a mistake, and not a preference of the API.
const maxTypos = 2;

/** The members of a `Prefer` header. */
export interface PreferHeader {
  /** The values of the mock's own preferences by name. */
  readonly own: ReadonlyMap<string, readonly string[]>;
  /** Names that are nearly those of the mock's own preferences. */
  readonly misspelt: readonly string[];
  /** The values of the other preferences by lower-case name; of a name that is repeated, the first one. */
  readonly others: ReadonlyMap<string, string>;
  /** The header with the other preferences alone, as it was sent; `undefined` where there are none. */
  readonly rest: string | undefined;
}

/** Parses the header `Prefer` (RFC 7240, section 2). The parameters of a preference are ignored. */
export function parsePreferHeader(header = ""): PreferHeader {
  const own = new Map<string, string[]>();
  const misspelt: string[] = [];
  const others = new Map<string, string>();
  const rest = splitUnquoted(header, ",").filter((member) => {
    const [preference = ""] = splitUnquoted(member, ";");
    const [name, value] = splitPreference(preference);
    const key = name.toLowerCase();
    const similar = names.find((known) => isSimilar(known, key));
    if (similar === undefined) {
      if (!others.has(key)) others.set(key, value);
      return member.trim() !== "";
    }
    if (similar === key) own.set(key, [...(own.get(key) ?? []), value]);
    else misspelt.push(name);
    return false;
  });
  return { own, misspelt, others, rest: rest.length === 0 ? undefined : rest.join(",").trim() };
}

// The time of `leven` grows with the product of the lengths.
function isSimilar(known: string, name: string): boolean {
  return Math.abs(known.length - name.length) <= maxTypos && leven(known, name) <= maxTypos;
}

/** Splits a preference at its equals sign. The value is empty where there is none. */
function splitPreference(preference: string): [name: string, value: string] {
  const sign = preference.indexOf("=");
  if (sign === -1) return [preference.trim(), ""];
  return [preference.slice(0, sign).trim(), unquote(preference.slice(sign + 1).trim())];
}

/** Splits a text at a separator, but not within quoted strings (RFC 9110, section 5.6.4). */
function splitUnquoted(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '"') isQuoted = !isQuoted;
    else if (isQuoted && text[index] === "\\") index++;
    else if (!isQuoted && text[index] === separator) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function unquote(value: string): string {
  const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
  return isQuoted ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value;
}

/**
 * Reads what a request asks of the mock.
 *
 * @throws {HttpError} 400 where the operation does not have it; the message lists what it has.
 */
export function readPreferences(operation: Operation, { own, misspelt }: PreferHeader): Preferences {
  const [unknown] = misspelt;
  if (unknown !== undefined) throw createError(unknown, `the mock's preferences are ${names.join(", ")}`);
  for (const [name, values] of own)
    if (values.length > 1) throw createError(name, `it is given ${values.length} times`);
  const [code, example, dynamic, seed] = names.map((name) => own.get(name)?.[0]);
  return {
    ...readCode(operation, code),
    ...readExample(operation, example, code),
    ...readDynamic(dynamic),
    ...(seed === undefined ? {} : { seed }),
  };
}

function readCode(operation: Operation, code: string | undefined): Preferences {
  if (code === undefined) return {};
  if (/^[1-5]\d\d$/.test(code) && findResponse(operation, Number(code)) !== undefined) return { code: Number(code) };
  const documented = operation.responses.map((response) => response.code);
  throw createError(`code=${code}`, `the operation responds with ${documented.join(", ")}`);
}

function readExample(operation: Operation, key: string | undefined, code: string | undefined): Preferences {
  if (key === undefined) return {};
  const preferred = code === undefined ? undefined : findResponse(operation, Number(code));
  const responses = preferred === undefined ? operation.responses : [preferred];
  const known = responses.flatMap((response) =>
    response.contents.flatMap(({ examples }) => examples.map((example) => ({ response, example }))),
  );
  const found = known.find(({ example }) => example.key === key);
  if (found !== undefined)
    return { exampleKey: key, code: Number(code ?? findStatus(operation, found.response, found.example)) };
  const subject = code === undefined ? "the operation's examples are" : `the examples of ${code} are`;
  const keys = known.map(({ example }) => example.key);
  throw createError(`example=${key}`, known.length === 0 ? "there are no examples" : `${subject} ${keys.join(", ")}`);
}

// For an example of a range it is the status that the example's error code belongs to.
function findStatus(operation: Operation, response: OperationResponse, example: object): string {
  const statuses = Object.keys(STATUS_CODES).filter((status) => findResponse(operation, Number(status)) === response);
  const matching = statuses.find((status) => formatErrorCode(Number(status)) === readErrorCode(example));
  return matching ?? statuses.find((status) => response.code !== "default" || status >= "500") ?? response.code;
}

function readDynamic(dynamic: string | undefined): Preferences {
  if (dynamic === undefined) return {};
  if (dynamic === "true" || dynamic === "false") return { dynamic: dynamic === "true" };
  throw createError(`dynamic=${dynamic}`, "it is true or false");
}

function createError(preference: string, explanation: string): HttpError {
  return new HttpError(400, `\`Prefer: ${preference}\`: ${explanation}.`, { location: ["header", "prefer"] });
}
