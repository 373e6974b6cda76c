import { isDeepStrictEqual } from "node:util";
import {
  getReference,
  getValue,
  httpMethods,
  isAnnotation,
  isRecord,
  type OpenApiDocument,
  parsePointer,
} from "@run-summary/openapi";
import type { Documents } from "./compare/describe.ts";
import type { Parts } from "./compare/differences.ts";

/** What a reference points to, which may be another reference; `undefined` where that is nothing. */
export function findTarget(document: OpenApiDocument, reference: string): unknown {
  return reference.startsWith("#/") ? getValue(document, parsePointer(reference)) : undefined;
}

/** The part without its reference, and what stands beside it; the same part where the reference leads to nothing, or to itself. */
export function replaceReference(document: OpenApiDocument, part: unknown): unknown {
  const followed = new Set<string>();
  let found = part;
  for (let reference = getReference(found); reference !== undefined; reference = getReference(found)) {
    const target = findTarget(document, reference);
    if (!isRecord(found) || !isRecord(target) || followed.has(reference)) return part;
    followed.add(reference);
    const { $ref: _, ...siblings } = found;
    found = merge(target, siblings);
  }
  return found;
}

// A keyword of a schema does not replace that of the target: a value satisfies both.
function merge(target: Parts, siblings: Parts): Parts {
  const isPathItem = httpMethods.some((method) => Object.hasOwn(target, method));
  const isFree = (key: string) => !Object.hasOwn(target, key) || isAnnotation(key) || key === "summary";
  if (isPathItem || Object.keys(siblings).every(isFree)) return { ...target, ...siblings };
  return { ...siblings, allOf: [...(Array.isArray(siblings.allOf) ? siblings.allOf : []), target] };
}

/** The references anywhere in a part. */
export function listReferences(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const own = getReference(node);
  return [...(own === undefined ? [] : [own]), ...Object.values(node).flatMap(listReferences)];
}

/** Names a pair of parts by what they say. Where parts are merged, objects are new, but a schema that contains itself repeats. */
export function namePair(base: unknown, next: unknown): string {
  return `${JSON.stringify(base)} ${JSON.stringify(next)}`;
}

/** A function that says whether a part is the same in both documents, with all that it refers to by whatever name. */
export function createSameTest({ base, next }: Documents): (base: unknown, next: unknown) => boolean {
  const known = new Map<string, boolean>();
  const assumed: string[] = [];

  const isSameTarget = (one: unknown, other: unknown): boolean => {
    const key = namePair(one, other);
    const result = known.get(key);
    if (result !== undefined) return result;
    const targets = [replaceReference(base, one), replaceReference(next, other)] as const;
    if (targets.some((target) => getReference(target) !== undefined)) return isDeepStrictEqual(one, other);
    // A schema that contains itself is the same as long as nothing says otherwise.
    const start = assumed.push(key) - 1;
    known.set(key, true);
    if (isSame(...targets)) return true;
    for (const dependent of assumed.splice(start)) known.delete(dependent);
    known.set(key, false);
    return false;
  };

  const isSame = (one: unknown, other: unknown): boolean => {
    if (getReference(one) !== undefined || getReference(other) !== undefined) return isSameTarget(one, other);
    if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
    const keys = Object.keys(one);
    return (
      Array.isArray(one) === Array.isArray(other) &&
      keys.length === Object.keys(other).length &&
      keys.every((key) => Object.hasOwn(other, key) && isSame((one as Parts)[key], (other as Parts)[key]))
    );
  };

  return isSame;
}
