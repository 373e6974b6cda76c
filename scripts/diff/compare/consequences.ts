import { isDeepStrictEqual } from "node:util";
import { formatPointer } from "@run-summary/openapi";
import { type Difference, isSamePath } from "./differences.ts";
import { formatPathPattern } from "./path-pattern.ts";

/**
 * The differences that follow from another one, which says it already: the place of a renamed, added or removed property in
 * `required` and in examples, and a path of which only a parameter has another name.
 */
export function findConsequences(differences: readonly Difference[]): ReadonlySet<Difference> {
  const properties = new Set(differences.flatMap(listPropertyPositions));
  const renamed = differences.filter(({ kind, nextKeys }) => kind === "renamed" && nextKeys.at(-2) === "properties");
  const isConsequence = (difference: Difference): boolean =>
    followsInRequired(difference, properties) ||
    renamed.some((rename) => followsInExample(difference, rename, differences)) ||
    followsFromParameter(difference, differences);
  return new Set(differences.filter(isConsequence));
}

// Where a property is in one document only, or has another name.
function listPropertyPositions({ kind, baseKeys, nextKeys }: Difference): string[] {
  if (kind === "changed" || kind === "reordered" || nextKeys.at(-2) !== "properties") return [];
  return [
    ...(kind === "added" ? [] : [`base ${formatPointer(baseKeys)}`]),
    ...(kind === "removed" ? [] : [`next ${formatPointer(nextKeys)}`]),
  ];
}

function followsInRequired({ baseKeys, nextKeys, from, to }: Difference, properties: ReadonlySet<string>): boolean {
  const pathPattern = formatPathPattern(nextKeys);
  if (!pathPattern.includes("/schema/") || !pathPattern.endsWith("/required")) return false;
  const [before, after] = [from ?? [], to ?? []];
  if (!Array.isArray(before) || !Array.isArray(after)) return false;
  const locate = (side: string, keys: readonly string[], name: string) =>
    properties.has(`${side} ${formatPointer([...keys.slice(0, -1), "properties", name])}`);
  return (
    before.filter((name) => !after.includes(name)).every((name) => locate("base", baseKeys, name)) &&
    after.filter((name) => !before.includes(name)).every((name) => locate("next", nextKeys, name))
  );
}

function followsInExample(difference: Difference, rename: Difference, all: readonly Difference[]): boolean {
  const { kind, baseKeys, nextKeys, from, to } = difference;
  if (!/(^|\/)examples?\//.test(formatPathPattern(nextKeys))) return false;
  const partner = (otherKind: Difference["kind"], keys: readonly string[], key: unknown, value: unknown) =>
    all.some(
      (other) =>
        other.kind === otherKind &&
        isDeepStrictEqual(otherKind === "added" ? other.nextKeys : other.baseKeys, [...keys.slice(0, -1), key]) &&
        isDeepStrictEqual(otherKind === "added" ? other.to : other.from, value),
    );
  if (kind === "renamed") return from === rename.from && to === rename.to;
  if (kind === "removed") return baseKeys.at(-1) === rename.from && partner("added", nextKeys, rename.to, from);
  return kind === "added" && nextKeys.at(-1) === rename.to && partner("removed", baseKeys, rename.from, to);
}

function followsFromParameter({ kind, nextKeys, from, to }: Difference, all: readonly Difference[]): boolean {
  const [container, path, ...rest] = nextKeys;
  if (kind !== "renamed" || container !== "paths" || rest.length > 0) return false;
  if (!isSamePath(String(from), String(to))) return false;
  return all.some(
    (other) => other.nextKeys[1] === path && /\/parameters\/_\/name$/.test(formatPathPattern(other.nextKeys)),
  );
}
