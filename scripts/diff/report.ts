import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { parsePointer } from "@run-summary/openapi";
import { findLine, locateSource } from "@run-summary/openapi/source";
import { displayPath } from "@run-summary/spec";
import { sourceFile } from "@run-summary/spec/source";
import type { Change } from "./compare/compare-documents.ts";
import { isLargerBump, type VersionBump, versionBumps } from "./compare/version-bump.ts";
import type { PlannedRelease } from "./planned-release.ts";

/** A change with its line in the hand-written spec. */
interface LocatedChange extends Change {
  /** `path:line`; for a removed part, the line of the part around it. */
  readonly source: string;
}

/** What the spec changes since a release, and what the next release plans. */
export interface Report {
  /** The release's tag, or another revision. */
  readonly base: string;
  /** The largest version bump first. */
  readonly changes: readonly LocatedChange[];
  /** `undefined` for a document that is not the project's own. */
  readonly planned: PlannedRelease | undefined;
  /** The version bump that the changes need. */
  readonly needed: VersionBump | "none";
}

/**
 * Creates the report of changes.
 *
 * @param file the root file of the new document
 */
export function createReport(
  base: string,
  changes: readonly Change[],
  planned?: PlannedRelease,
  file: string = sourceFile,
): Report {
  return {
    base,
    changes: changes.map((change) => ({ ...change, source: findSourceLine(file, change.pointer) })),
    planned,
    needed: changes[0]?.bump ?? "none",
  };
}

// A component of the bundle has a file of its own in the hand-written spec.
function findSourceLine(root: string, pointer: string): string {
  const keys = parsePointer(pointer);
  const component = join(dirname(root), ...keys.slice(0, 2), `${keys[2]}.yaml`);
  const isComponent = keys[0] === "components" && existsSync(component);
  const location = isComponent ? locateSource(component, keys.slice(3)) : locateSource(root, keys);
  const file = location.file ?? root;
  return `${displayPath(file)}:${findLine(file, location.keys)}`;
}

/** Whether the next release plans a smaller version bump than the changes need. */
export function isBumpTooSmall({ needed, planned }: Report): boolean {
  return planned !== undefined && isLargerBump(needed, planned.bump);
}

/** The functions that write a report, by the name of the format. */
export const formats = {
  text: (report: Report): string =>
    [`Since ${report.base}:`, "", ...report.changes.map(formatText), ...formatSummary(report)].join("\n"),
  json: (report: Report): string => JSON.stringify(report, null, 2),
  markdown: (report: Report): string =>
    [`## Changes of the spec since ${report.base}`, "", ...formatTable(report.changes), ...formatSummary(report)].join(
      "\n",
    ),
} as const;

function formatText(change: LocatedChange): string {
  const { bump, where, what, source, rule } = change;
  return [`${bump}  ${where}`, `  ${what}`, `  ${describeEffect(change)} (${rule})`, `  ${source}`, ""].join("\n");
}

function formatTable(changes: readonly LocatedChange[]): string[] {
  if (changes.length === 0) return [];
  const rows = changes.map((change) =>
    [change.bump, change.where, formatCode(change.what), describeEffect(change), change.source].map((cell) =>
      cell.replaceAll("|", "\\|"),
    ),
  );
  return [["bump", "where", "what", "effect", "source"], ["---", "---", "---", "---", "---"], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .concat("");
}

function formatCode(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

const messages = {
  request: ["requests"],
  response: ["responses"],
  both: ["requests and responses"],
  none: [],
} as const;

/** Whom a change breaks, in which messages, how, and why. */
export function describeEffect({ breaks, direction, effect, why }: Change): string {
  const how = [...messages[direction], ...(effect === undefined ? [] : [effect])].join(", ");
  return `${breaks ? "breaks callers" : "breaks no caller"}${how === "" ? "" : ` (${how})`}: ${why}`;
}

function formatSummary(report: Report): string[] {
  const { changes, planned, needed } = report;
  const counts = versionBumps.map((bump) => `${changes.filter((change) => change.bump === bump).length} ${bump}`);
  const sum = `${changes.length} ${changes.length === 1 ? "change" : "changes"}: ${counts.join(", ")}.`;
  if (planned === undefined) return [sum];
  const files = planned.changesets.length > 0 ? ` (${planned.changesets.map(({ file }) => file).join(", ")})` : "";
  return [
    `${sum} The packages need ${needed === "none" ? "no" : `a ${needed}`} version bump; planned: ${planned.bump}${files}.`,
    ...(isBumpTooSmall(report)
      ? [`Run \`npx changeset\`, choose both packages and ${needed}, and commit the file that it writes.`]
      : []),
  ];
}
