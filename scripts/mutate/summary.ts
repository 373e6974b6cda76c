/** The outcome of a mutant. */
export interface MutantOutcome {
  readonly family: string;
  readonly mutant: string;
  /** The gates that caught it; none for a survivor. */
  readonly caughtBy: readonly string[];
}

/** Receives each outcome as soon as it is known. */
export type ReportMutant = (outcome: MutantOutcome) => void;

export function formatOutcome({ family, mutant, caughtBy }: MutantOutcome): string {
  return `${family} · ${mutant} → ${caughtBy.join(", ") || "survived"}`;
}

export function listSurvivors(outcomes: readonly MutantOutcome[]): MutantOutcome[] {
  return outcomes.filter(({ caughtBy }) => caughtBy.length === 0);
}

/** A line for each family: its score, and the number of mutants that each gate has caught. */
export function formatScores(outcomes: readonly MutantOutcome[]): string[] {
  return [...Map.groupBy(outcomes, ({ family }) => family)].map(([family, all]) => {
    const kills = Map.groupBy(
      all.flatMap(({ caughtBy }) => caughtBy),
      (gate) => gate,
    );
    const gates = [...kills].map(([gate, { length }]) => `${gate} ${length}`).join(", ");
    const caught = all.length - listSurvivors(all).length;
    return `${family.padEnd(24)}${caught} of ${all.length} caught, ${Math.floor((100 * caught) / all.length)} %  (${gates})`;
  });
}
