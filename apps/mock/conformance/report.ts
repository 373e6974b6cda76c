/**
 * `same`: the mock does what the suite expects. `on purpose`: it differs, and a rule says why. `not asked for`: the case needs
 * something that the mock does not offer. `to be looked at`: what the case asks for is uncertain. `worse`: anything else.
 */
export const verdicts = ["same", "on purpose", "not asked for", "to be looked at", "worse"] as const;

export type Verdict = (typeof verdicts)[number];

/** What became of a case of a suite. */
export interface CaseResult {
  readonly name: string;
  readonly verdict: Verdict;
  /** The name of the rule, or what is wrong. */
  readonly reason?: string | undefined;
  /** What was expected and what came. */
  readonly detail?: string | undefined;
}

/** What became of a suite. */
export interface SuiteReport {
  readonly title: string;
  /** What a reader of the counts has to know. */
  readonly notes: readonly string[];
  readonly results: readonly CaseResult[];
}

interface ReportOptions {
  readonly markdown: boolean;
  /** Whether the cases of each reason are named. */
  readonly names: boolean;
}

/** Formats a report: the counts, the reasons with their counts, and each case that is worse. */
export function formatReport({ title, notes, results }: SuiteReport, { markdown, names }: ReportOptions): string {
  const counts = verdicts.map((verdict) => [verdict, String(results.filter((one) => one.verdict === verdict).length)]);
  const worse = results.filter(({ verdict }) => verdict === "worse");
  const sections = [
    `${title}: ${results.length} cases`,
    formatTable(["verdict", "cases"], counts, markdown),
    ...(["on purpose", "not asked for", "to be looked at"] as const).map((verdict) =>
      formatReasons(verdict, results, markdown, names),
    ),
    ...notes.map((note) => `Note: ${note}`),
    ...(markdown ? [] : worse.map(formatWorse)),
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

function formatReasons(verdict: Verdict, all: readonly CaseResult[], markdown: boolean, names: boolean): string {
  const groups = Map.groupBy(
    all.filter((one) => one.verdict === verdict),
    ({ reason = "" }) => reason,
  );
  if (groups.size === 0) return "";
  const rows = [...groups]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .flatMap(([reason, group]) => [
      [reason, String(group.length)],
      ...(names ? group.map(({ name }) => [`  ${name}`, ""]) : []),
    ]);
  return formatTable([verdict, "cases"], rows, markdown);
}

function formatTable(head: readonly string[], rows: readonly (readonly string[])[], markdown: boolean): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const pad = (row: readonly string[]) => widths.map((width, column) => (row[column] ?? "").padEnd(width));
  if (!markdown) return all.map((row) => pad(row).join("  ").trimEnd()).join("\n");
  const [first, ...others] = all.map((row) => `| ${pad(row).join(" | ")} |`);
  return [first, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...others].join("\n");
}

function formatWorse({ name, reason, detail }: CaseResult): string {
  return [`worse: ${name}`, reason, detail].filter((line) => line !== undefined).join("\n  ");
}
