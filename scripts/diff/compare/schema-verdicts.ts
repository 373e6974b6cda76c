import { formatPointer, getValue, isRecord, type OpenApiDocument } from "@run-summary/openapi";
import { locateSource } from "@run-summary/openapi/source";
import type { Exclusion } from "../schemas/exclusion.ts";
import { findExclusions, type Side } from "../schemas/find-exclusions.ts";
import type { Documents } from "./describe.ts";
import type { Difference } from "./differences.ts";
import { formatPathPattern, getKindBelow, type KeyKind } from "./path-pattern.ts";
import type { Verdict } from "./rules.ts";

/** Which side of a message the callers are on. */
export type MessageDirection = "request" | "response";

/** The same schema of a message in both documents, and the differences inside it. */
interface ComparedSchema {
  readonly baseKeys: readonly string[];
  readonly nextKeys: readonly string[];
  readonly direction: MessageDirection;
  readonly differences: Difference[];
}

/**
 * What the schemas of messages say about the differences inside them: whether the values that were sent are still valid, and
 * whether the values that are received were valid before.
 *
 * @param documents the documents without references, in which the differences are
 * @param sources the same documents with references
 */
export function listSchemaVerdicts(
  documents: Documents,
  sources: Documents,
  differences: readonly Difference[],
  getDirection: (difference: Difference) => MessageDirection,
): Map<Difference, Verdict> {
  const schemas = new Map<string, ComparedSchema>();
  for (const difference of differences) {
    const baseKeys = findSchemaKeys(difference.baseKeys);
    const nextKeys = findSchemaKeys(difference.nextKeys);
    if (baseKeys === undefined || nextKeys === undefined) continue;
    const direction = getDirection(difference);
    const key = [baseKeys, nextKeys].map(formatPointer).join(" ");
    const schema = schemas.get(key) ?? { baseKeys, nextKeys, direction, differences: [] };
    schema.differences.push(difference);
    schemas.set(key, schema);
  }
  return new Map([...schemas.values()].flatMap((schema) => listVerdicts(documents, sources, schema)));
}

/** The keys of the message's schema that a part is inside; `undefined` where it is in none. */
function findSchemaKeys(keys: readonly string[]): readonly string[] | undefined {
  let kind: KeyKind = "keywords";
  for (const [index, key] of keys.entries()) {
    if (kind === "keywords" && key === "schema") return keys.slice(0, index + 1);
    kind = getKindBelow(kind, key);
  }
  return undefined;
}

/** The schema as it is written: where references are in their place, each `allOf` is merged, which loses some of it. */
function locateSchema(document: OpenApiDocument, keys: readonly string[]): Side {
  const location = locateSource(document, keys);
  return { document, schema: location.isFound ? getValue(document, location.keys) : undefined };
}

function listVerdicts(documents: Documents, sources: Documents, schema: ComparedSchema): [Difference, Verdict][] {
  const { direction, differences } = schema;
  const receiver = direction === "request" ? "service" : "caller";
  const base = locateSchema(sources.base, schema.baseKeys);
  const next = locateSchema(sources.next, schema.nextKeys);
  const [inner, outer] = direction === "request" ? [base, next] : [next, base];
  const excluded = assign(schema, findExclusions(inner, outer, receiver), direction === "request");
  const gained = assign(schema, findExclusions(outer, inner, receiver), direction !== "request");
  return differences.flatMap((difference): [Difference, Verdict][] => {
    if (isOfOtherDirection(documents, schema, difference)) return [[difference, absent]];
    const [reason] = excluded.get(difference) ?? [];
    if (reason !== undefined) return [[difference, explain(reason, direction)]];
    const isName = difference.nextKeys.at(-2) === "properties" && difference.kind !== "changed";
    if (gained.has(difference) || isName) return [[difference, { ...wider, why: stillValid[direction] }]];
    return [[difference, same]];
  });
}

const wider = { rule: "schema", bump: "minor" } as const;
const stillValid = {
  request: "Requests that were valid are valid still.",
  response: "Responses contain nothing that was not described before.",
} as const;
/** The verdict on a part of a read-only property in a request, or of a write-only one in a response. No rule says more. */
export const absent: Verdict = { rule: "schema", bump: "patch", why: "These messages do not contain it." };
const same: Verdict = { rule: "schema", bump: "patch", why: "The same values are valid as before." };

function explain({ values, isCertain }: Exclusion, direction: MessageDirection): Verdict {
  const effect =
    direction === "request"
      ? "is refused"
      : values.startsWith("an object without")
        ? "may not find it"
        : "may not expect it";
  if (!isCertain) {
    const question = direction === "request" ? "a request is refused now" : "a response is of another form now";
    return {
      rule: "schema",
      bump: "major",
      effect,
      why: `It cannot be told whether ${question}: it concerns ${values}.`,
    };
  }
  const why =
    direction === "request"
      ? `A request that contains ${values} is refused now.`
      : `A response may contain ${values} now.`;
  return { rule: "schema", bump: "major", effect, why };
}

/** The exclusions by the differences that are their reason. */
function assign(
  { baseKeys, nextKeys, differences }: ComparedSchema,
  exclusions: readonly Exclusion[],
  isBaseInner: boolean,
): Map<Difference, Exclusion[]> {
  const assigned = new Map<Difference, Exclusion[]>();
  for (const exclusion of exclusions) {
    const { innerKeys, outerKeys } = exclusion;
    const [inBase, inNext] = isBaseInner ? [innerKeys, outerKeys] : [outerKeys, innerKeys];
    const schema = { base: [...baseKeys, ...inBase], next: [...nextKeys, ...inNext] };
    for (const difference of findReasons(schema, exclusion, differences)) {
      assigned.set(difference, [...(assigned.get(difference) ?? []), exclusion]);
    }
  }
  return assigned;
}

interface SchemaKeys {
  readonly base: readonly string[];
  readonly next: readonly string[];
}

/** The differences that make a schema exclude values: those of the likely keywords, else those around, else those inside. */
function findReasons(schema: SchemaKeys, { reasons }: Exclusion, differences: readonly Difference[]): Difference[] {
  const meaningful = differences.filter(({ kind, nextKeys }) => kind !== "reordered" && !isAnnotated(nextKeys));
  for (const reason of reasons) {
    const found = meaningful.filter((difference) => touches(difference, schema, reason));
    if (found.length > 0) return found;
  }
  const shared = meaningful.map((difference) => countShared(difference, schema));
  const most = Math.max(...shared);
  return meaningful.filter((_, index) => shared[index] === most);
}

function isAnnotated(keys: readonly string[]): boolean {
  return /\/((description|title|examples?|externalDocs|deprecated|default|\$comment)(\/|$)|x-[^/])/.test(
    formatPathPattern(keys),
  );
}

/** Whether a difference is what the keys lead to, or around it, or inside it. */
function touches({ kind, baseKeys, nextKeys }: Difference, schema: SchemaKeys, reason: readonly string[]): boolean {
  const isProperty = reason[0] === "properties" && reason.length === 2;
  const isAlong = (keys: readonly string[], target: readonly string[]) =>
    (!isProperty || (kind !== "changed" && keys.length <= target.length)) &&
    keys.every((key, index) => index >= target.length || key === target[index]);
  return (
    (kind !== "added" && isAlong(baseKeys, [...schema.base, ...reason])) ||
    (kind !== "removed" && isAlong(nextKeys, [...schema.next, ...reason]))
  );
}

function countShared({ baseKeys, nextKeys }: Difference, schema: SchemaKeys): number {
  const count = (keys: readonly string[], target: readonly string[]) => {
    const end = keys.findIndex((key, index) => key !== target[index]);
    return end === -1 ? keys.length : end;
  };
  return Math.max(count(baseKeys, schema.base), count(nextKeys, schema.next));
}

/** Whether a difference is inside a property that only messages of the other direction have. */
function isOfOtherDirection(documents: Documents, schema: ComparedSchema, difference: Difference): boolean {
  const keyword = schema.direction === "request" ? "readOnly" : "writeOnly";
  const [document, keys, start] =
    difference.kind === "removed"
      ? [documents.base, difference.baseKeys, schema.baseKeys.length]
      : [documents.next, difference.nextKeys, schema.nextKeys.length];
  if (keys.at(-1) === keyword) return false;
  return keys.some((_key, index) => {
    const part = index < start ? undefined : getValue(document, keys.slice(0, index + 1));
    return isRecord(part) && part[keyword] === true;
  });
}
