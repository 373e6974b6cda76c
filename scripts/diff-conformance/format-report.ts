import { versionBumps } from "../diff/compare/version-bump.ts";
import type { Outcome, Report, Result } from "./run.ts";

const titles: Readonly<Record<Outcome, string>> = {
  agree: "agree",
  policy: "differ by policy",
  "too small": "too small: oasdiff says breaking, we do not",
  "too large": "too large: we say major, oasdiff does not say breaking",
  unsure: "perhaps too large: oasdiff's test looks at a part of the findings only",
  error: "errors",
};

/** A line for each verdict that differs, the counts by oasdiff's check id, and the totals. */
export function formatReport({ results, skipped }: Report): string {
  const differing = results.filter(({ outcome }) => !["agree", "policy"].includes(outcome));
  return [
    ...Object.keys(titles).flatMap((outcome) => differing.filter((one) => one.outcome === outcome).map(formatLine)),
    ...formatChecks(results),
    ...formatCounts(
      "differ by policy",
      countBy(results.flatMap(({ outcome, reason }) => (outcome === "policy" ? (reason ?? []) : []))),
    ),
    ...formatCounts("tests skipped", countBy(skipped.values())),
    "",
    `${results.length} pairs read, ${skipped.size} tests skipped`,
    ...Object.entries(titles).map(([outcome, title]) => {
      return formatCount(results.filter((one) => one.outcome === outcome).length, title);
    }),
  ].join("\n");
}

/** What both sides say about each pair, in full. */
export function formatInFull({ results, skipped }: Report): string {
  return [
    ...[...skipped].map(([name, reason]) => `${name}: skipped, ${reason}`),
    ...results.map((result) => {
      const { changes } = result;
      const rows = changes.map(({ bump, rule, where, what, why }) => `    ${bump} (${rule}) ${where}: ${what} ${why}`);
      return [`${result.outcome} ${formatOasdiff(result)}`, "  ours:", ...rows, ...(result.reason ?? [])].join("\n");
    }),
  ].join("\n\n");
}

function formatLine(result: Result): string {
  const { changes, outcome, reason } = result;
  if (reason !== undefined) return `${outcome}  ${formatOasdiff(result)}: ${reason}`;
  const largest = versionBumps.find((bump) => changes.some((change) => change.bump === bump));
  const rows = changes.filter(({ bump }) => bump === largest);
  const shown = rows.slice(0, 3).map(({ rule, where, what }) => `${rule}: ${where}: ${what}`);
  return `${outcome}  ${formatOasdiff(result)}\n    ours: ${largest ?? "none"} (${rows.length}) ${shown.join(" | ").replaceAll("\n", " ")}`;
}

function formatOasdiff({ name, expected }: Result): string {
  const ids = [...expected.levels].map(([id, level]) => `${id} ${level}`);
  return `${name}: ${expected.isBreaking ? "breaking" : "not breaking"}${expected.isPartial ? " in part" : ""} [${ids.join(", ")}]`;
}

/** The counts of each check id that a differing verdict is about. */
function formatChecks(results: readonly Result[]): string[] {
  const outcomes = Object.keys(titles);
  const rows = new Map<string, Map<string, number>>();
  for (const { expected, outcome } of results) {
    const ids = expected.levels.size === 0 ? ["(no id)"] : expected.levels.keys();
    for (const id of ids) {
      const counts = rows.get(id) ?? new Map<string, number>();
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      rows.set(id, counts);
    }
  }
  const width = Math.max(0, ...rows.keys().map((id) => id.length));
  const head = ["".padEnd(width), ...outcomes.map((outcome) => outcome.padStart(10))].join("");
  const differing = [...rows].filter(([, counts]) => counts.keys().some((outcome) => outcome !== "agree")).toSorted();
  const table = differing.map(([id, counts]) =>
    [id.padEnd(width), ...outcomes.map((outcome) => String(counts.get(outcome) ?? "").padStart(10))].join(""),
  );
  return table.length === 0 ? [] : ["", head, ...table];
}

function countBy(values: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function formatCounts(title: string, counts: ReadonlyMap<string, number>): string[] {
  if (counts.size === 0) return [];
  const rows = [...counts].toSorted(([, a], [, b]) => b - a);
  return ["", `${title}:`, ...rows.map(([reason, count]) => formatCount(count, reason))];
}

function formatCount(count: number, text: string): string {
  return `${String(count).padStart(6)}  ${text}`;
}
