import { findDisagreements, listKnownSources, type Row, type Source } from "./table.ts";

/** How many facts and sources there are, and how many cells differ. */
export function summarizeTable(table: readonly Row[]): string {
  return `${table.length} facts, ${listKnownSources(table).length + 1} sources, ${findDisagreements(table).length} differences`;
}

const folders: Readonly<Record<Source, string>> = {
  types: "scripts/generate/types.ts",
  client: "packages/client",
  docs: "apps/docs",
  mock: "apps/mock",
  upstream: "spec/upstream",
};

/** A sentence for each row that differs, with what to do about it. */
export function describeDisagreements(table: readonly Row[]): string[] {
  return mergeStatuses(table).flatMap((row) => {
    const differences = findDisagreements([row]);
    if (differences.length === 0) return [];
    const about = [row.operation, formatSubject(row.subject), row.attribute].filter(Boolean).join(" · ");
    const cells = differences.map(({ source, says }) => `${source} ${says}`);
    const toCorrect = differences.map(({ source }) => folders[source]).join(" and ");
    const remedy = differences.some(({ source }) => source !== "upstream")
      ? `Run \`npm run generate\`. If the difference stays, correct ${toCorrect}, or the spec`
      : "`npm run upstream` says what to write in the spec";
    return [`${about}: spec ${row.spec}, ${cells.join(", ")}. ${remedy}.`];
  });
}

/** A subject as it is printed: `response 404 error.details[].code`. */
export function formatSubject([part = "", ...names]: readonly string[]): string {
  return `${part} ${names.join(".").replaceAll(".[]", "[]")}`.trim();
}

/** The table with one row for rows that differ only in the status: `response 400 401`. */
export function mergeStatuses(table: readonly Row[]): Row[] {
  const groups = Map.groupBy(table, ({ subject: [part = "", ...names], ...rest }) =>
    JSON.stringify([part.replace(/ .*/, ""), names, rest]),
  );
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const statuses = others.map(({ subject: [part = ""] }) => part.replace(/^\w+/, ""));
    return [{ ...first, subject: [(first.subject[0] ?? "") + statuses.join(""), ...first.subject.slice(1)] }];
  });
}

/** The table for a terminal. A line for each subject says how many of its facts are the same, unknown or different. */
export function formatTable(table: readonly Row[]): string[] {
  const sources = listKnownSources(table);
  const lines: string[][] = [];
  let last: readonly string[] = [];
  for (const rows of Map.groupBy(mergeStatuses(table), ({ operation, subject }) =>
    JSON.stringify([operation, subject]),
  ).values()) {
    const [{ operation, subject } = { operation: "", subject: [] }] = rows;
    const [first, ...names] = subject;
    const part = first || "operation";
    if (operation !== last[0]) lines.push([operation, ...sources]);
    if (names.length > 0 && !(operation === last[0] && part === last[1])) lines.push([`  ${part}`]);
    const name = names.length === 0 ? `  ${part}` : `    ${formatSubject(["", ...names])}`;
    lines.push([name, ...sources.map((source) => countMarks(rows, source))]);
    last = [operation, part];
  }
  const width = Math.max(...lines.map(([name = ""]) => name.length)) + 2;
  return lines.map(([name = "", ...cells]) =>
    (name.padEnd(width) + cells.map((cell) => cell.padEnd(9)).join("")).trimEnd(),
  );
}

function countMarks(rows: readonly Row[], source: Source): string {
  const marks = Map.groupBy(rows, ({ cells }) => (["✓", "–", "≠"].includes(cells[source]) ? cells[source] : "✗"));
  return ["✓", "–", "≠", "✗"].flatMap((mark) => (marks.has(mark) ? `${mark}${marks.get(mark)?.length}` : [])).join(" ");
}
