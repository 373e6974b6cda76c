import { compareDocuments } from "../diff/compare/compare-documents.ts";
import { readChecks } from "./checks.ts";
import { decideExpected, type Expected } from "./expected.ts";
import type { Pair } from "./findings.ts";
import { policies } from "./policy.ts";
import { readTests, type TestCase } from "./tests.ts";

type Change = Awaited<ReturnType<typeof compareDocuments>>[number];

/**
 * How our verdict compares with oasdiff's. `unsure`: ours is larger, but oasdiff's test looks at a part of the findings only, or
 * runs one check.
 */
export type Outcome = "agree" | "policy" | "too small" | "too large" | "unsure" | "error";

export interface Result extends TestCase {
  readonly expected: Expected;
  readonly changes: readonly Change[];
  readonly outcome: Outcome;
  /** Why the verdict differs on purpose, or the message of the exception. */
  readonly reason?: string;
}

export interface Report {
  readonly results: readonly Result[];
  /** The tests that decide nothing, with the reason. */
  readonly skipped: ReadonlyMap<string, string>;
}

/** Compares our verdicts with what the tests of a checkout of oasdiff expect. */
export async function runConformance(folder: string, only?: string): Promise<Report> {
  const checks = await readChecks(folder);
  const { cases, skipped } = await readTests(folder, checks, only);
  const undecided = new Map(skipped);
  const decided: (TestCase & { expected: Expected })[] = [];
  for (const one of cases) {
    const expected = decideExpected(one.pair, checks);
    if (expected !== undefined) decided.push({ ...one, expected });
    else undecided.set(one.name, one.unread ?? "it requires nothing that says whether the change breaks");
  }
  const breaking = new Set(decided.filter(({ expected }) => expected.isBreaking).map(({ pair }) => formatPair(pair)));
  const verdicts = new Map<string, Promise<Verdict>>();
  const results: Result[] = [];
  for (const one of decided) {
    const key = formatPair(one.pair);
    const verdict = verdicts.get(key) ?? compare(one.pair);
    verdicts.set(key, verdict);
    results.push(judge(one, await verdict, breaking.has(key)));
  }
  return { results, skipped: undecided };
}

interface Verdict {
  readonly changes: readonly Change[];
  readonly error?: string;
}

async function compare({ base, next }: Pair): Promise<Verdict> {
  try {
    return { changes: await compareDocuments(base, next) };
  } catch (error) {
    return { changes: [], error: (error as Error).message };
  }
}

function formatPair({ base, next }: Pair): string {
  return JSON.stringify([base, next]);
}

function judge(
  one: TestCase & { expected: Expected },
  { changes, error }: Verdict,
  isBreakingElsewhere: boolean,
): Result {
  const { isBreaking, isPartial } = one.expected;
  const majors = changes.filter(({ bump }) => bump === "major");
  const create = (outcome: Outcome, reason?: string): Result => ({
    ...one,
    changes,
    outcome,
    ...(reason !== undefined && { reason }),
  });
  if (error !== undefined) return create("error", error);
  // Where one test has no breaking finding of one check, another test of the same documents may have one of another check.
  if (isBreaking === majors.length > 0 || (isPartial && isBreakingElsewhere)) return create("agree");
  const reason = findPolicy(one, majors);
  if (reason !== undefined) return create("policy", reason);
  if (isBreaking) return create("too small");
  return create(isPartial ? "unsure" : "too large");
}

/** The reason of a policy that is about all findings of oasdiff which make the difference, or about all of ours. */
function findPolicy(
  { name, expected }: TestCase & { expected: Expected },
  majors: readonly Change[],
): string | undefined {
  const { isBreaking, levels } = expected;
  const ids = [...levels].filter(([, level]) => !isBreaking || level !== "INFO").map(([id]) => id);
  const isAll = <Item>(items: readonly Item[], matches: (item: Item) => boolean | undefined) =>
    items.length > 0 && items.every((item) => matches(item));
  return policies.find(
    ({ checks, tests, rules }) =>
      isAll(ids, (id) => checks?.test(id)) || tests?.test(name) || isAll(majors, ({ rule }) => rules?.includes(rule)),
  )?.reason;
}
