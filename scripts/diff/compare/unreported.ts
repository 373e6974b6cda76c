import type { Difference } from "./differences.ts";
import { pointerOf, shapeOf } from "./place.ts";

/**
 * Of all differences between two documents the parts that are not within the reported ones. A reference that only follows
 * its component's new name is none.
 */
export function unreported(all: readonly Difference[], reported: readonly Difference[]): Difference[] {
  const places = new Set(reported.flatMap(placesOf));
  const renamed = all.filter(({ kind }) => kind === "renamed");
  const newNames = new Map(renamed.map(({ baseKeys, nextKeys }) => [pointerOf(baseKeys), pointerOf(nextKeys)]));

  const rest = (difference: Difference): Difference[] => {
    const { kind, baseKeys, nextKeys, from, to } = difference;
    if (kind === "changed" && nextKeys.at(-1) === "$ref" && newNames.get(String(from)) === to) return [];
    const isWithin = (place: string) => upwards(place).some((above) => places.has(above));
    const sides = placesOf({ ...difference, kind: kind === "added" || kind === "removed" ? kind : "changed" });
    if (sides.every(isWithin) || placesOf(difference).every((place) => places.has(place))) return [];
    const [place] = sides;
    const isSplit =
      (kind === "added" || kind === "removed") && [...places].some((other) => other.startsWith(`${place}/`));
    // The packages export a type by a component's name, whatever becomes of its parts.
    if (!isSplit || /^components\/\w+\/_$/.test(shapeOf(nextKeys))) return [difference];
    return Object.entries((from ?? to) as object).flatMap(([key, value]) => {
      const keys = { baseKeys: [...baseKeys, key], nextKeys: [...nextKeys, key] };
      return rest(kind === "added" ? { kind, ...keys, from, to: value } : { kind, ...keys, from: value, to });
    });
  };
  return all.flatMap(rest);
}

/** Where a difference is in the old document, the new one, or both. A new name or order is none of what is inside. */
export function placesOf({ kind, baseKeys, nextKeys }: Difference): string[] {
  if (kind === "renamed" || kind === "reordered") return [`${kind} ${pointerOf(nextKeys)}`];
  return [
    ...(kind === "added" ? [] : [`base ${pointerOf(baseKeys)}`]),
    ...(kind === "removed" ? [] : [`next ${pointerOf(nextKeys)}`]),
  ];
}

// The place and all that it is in.
function upwards(place: string): string[] {
  return place.split("/").map((_, index, keys) => keys.slice(0, index + 1).join("/"));
}
