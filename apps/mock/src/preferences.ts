import type { IHttpOperation } from "@stoplight/types";
import { errorCodeOf } from "./documented-error.ts";
import { http } from "./node-http.ts";
import { codeOf, Refusal } from "./refusal.ts";

/** What a request asks of the mock in its `Prefer` header, as of Prism. */
export interface Preferences {
  readonly code?: number;
  readonly exampleKey?: string;
  readonly dynamic?: boolean;
  readonly seed?: string;
}

const names = ["code", "example", "dynamic", "seed"];

/** A `Prefer` header's members: the mock's own by name, near misses of them, and the header without them. */
export interface SplitPreferences {
  readonly own: ReadonlyMap<string, readonly string[]>;
  readonly unknown: readonly string[];
  /** `undefined` where nothing is left. */
  readonly rest: string | undefined;
}

export function splitPreferences(header = ""): SplitPreferences {
  const own = new Map<string, string[]>();
  const unknown: string[] = [];
  const rest = header.split(",").filter((member) => {
    const [, name = "", value = ""] = /^\s*([^\s=;]*)\s*(?:=\s*"?([^"]*?)"?\s*)?$/.exec(member) ?? [];
    const near = names.find((known) => isWithin(2, known, name.toLowerCase()));
    if (near === undefined) return member.trim() !== "";
    if (near === name.toLowerCase()) own.set(near, [...(own.get(near) ?? []), value]);
    else unknown.push(name);
    return false;
  });
  return { own, unknown, rest: rest.length === 0 ? undefined : rest.join(",").trim() };
}

// Whether so many edits make one word of the other.
function isWithin(edits: number, a: string, b: string): boolean {
  if (a === b) return true;
  if (a !== "" && a[0] === b[0]) return isWithin(edits, a.slice(1), b.slice(1));
  const [restOfA, restOfB] = [a.slice(1), b.slice(1)];
  return (
    edits > 0 &&
    (isWithin(edits - 1, restOfA, b) || isWithin(edits - 1, a, restOfB) || isWithin(edits - 1, restOfA, restOfB))
  );
}

/**
 * What a request asks of the mock.
 *
 * @throws {Refusal} with a list of what exists.
 */
export function readPreferences(
  operation: IHttpOperation,
  { own, unknown }: Pick<SplitPreferences, "own" | "unknown">,
): Preferences {
  const [misspelt] = unknown;
  if (misspelt !== undefined) throw refusal(misspelt, `the mock's preferences are ${names.join(", ")}`);
  for (const [name, values] of own) if (values.length > 1) throw refusal(name, `it is given ${values.length} times`);
  const [code, example, dynamic, seed] = names.map((name) => own.get(name)?.[0]);
  return {
    ...codeFrom(operation, code),
    ...exampleFrom(operation, example, code),
    ...dynamicFrom(dynamic),
    ...(seed === undefined ? {} : { seed }),
  };
}

function codeFrom({ responses }: IHttpOperation, code: string | undefined): Preferences {
  if (code === undefined) return {};
  const statuses = responses.map((response) => response.code);
  const isDocumented = statuses.includes(code) || statuses.includes(`${code[0]}XX`) || statuses.includes("default");
  if (/^[1-5]\d\d$/.test(code) && isDocumented) return { code: Number(code) };
  throw refusal(`code=${code}`, `the operation answers ${statuses.join(", ")}`);
}

function exampleFrom({ responses }: IHttpOperation, key: string | undefined, code: string | undefined): Preferences {
  if (key === undefined) return {};
  const asked = responses.filter((response) => code === undefined || covers(response.code, code));
  const explicit = asked.filter((response) => response.code === code);
  const known = (explicit.length > 0 ? explicit : asked).flatMap((response) =>
    (response.contents ?? []).flatMap(({ examples = [] }) => examples.map((example) => ({ response, example }))),
  );
  const found = known.find(({ example }) => example.key === key);
  if (found !== undefined)
    return { exampleKey: key, code: Number(code ?? statusOf(found.response.code, found.example)) };
  const where = code === undefined ? "the operation's examples are" : `the examples of ${code} are`;
  const keys = known.map(({ example }) => example.key);
  throw refusal(`example=${key}`, known.length === 0 ? "there are no examples" : `${where} ${keys.join(", ")}`);
}

// An example of a range is of the status that its error code says.
function statusOf(code: string, example: object): string {
  if (/^\d+$/.test(code)) return code;
  const statuses = Object.keys(http.STATUS_CODES).filter((status) => covers(code, status));
  return statuses.find((status) => codeOf(Number(status)) === errorCodeOf(example)) ?? `${code[0]}00`.replace("d", "5");
}

function dynamicFrom(dynamic: string | undefined): Preferences {
  if (dynamic === undefined) return {};
  if (dynamic === "true" || dynamic === "false") return { dynamic: dynamic === "true" };
  throw refusal(`dynamic=${dynamic}`, "it is true or false");
}

/** Whether a response's code, which may be a range or `default`, covers a status. */
export function covers(code: string, status: string): boolean {
  return code === status || code === "default" || (code.endsWith("XX") && code[0] === status[0]);
}

function refusal(preference: string, known: string): Refusal {
  return new Refusal(400, `\`Prefer: ${preference}\`: ${known}.`, { at: ["header", "prefer"] });
}
