import type { Checks } from "./checks.ts";
import type { Expectation, Pair, Run } from "./findings.ts";
import type { LevelName } from "./go/values.ts";

/** What oasdiff says about two documents. */
export interface Expected {
  readonly isBreaking: boolean;
  /** Whether a finding that the test does not name could still be breaking. */
  readonly isPartial: boolean;
  /** The level of each id that the test names. */
  readonly levels: ReadonlyMap<string, LevelName>;
}

/** What a test's requirements say about its pair; `undefined` where they say neither that it breaks nor that it does not. */
export function decideExpected({ expectations }: Pair, checks: Checks): Expected | undefined {
  const levels = new Map<string, LevelName>();
  for (const expectation of expectations) {
    for (const id of expectation.ids) levels.set(id, getLevel(id, expectation, checks));
  }
  const verdicts = expectations.map((expectation) => judge(expectation, levels));
  if (verdicts.includes("breaking")) return { isBreaking: true, isPartial: false, levels };
  if (!verdicts.includes("compatible")) return undefined;
  return { isBreaking: false, isPartial: !isWhole(expectations), levels };
}

function getLevel(id: string, { level, run }: Expectation, { levels }: Checks): LevelName {
  return level ?? run.levels[id]?.name ?? levels.get(id) ?? "NONE";
}

function isBreakingLevel(level: LevelName | undefined): boolean {
  return level === "ERR" || level === "WARN";
}

function judge(
  { kind, ids, level, run }: Expectation,
  levels: ReadonlyMap<string, LevelName>,
): "breaking" | "compatible" | undefined {
  if (kind === "none") return "compatible";
  if (kind === "some") return isBreakingLevel(run.threshold) ? "breaking" : undefined;
  if (kind === "level") return isBreakingLevel(level) ? "breaking" : "compatible";
  const isBreaking = ids.map((id) => isBreakingLevel(levels.get(id)));
  if (isBreaking.every((is) => is)) return "breaking";
  return isBreaking.some((is) => is) ? undefined : "compatible";
}

/** Whether all checks ran, and the test names each finding that they gave down to WARN. */
function isWhole(expectations: readonly Expectation[]): boolean {
  const runs = new Set(expectations.map(({ run }) => run));
  return runs.values().some((run) =>
    isWholeRun(
      run,
      expectations.filter((expectation) => expectation.run === run),
    ),
  );
}

function isWholeRun({ isComplete, threshold }: Run, expectations: readonly Expectation[]): boolean {
  if (!isComplete || threshold === "ERR") return false;
  const count = Math.max(...expectations.map((expectation) => expectation.count ?? Number.POSITIVE_INFINITY));
  const counts = expectations.flatMap((expectation) => expectation.count ?? []);
  const named = expectations.filter(({ kind }) => kind === "id" || kind === "level").length;
  return expectations.some(({ kind }) => kind === "none") || (counts.length > 0 && named >= Math.min(count, ...counts));
}
