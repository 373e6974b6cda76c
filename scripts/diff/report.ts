import type { Change } from "./changes-between.ts";
import type { PlannedStep } from "./planned-step.ts";
import { isLarger, type Step } from "./rules.ts";

/** A change with its line in the hand-written spec, as `path:line`. */
export interface LocatedChange extends Change {
  readonly source: string;
}

/** What there is to say of the changes since a release. */
export interface Report {
  /** The release's tag, or another revision. */
  readonly base: string;
  /** The largest first. */
  readonly changes: readonly LocatedChange[];
  readonly planned: PlannedStep;
}

/** The step that the packages need for the changes. */
function neededStep({ changes }: Report): Step | "none" {
  return changes[0]?.step ?? "none";
}

/** Whether the packages are about to take a smaller step than they need. */
export function isTooSmall(report: Report): boolean {
  return isLarger(neededStep(report), report.planned.step);
}

/** How a report is written, by the name of the format. */
export const formats = {
  text: (report: Report): string =>
    [`Since ${report.base}:`, "", ...report.changes.map(inLines), ...conclusion(report)].join("\n"),
  json: (report: Report): string => JSON.stringify({ ...report, needed: neededStep(report) }, null, 2),
  markdown: (report: Report): string =>
    [`## Changes of the spec since ${report.base}`, "", ...table(report.changes), ...conclusion(report)].join("\n"),
} as const;

function inLines(change: LocatedChange): string {
  const { step, where, what, source, rule } = change;
  return [`${step}  ${where}`, `  ${what}`, `  ${effectOf(change)} (${rule})`, `  ${source}`, ""].join("\n");
}

function table(changes: readonly LocatedChange[]): string[] {
  if (changes.length === 0) return [];
  const rows = changes.map((change) =>
    [change.step, change.where, code(change.what), effectOf(change), change.source].map((cell) =>
      cell.replaceAll("|", "\\|"),
    ),
  );
  return [["step", "where", "what", "effect", "source"], ["---", "---", "---", "---", "---"], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .concat("");
}

function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function effectOf({ breaks, direction, why }: Change): string {
  return `${breaks ? "breaks callers" : "breaks no caller"}${direction === "none" ? "" : ` (${direction})`}: ${why}`;
}

function conclusion(report: Report): string[] {
  const { changes, planned } = report;
  const counts = (["major", "minor", "patch"] as const).map(
    (step) => `${changes.filter((change) => change.step === step).length} ${step}`,
  );
  const needed = neededStep(report);
  const files = planned.changesets.length > 0 ? ` (${planned.changesets.map(({ file }) => file).join(", ")})` : "";
  return [
    `${changes.length} ${changes.length === 1 ? "change" : "changes"}: ${counts.join(", ")}. ` +
      `The packages need ${needed === "none" ? "no" : `a ${needed}`} step; pending: ${planned.step}${files}.`,
    ...(isTooSmall(report)
      ? [`Run \`npx changeset\`, choose both packages and ${needed}, and commit the file that it writes.`]
      : []),
  ];
}
