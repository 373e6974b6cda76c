import type { Difference } from "./differences.ts";
import { formatPathPattern } from "./path-pattern.ts";
import { applyRules, type Direction, getFallback, type Verdict } from "./rules.ts";
import { isLargerBump } from "./version-bump.ts";

/** The verdict on a difference: the strictest one of the rules and of the other mechanisms. */
export function chooseVerdict(
  difference: Difference,
  direction: Direction,
  others: readonly (Verdict | undefined)[],
): Verdict {
  const rule = applyRules(difference, formatPathPattern(difference.nextKeys), direction);
  const verdicts = [rule, ...others].filter((verdict) => verdict !== undefined);
  return verdicts.reduce<Verdict | undefined>(chooseStricter, undefined) ?? getFallback(direction);
}

function chooseStricter(one: Verdict | undefined, other: Verdict): Verdict {
  return one === undefined || isLargerBump(other.bump, one.bump) ? other : one;
}
