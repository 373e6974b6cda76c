import { isDeepStrictEqual } from "node:util";
import { isRecord, type Keys, operationIdsOf } from "./place.ts";

/** One difference between two documents, as far down as it can be told. */
export interface Difference {
  readonly kind: "added" | "removed" | "changed" | "renamed" | "reordered";
  /** Where it is in the first document; for what is added, where it would be. */
  readonly baseKeys: Keys;
  /** Where it is in the second document; for what is removed, where it would be. */
  readonly nextKeys: Keys;
  /** The value in each document; the key in each where it is renamed. */
  readonly from: unknown;
  readonly to: unknown;
}

type Parts = Readonly<Record<string, unknown>>;

/** The keys of what is the same part in both; `undefined` where one of them has no such part. */
type Pair = readonly [baseKey: string | undefined, nextKey: string | undefined];

/** The differences between two values; none if, and only if, they are equal but for the order of an object's keys. */
export function differencesBetween(
  base: unknown,
  next: unknown,
  baseKeys: Keys = [],
  nextKeys: Keys = [],
): Difference[] {
  if (isDeepStrictEqual(base, next)) return [];
  const here = { baseKeys, nextKeys, from: base, to: next };
  if (base === undefined) return [{ kind: "added", ...here }];
  if (next === undefined) return [{ kind: "removed", ...here }];
  if (isRecord(base) && isRecord(next)) return differencesOf(pairsOfKeys(base, next), base, next, here);
  // The alternatives of `security` are compared as a whole: they have no names to tell which one has changed.
  if (isListOfRecords(base) && isListOfRecords(next) && baseKeys.at(-1) !== "security") {
    const pairs = pairsOfItems(base, next);
    const below = differencesOf(pairs, { ...base }, { ...next }, here);
    return isInOrder(pairs) ? below : [{ kind: "reordered", ...here }, ...below];
  }
  return [{ kind: haveSameItems(base, next) ? "reordered" : "changed", ...here }];
}

function differencesOf(
  pairs: readonly Pair[],
  base: Parts,
  next: Parts,
  above: { baseKeys: Keys; nextKeys: Keys; from: unknown },
): Difference[] {
  return pairs.flatMap(([from, to]) => {
    const baseKeys = [...above.baseKeys, from ?? to ?? ""];
    const nextKeys = [...above.nextKeys, to ?? from ?? ""];
    const isRenamed = isRecord(above.from) && from !== undefined && to !== undefined && from !== to;
    return [
      ...(isRenamed ? [{ kind: "renamed" as const, baseKeys, nextKeys, from, to }] : []),
      ...differencesBetween(valueAt(base, from), valueAt(next, to), baseKeys, nextKeys),
    ];
  });
}

function valueAt(parts: Parts, key: string | undefined): unknown {
  return key === undefined ? undefined : parts[key];
}

// A key that is gone and one that is new are one part with another name where they hold the same operations, or the same.
function pairsOfKeys(base: Parts, next: Parts): Pair[] {
  const added = Object.keys(next).filter((key) => !Object.hasOwn(base, key));
  const pairs = Object.keys(base).map((key): Pair => {
    if (Object.hasOwn(next, key)) return [key, key];
    const index = added.findIndex((other) => isSamePart(base[key], next[other]));
    return [key, index === -1 ? undefined : added.splice(index, 1)[0]];
  });
  return [...pairs, ...added.map((key): Pair => [undefined, key])];
}

function isSamePart(base: unknown, next: unknown): boolean {
  if (!isRecord(base) || !isRecord(next)) return false;
  const ids = operationIdsOf(base);
  return ids.length > 0 ? isDeepStrictEqual(ids, operationIdsOf(next)) : isDeepStrictEqual(base, next);
}

// What is equal, then what has the same name, if any, then what differs in one property.
function pairsOfItems(base: readonly Parts[], next: readonly Parts[]): Pair[] {
  const tests = [isDeepStrictEqual, (one: Parts, other: Parts) => nameOf(one) === nameOf(other), differInOne];
  const pairs = new Map<number, number>();
  const added = next.map((_, index) => index);
  for (const isSame of tests) {
    for (const [index, item] of base.entries()) {
      const at = pairs.has(index) ? -1 : added.findIndex((other) => isSame(item, next[other] ?? {}));
      for (const other of at === -1 ? [] : added.splice(at, 1)) pairs.set(index, other);
    }
  }
  return [
    ...base.map((_, index): Pair => [String(index), pairs.get(index)?.toString()]),
    ...added.map((index): Pair => [undefined, String(index)]),
  ];
}

function nameOf({ name = "", in: place = "", url = "" }: Parts): string {
  return `${place} ${name} ${url}`;
}

function differInOne(one: Parts, other: Parts): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].filter((key) => !isDeepStrictEqual(one[key], other[key])).length === 1;
}

function isInOrder(pairs: readonly Pair[]): boolean {
  const places = pairs.filter((pair) => !pair.includes(undefined)).map(([, place]) => Number(place));
  return places.every((place, index) => place > (places[index - 1] ?? -1));
}

function isListOfRecords(value: unknown): value is readonly Parts[] {
  return Array.isArray(value) && value.every(isRecord);
}

function haveSameItems(base: unknown, next: unknown): boolean {
  if (!Array.isArray(base) || !Array.isArray(next)) return false;
  const [one, other] = [base, next].map((list) => list.map((item) => JSON.stringify(item)).toSorted());
  return isDeepStrictEqual(one, other);
}
