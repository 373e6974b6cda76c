import { isDeepStrictEqual } from "node:util";
import { isRecord } from "@run-summary/openapi";
import { getKindBelow, type KeyKind } from "./path-pattern.ts";

/** One difference between two documents, in the smallest part that holds it. */
export interface Difference {
  readonly kind: "added" | "removed" | "changed" | "renamed" | "reordered";
  /** The keys that lead to it in the first document; for an added part, those that it would have. */
  readonly baseKeys: readonly string[];
  /** The keys that lead to it in the second document; for a removed part, those that it would have. */
  readonly nextKeys: readonly string[];
  /** The value in each document; for a renamed part, its key in each. */
  readonly from: unknown;
  readonly to: unknown;
}

/** An object of a document. */
export type Parts = Readonly<Record<string, unknown>>;

/** The keys of the same part in both documents; `undefined` where one of them has no such part. */
type Pair = readonly [baseKey: string | undefined, nextKey: string | undefined];

/** The differences between two values. There are none only if the values are equal but for the order of an object's keys. */
export function listDifferences(
  base: unknown,
  next: unknown,
  baseKeys: readonly string[] = [],
  nextKeys: readonly string[] = [],
  kind: KeyKind = "keywords",
): Difference[] {
  if (isDeepStrictEqual(base, next)) return [];
  const here = { baseKeys, nextKeys, from: base, to: next };
  if (base === undefined) return [{ kind: "added", ...here }];
  if (next === undefined) return [{ kind: "removed", ...here }];
  if (kind === "data" && isWholeValue(nextKeys))
    return [{ kind: nextKeys.at(-1) === "enum" && haveSameItems(base, next) ? "reordered" : "changed", ...here }];
  if (isRecord(base) && isRecord(next)) return compareParts(pairKeys(base, next, baseKeys), base, next, here, kind);
  // The alternatives of `security` have no names that tell which of them has changed, so they are compared as a whole.
  if (isListOfRecords(base) && isListOfRecords(next) && baseKeys.at(-1) !== "security") {
    const pairs = nextKeys.at(-1) === "prefixItems" ? pairPositions(base, next) : pairItems(base, next);
    const differences = compareParts(pairs, { ...base }, { ...next }, here, kind);
    return isInOrder(pairs) ? differences : [{ kind: "reordered", ...here }, ...differences];
  }
  return [{ kind: haveSameItems(base, next) ? "reordered" : "changed", ...here }];
}

function compareParts(
  pairs: readonly Pair[],
  base: Parts,
  next: Parts,
  above: Pick<Difference, "baseKeys" | "nextKeys" | "from">,
  kind: KeyKind,
): Difference[] {
  return pairs.flatMap(([from, to]) => {
    const baseKeys = [...above.baseKeys, from ?? to ?? ""];
    const nextKeys = [...above.nextKeys, to ?? from ?? ""];
    const isRenamed = isRecord(above.from) && from !== undefined && to !== undefined && from !== to;
    const basePart = from === undefined ? undefined : base[from];
    const nextPart = to === undefined ? undefined : next[to];
    return [
      ...(isRenamed ? [{ kind: "renamed" as const, baseKeys, nextKeys, from, to }] : []),
      ...listDifferences(basePart, nextPart, baseKeys, nextKeys, getKindBelow(kind, to ?? from ?? "")),
    ];
  });
}

/** Whether a value is compared as a whole: its parts mean nothing by themselves. */
function isWholeValue(keys: readonly string[]): boolean {
  return ["const", "default", "enum"].includes(keys.at(-1) ?? "");
}

// A removed and an added key are one renamed part where both hold the same operations, or equal values.
function pairKeys(base: Parts, next: Parts, keys: readonly string[]): Pair[] {
  const added = Object.keys(next).filter((key) => !Object.hasOwn(base, key));
  const pairs = Object.keys(base).map((key): Pair => {
    if (Object.hasOwn(next, key)) return [key, key];
    if (keys.at(-1) === "responses") return [key, undefined]; // another status is another response
    const index = added.findIndex((other) => isSamePath(key, other) || isSamePart(base[key], next[other]));
    return [key, index === -1 ? undefined : added.splice(index, 1)[0]];
  });
  return [...pairs, ...added.map((key): Pair => [undefined, key])];
}

/** Whether two paths differ in the names of their parameters only. */
export function isSamePath(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => path.replaceAll(/\{[^{}]*\}/g, "{}"));
  return one.startsWith("/") && a === b;
}

function isSamePart(base: unknown, next: unknown): boolean {
  if (!isRecord(base) || !isRecord(next)) return false;
  const ids = listOperationIds(base);
  return ids.length > 0 ? isDeepStrictEqual(ids, listOperationIds(next)) : isDeepStrictEqual(base, next);
}

// What stands at a position is its own.
function pairPositions(base: readonly Parts[], next: readonly Parts[]): Pair[] {
  const count = Math.max(base.length, next.length);
  return Array.from({ length: count }, (_, index): Pair => {
    const key = String(index);
    return [index < base.length ? key : undefined, index < next.length ? key : undefined];
  });
}

// Equal items first, then items with the same name, then items that differ in one property only. A branch of a union has its
// reference or the value of a constant property for a name.
function pairItems(base: readonly Parts[], next: readonly Parts[]): Pair[] {
  const tests = [
    isDeepStrictEqual,
    (one: Parts, other: Parts) => {
      const name = formatItemName(one);
      return name !== "" && name === formatItemName(other);
    },
    differInOneProperty,
  ];
  const pairs = new Map<number, number>();
  const added = next.map((_, index) => index);
  for (const isSame of tests) {
    for (const [index, item] of base.entries()) {
      const found = pairs.has(index) ? -1 : added.findIndex((other) => isSame(item, next[other] ?? {}));
      for (const other of found === -1 ? [] : added.splice(found, 1)) pairs.set(index, other);
    }
  }
  return [
    ...base.map((_, index): Pair => [String(index), pairs.get(index)?.toString()]),
    ...added.map((index): Pair => [undefined, String(index)]),
  ];
}

function formatItemName({ name, in: location, url, $ref, title, properties }: Parts): string {
  const constants = isRecord(properties) ? Object.entries(properties).filter(([, part]) => isConstant(part)) : [];
  const names = [location, name, url, $ref, title, ...constants.flatMap(([key, part]) => [key, (part as Parts).const])];
  return names.filter((one) => one !== undefined).join(" ");
}

function isConstant(part: unknown): boolean {
  return isRecord(part) && "const" in part;
}

function differInOneProperty(one: Parts, other: Parts): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].filter((key) => !isDeepStrictEqual(one[key], other[key])).length === 1;
}

function isInOrder(pairs: readonly Pair[]): boolean {
  const indexes = pairs.filter((pair) => !pair.includes(undefined)).map(([, nextIndex]) => Number(nextIndex));
  return indexes.every((index, position) => index > (indexes[position - 1] ?? -1));
}

function haveSameItems(base: unknown, next: unknown): boolean {
  if (!Array.isArray(base) || !Array.isArray(next)) return false;
  const [one, other] = [base, next].map((list) => list.map((item) => JSON.stringify(item)).toSorted());
  return isDeepStrictEqual(one, other);
}

function isListOfRecords(value: unknown): value is readonly Parts[] {
  return Array.isArray(value) && value.every(isRecord);
}

/** The ids of an operation, or of a path item's operations. */
export function listOperationIds(part: unknown): string[] {
  if (!isRecord(part)) return [];
  const operations = "responses" in part ? [part] : Object.values(part).filter(isRecord);
  return operations.flatMap(({ operationId }) => (typeof operationId === "string" ? [operationId] : []));
}
