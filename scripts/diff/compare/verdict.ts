import type { Difference } from "./differences.ts";
import { isRecord, pointerOf, shapeOf } from "./place.ts";
import type { RedoclyVerdict } from "./redocly-verdicts.ts";
import { type Direction, isLarger, ownVerdict, type Verdict } from "./rules.ts";

/** The stricter of what the project's rules and Redocly's say of a difference. */
export function verdictOn(difference: Difference, direction: Direction, redocly: readonly RedoclyVerdict[]): Verdict {
  const shape = shapeOf(difference.nextKeys);
  const why = reasonFor(difference, shape, direction);
  const others = redocly.filter((verdict) => isOn(verdict, difference)).map(({ rule, step }) => ({ rule, step, why }));
  return [ownVerdict(difference, shape, direction), ...others].reduce((strictest, verdict) =>
    isLarger(verdict.step, strictest.step) ? verdict : strictest,
  );
}

function isOn({ base, next }: RedoclyVerdict, { kind, baseKeys, nextKeys }: Difference): boolean {
  const isAt = (pointer: string | undefined, place: string) =>
    pointer === place || (kind !== "renamed" && kind !== "reordered" && pointer?.startsWith(`${place}/`) === true);
  return (
    (kind !== "added" && isAt(base, pointerOf(baseKeys))) || (kind !== "removed" && isAt(next, pointerOf(nextKeys)))
  );
}

// Redocly's messages say what has changed; this says what that does to a caller.
function reasonFor({ kind, from }: Difference, shape: string, direction: Direction): string {
  const isGone = kind === "renamed" || (kind === "removed" && isRecord(from));
  if (shape.endsWith("/security")) return "A token that was enough may no longer be.";
  if (direction === "request")
    return isGone ? "A request that uses it fails." : "A request that was right may be refused.";
  if (direction === "answer") {
    return isGone
      ? "Code that reads it no longer finds it."
      : "An answer may hold what callers have not had to expect.";
  }
  return "Callers that rely on it have to change.";
}
