import { isDeepStrictEqual } from "node:util";
import { getReference, type OpenApiDocument, resolveReference } from "@run-summary/openapi";
import type { Documents } from "./compare/describe.ts";

/** What a reference points to; `undefined` where that is nothing, or the reference itself. */
export function findTarget(document: OpenApiDocument, reference: string): unknown {
  try {
    return resolveReference(document, { $ref: reference });
  } catch {
    return undefined;
  }
}

/** The references anywhere in a part. */
export function listReferences(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const own = getReference(node);
  return [...(own === undefined ? [] : [own]), ...Object.values(node).flatMap(listReferences)];
}

/** A function that says whether a part is the same in both documents, with all that it refers to. */
export function createSameTest(documents: Documents): (base: unknown, next: unknown) => boolean {
  let changed: ReadonlySet<string> | undefined;
  return (base, next) => {
    if (!isDeepStrictEqual(base, next)) return false;
    return listReferences(base).every((reference) => {
      changed ??= findChangedReferences(documents);
      return !changed.has(reference);
    });
  };
}

/** The references whose target is not the same in both documents, or contains such a reference. */
function findChangedReferences({ base, next }: Documents): ReadonlySet<string> {
  const references = new Set([base, next].flatMap(listReferences));
  const users = new Map<string, string[]>();
  const changed = new Set<string>();
  const pending: string[] = [];
  for (const reference of references) {
    const targets = [base, next].map((document) => findTarget(document, reference));
    if (!isDeepStrictEqual(targets[0], targets[1])) pending.push(reference);
    for (const used of targets.flatMap(listReferences)) users.set(used, [...(users.get(used) ?? []), reference]);
  }
  for (let reference = pending.pop(); reference !== undefined; reference = pending.pop()) {
    if (changed.has(reference)) continue;
    changed.add(reference);
    pending.push(...(users.get(reference) ?? []));
  }
  return changed;
}
