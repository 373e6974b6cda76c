import type { ContractCheck, Result } from "../suite/check.ts";
import type { Targets } from "../suite/targets.ts";
import { formatFactKey, limits } from "./fact.ts";

/** The results of the checks, one after the other. */
export async function* runChecks(checks: readonly ContractCheck[], targets: Targets): AsyncGenerator<Result> {
  for (const check of checks) yield* await check.run(targets);
}

// These restrict a value. Only a case that they forbid shows them.
const restrictions: readonly string[] = [...limits, "values"];

/**
 * What a source's results say about each fact, by the fact's key: `✓` where all cases agree with the document, or else the first
 * problem. A fact that no case shows has no entry.
 */
export function summarizeResults(results: readonly Result[], source: Result["source"]): Map<string, string> {
  const entries = results
    .filter((result) => result.source === source)
    .flatMap((result) =>
      result.facts.map((fact) => ({ ...fact, ...result, key: formatFactKey({ ...result, ...fact }) })),
    );
  return new Map(
    [...Map.groupBy(entries, ({ key }) => key)].flatMap(([key, group]): [string, string][] => {
      const problem = group.find((entry) => entry.problem !== undefined)?.problem;
      const isRestriction = restrictions.includes(group[0]?.attribute ?? "");
      const isShown = !isRestriction || group.some(({ isForbidden }) => isForbidden);
      return problem !== undefined || isShown ? [[key, problem ?? "✓"]] : [];
    }),
  );
}
