import { formatPointer } from "@run-summary/openapi";
import type { Difference } from "./differences.ts";
import { formatPathPattern } from "./path-pattern.ts";

/**
 * The differences, or the parts of them, that are not inside reported ones. A reference that follows the new name of its
 * component is left out.
 */
export function listUnreported(all: readonly Difference[], reported: readonly Difference[]): Difference[] {
  const known = new Set(reported.flatMap(listPositions));
  const newReferences = new Map(
    all
      .filter(({ kind }) => kind === "renamed")
      .map(({ baseKeys, nextKeys }) => [`#${formatPointer(baseKeys)}`, `#${formatPointer(nextKeys)}`]),
  );

  const listRest = (difference: Difference): Difference[] => {
    const { kind, baseKeys, nextKeys, from, to } = difference;
    const isOneSided = kind === "added" || kind === "removed";
    if (kind === "changed" && nextKeys.at(-1) === "$ref" && newReferences.get(String(from)) === to) return [];
    const positions = listPositions({ ...difference, kind: isOneSided ? kind : "changed" });
    const isInsideReported = positions.every((position) => listOuterPositions(position).some((it) => known.has(it)));
    if (isInsideReported || listPositions(difference).every((position) => known.has(position))) return [];
    const isPartlyReported = isOneSided && [...known].some((other) => other.startsWith(`${positions[0]}/`));
    // The packages export a type by a component's name, even where all of its parts are reported.
    if (!isPartlyReported || /^components\/\w+\/_$/.test(formatPathPattern(nextKeys))) return [difference];
    return Object.entries((from ?? to) as object).flatMap(([key, value]) => {
      const keys = { baseKeys: [...baseKeys, key], nextKeys: [...nextKeys, key] };
      return listRest(kind === "added" ? { kind, ...keys, from, to: value } : { kind, ...keys, from: value, to });
    });
  };
  return all.flatMap(listRest);
}

/** Where a difference is: a pointer into the old document, into the new one, or both. */
export function listPositions({ kind, baseKeys, nextKeys }: Difference): string[] {
  // A new name or order says nothing about the parts inside.
  if (kind === "renamed" || kind === "reordered") return [`${kind} ${formatPointer(nextKeys)}`];
  return [
    ...(kind === "added" ? [] : [`base ${formatPointer(baseKeys)}`]),
    ...(kind === "removed" ? [] : [`next ${formatPointer(nextKeys)}`]),
  ];
}

// The position itself, and those of all parts around it.
function listOuterPositions(position: string): string[] {
  return position.split("/").map((_, index, keys) => keys.slice(0, index + 1).join("/"));
}
