import type { ContractCheck, Result } from "../suite/check.ts";
import type { Targets } from "../suite/targets.ts";
import { type Fact, formatFactKey, limits } from "./fact.ts";

/** The results of the checks, one after the other. */
export async function* runChecks(checks: readonly ContractCheck[], targets: Targets): AsyncGenerator<Result> {
  for (const check of checks) yield* await check.run(targets);
}

// These restrict a value. Only a case that they forbid shows them.
const restrictions: readonly string[] = [...limits, "values"];

/**
 * What a source's results say about each fact, by the fact's key: `✓` where all cases agree with the document, or else the first
 * problem. A fact that no case shows has no entry. What is true of a part is true of the equal parts of other operations.
 */
export function summarizeResults(results: readonly Result[], source: Result["source"]): Map<string, string> {
  const summaries = new Map<string, Summary>();
  for (const { operation, source: from, facts, isForbidden, problem, places } of results) {
    if (from !== source) continue;
    for (const fact of facts) {
      const key = formatFactKey({ operation, ...fact });
      const isShown = isForbidden || !restrictions.includes(fact.attribute);
      const known = summaries.get(key);
      if (known === undefined) summaries.set(key, { fact: { operation, ...fact }, isShown, problem, places });
      else {
        known.isShown ||= isShown;
        known.problem ??= problem;
        known.places ??= places;
      }
    }
  }
  const cells = new Map<string, string>();
  for (const { fact, isShown, problem, places = [] } of summaries.values()) {
    if (problem === undefined && !isShown) continue;
    const [own] = places;
    const [part, ...names] = fact.subject;
    const others = places.map((place) => {
      const subject = part === own?.part ? [place.part, ...names] : fact.subject;
      return { ...fact, operation: place.operation, subject };
    });
    for (const key of [fact, ...others].map(formatFactKey)) {
      if (problem !== undefined || !cells.has(key)) cells.set(key, problem ?? "✓");
    }
  }
  return cells;
}

/** What the results say about a fact. */
interface Summary {
  readonly fact: Omit<Fact, "value">;
  isShown: boolean;
  problem: string | undefined;
  places: Result["places"];
}
