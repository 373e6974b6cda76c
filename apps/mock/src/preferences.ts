import type { IHttpOperation, IHttpOperationResponse } from "@stoplight/types";
import { errorCodeOf, responseOf } from "./documented-error.ts";
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

function codeFrom(operation: IHttpOperation, code: string | undefined): Preferences {
  if (code === undefined) return {};
  if (/^[1-5]\d\d$/.test(code) && responseOf(operation, Number(code)) !== undefined) return { code: Number(code) };
  const known = operation.responses.map((response) => response.code);
  throw refusal(`code=${code}`, `the operation answers ${known.join(", ")}`);
}

function exampleFrom(operation: IHttpOperation, key: string | undefined, code: string | undefined): Preferences {
  if (key === undefined) return {};
  const asked = code === undefined ? operation.responses : [responseOf(operation, Number(code))];
  const known = asked.flatMap((response) =>
    (response?.contents ?? []).flatMap(({ examples = [] }) => examples.map((example) => ({ response, example }))),
  );
  const found = known.find(({ example }) => example.key === key);
  if (found !== undefined)
    return { exampleKey: key, code: Number(code ?? statusOf(operation, found.response, found.example)) };
  const where = code === undefined ? "the operation's examples are" : `the examples of ${code} are`;
  const keys = known.map(({ example }) => example.key);
  throw refusal(`example=${key}`, known.length === 0 ? "there are no examples" : `${where} ${keys.join(", ")}`);
}

// An example of a range is of the status that its error code says.
function statusOf(operation: IHttpOperation, response: IHttpOperationResponse | undefined, example: object): string {
  const statuses = Object.keys(http.STATUS_CODES).filter(
    (status) => responseOf(operation, Number(status)) === response,
  );
  const own = statuses.find((status) => codeOf(Number(status)) === errorCodeOf(example));
  return own ?? statuses.find((status) => response?.code !== "default" || status >= "500") ?? "500";
}

function dynamicFrom(dynamic: string | undefined): Preferences {
  if (dynamic === undefined) return {};
  if (dynamic === "true" || dynamic === "false") return { dynamic: dynamic === "true" };
  throw refusal(`dynamic=${dynamic}`, "it is true or false");
}

function refusal(preference: string, known: string): Refusal {
  return new Refusal(400, `\`Prefer: ${preference}\`: ${known}.`, { at: ["header", "prefer"] });
}
