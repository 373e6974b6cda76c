import { formatPointer } from "@run-summary/openapi";
import { type Difference, isRecord } from "./differences.ts";
import { formatPathPattern } from "./path-pattern.ts";
import type { RedoclyVerdict } from "./redocly-diff.ts";
import { applyRules, type Direction, type Verdict } from "./rules.ts";
import { isLargerBump } from "./version-bump.ts";

/** What the project's rules and Redocly's say about a difference; the verdict with the largest version bump wins. */
export function chooseVerdict(
  difference: Difference,
  direction: Direction,
  redocly: readonly RedoclyVerdict[],
): Verdict {
  const pathPattern = formatPathPattern(difference.nextKeys);
  const why = explainBreak(difference, pathPattern, direction);
  const others = redocly
    .filter((verdict) => isAbout(verdict, difference))
    .map(({ rule, bump }) => ({ rule, bump, why }));
  return [applyRules(difference, pathPattern, direction), ...others].reduce((strictest, verdict) =>
    isLargerBump(verdict.bump, strictest.bump) ? verdict : strictest,
  );
}

function isAbout({ basePointer, nextPointer }: RedoclyVerdict, { kind, baseKeys, nextKeys }: Difference): boolean {
  const isInside = (pointer: string | undefined, outer: string) =>
    pointer === outer || (kind !== "renamed" && kind !== "reordered" && pointer?.startsWith(`${outer}/`) === true);
  return (
    (kind !== "added" && isInside(basePointer, formatPointer(baseKeys))) ||
    (kind !== "removed" && isInside(nextPointer, formatPointer(nextKeys)))
  );
}

// Redocly's messages say what has changed. This says what the change does to a caller.
function explainBreak({ kind, from }: Difference, pathPattern: string, direction: Direction): string {
  const isGone = kind === "renamed" || (kind === "removed" && isRecord(from));
  if (pathPattern.endsWith("/security")) return "A token that was accepted may be refused now.";
  if (direction === "request") {
    return isGone ? "A request that uses it fails." : "A request that was valid may be refused now.";
  }
  if (direction === "response") {
    return isGone
      ? "Code that reads it no longer finds it."
      : "A response may contain something that callers do not expect yet.";
  }
  return "Callers that rely on it have to change.";
}
