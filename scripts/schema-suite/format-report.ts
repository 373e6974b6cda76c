import type { SuiteReport } from "./run.ts";

/** The counts of each part, the reasons of what differs on purpose, what is left out, and each verdict that is wrong. */
export function formatReport({ groups, leftOut, parts }: SuiteReport): string {
  const entries = Object.entries(parts);
  const table = entries.map(([name, { same, onPurpose, wrong }]) => {
    const counts = [same, sum(onPurpose), wrong.length];
    return name.padEnd(12) + counts.map((count) => String(count).padStart(12)).join("");
  });
  return [
    `JSON-Schema-Test-Suite, draft 2020-12: ${groups} groups`,
    ["".padEnd(12), ...["same", "on purpose", "wrong"].map((head) => head.padStart(12))].join(""),
    ...table,
    ...entries.flatMap(([name, { onPurpose }]) => formatCounts(`${name}, on purpose`, onPurpose)),
    ...formatCounts(`${sum(leftOut)} groups are left out because of`, leftOut),
    ...entries.flatMap(([name, { wrong }]) => wrong.map((line) => `\nwrong, ${name}: ${line}`)),
  ].join("\n");
}

function formatCounts(title: string, counts: ReadonlyMap<string, number>): string[] {
  if (counts.size === 0) return [];
  const rows = [...counts].toSorted(([, a], [, b]) => b - a);
  return ["", `${title}:`, ...rows.map(([reason, count]) => `${String(count).padStart(6)}  ${reason}`)];
}

function sum(counts: ReadonlyMap<string, number>): number {
  return counts.values().reduce((total, count) => total + count, 0);
}
