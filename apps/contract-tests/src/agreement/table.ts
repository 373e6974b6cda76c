import { type Fact, keyOf, type View } from "./fact.ts";
import { clientSees } from "./facts-from-client.ts";
import { docsSee } from "./facts-from-docs.ts";
import { mockSees } from "./facts-from-mock.ts";
import { typesSee } from "./facts-from-types.ts";

/** The sources that the spec is compared with. */
export const sources = ["types", "client", "docs", "mock"] as const;

export type Source = (typeof sources)[number];

const views: Readonly<Record<Source, View>> = { types: typesSee, client: clientSees, docs: docsSee, mock: mockSees };

/** A fact with what each source says of it: `✓` for the same as the spec, `–` for what it cannot know, or the difference. */
export interface Row extends Omit<Fact, "value"> {
  readonly spec: string;
  readonly cells: Readonly<Record<Source, string>>;
}

/** Stands where a source should know a fact, or the spec should have it. */
const missing = "missing";

/** The rows for all that any source says: first those of the spec, in its order. */
export function tableOf(spec: readonly Fact[], others: Readonly<Record<Source, readonly Fact[]>>): Row[] {
  const own = byKey(spec);
  const said = sources.map((source) => [source, byKey(others[source])] as const);
  const all = [...spec, ...sources.flatMap((source) => others[source])];
  // The docs do not know how an operationId is spelled.
  const spellings = new Map(all.toReversed().map(({ operation }) => [operation.toLowerCase(), operation]));
  return [...byKey([...all, ...spec])].map(([key, fact]) => {
    const operation = spellings.get(fact.operation.toLowerCase()) ?? fact.operation;
    const isInSpec = own.has(key);
    const says: Parameters<View>[1] = (subject, attribute) => own.get(keyOf({ operation, subject, attribute }))?.value;
    const cells = said.map(([source, facts]) => {
      const seen = views[source](fact, says);
      const value = facts.get(key)?.value;
      if (value === undefined) return [source, seen === undefined ? "–" : isInSpec ? missing : "✓"];
      return [source, isInSpec && value === (seen ?? fact.value) ? "✓" : value];
    });
    const { subject, attribute } = fact;
    const row = { operation, subject, attribute, spec: isInSpec ? fact.value : missing };
    return { ...row, cells: Object.fromEntries(cells) as Row["cells"] };
  });
}

// The facts of one source stand in the tables of many mutants.
const indexes = new WeakMap<readonly Fact[], Map<string, Fact>>();

function byKey(facts: readonly Fact[]): Map<string, Fact> {
  const index = indexes.get(facts) ?? new Map(facts.map((fact) => [keyOf(fact), fact]));
  indexes.set(facts, index);
  return index;
}

/** A cell that is not as the spec has it. */
export interface Difference extends Omit<Row, "cells"> {
  readonly source: Source;
  readonly says: string;
}

/** What differs from the spec, where. */
export function differencesIn(table: readonly Row[]): Difference[] {
  return table.flatMap(({ cells, ...row }) =>
    sources
      .filter((source) => !["✓", "–"].includes(cells[source]))
      .map((source) => ({ ...row, source, says: cells[source] })),
  );
}

/** How many facts there are, from how many sources, and how many cells differ. */
export function summaryOf(table: readonly Row[]): string {
  return `${table.length} facts, ${sources.length + 1} sources, ${differencesIn(table).length} differences`;
}

const origins: Readonly<Record<Source, string>> = {
  types: "scripts/generate/types.ts",
  client: "packages/client",
  docs: "apps/docs",
  mock: "apps/mock",
};

/** The differences in sentences, each with what to do about it. */
export function sentencesOf(table: readonly Row[]): string[] {
  return mergedRows(table).flatMap((row) => {
    const differences = differencesIn([row]);
    if (differences.length === 0) return [];
    const about = [row.operation, nameOf(row.subject), row.attribute].filter(Boolean).join(" · ");
    const cells = differences.map(({ source, says }) => `${source} ${says}`);
    const places = differences.map(({ source }) => origins[source]);
    const remedy = `Run \`npm run generate\`; if it stays, correct ${places.join(" and ")}, or the spec`;
    return [`${about}: spec ${row.spec}, ${cells.join(", ")}. ${remedy}.`];
  });
}

/** A subject as it is printed: `answer 404 error.details[].code`. */
export function nameOf([place = "", ...names]: readonly string[]): string {
  return `${place} ${names.join(".").replaceAll(".[]", "[]")}`.trim();
}

/** The table with rows that differ in nothing but the status as one, under `answer 400 401`. */
export function mergedRows(table: readonly Row[]): Row[] {
  const groups = Map.groupBy(table, ({ subject: [place = "", ...names], ...rest }) =>
    JSON.stringify([place.replace(/ .*/, ""), names, rest]),
  );
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const statuses = others.map(({ subject: [place = ""] }) => place.replace(/^\w+/, ""));
    return [{ ...first, subject: [(first.subject[0] ?? "") + statuses.join(""), ...first.subject.slice(1)] }];
  });
}

/** The table for a terminal: a line for each subject, with how many of its facts are the same, cannot be known, or differ. */
export function linesOf(table: readonly Row[]): string[] {
  const lines: string[][] = [];
  let last: readonly string[] = [];
  for (const rows of Map.groupBy(mergedRows(table), ({ operation, subject }) =>
    JSON.stringify([operation, subject]),
  ).values()) {
    const [{ operation, subject } = { operation: "", subject: [] }] = rows;
    const [first, ...names] = subject;
    const place = first || "operation";
    if (operation !== last[0]) lines.push([operation, ...sources]);
    if (names.length > 0 && !(operation === last[0] && place === last[1])) lines.push([`  ${place}`]);
    const name = names.length === 0 ? `  ${place}` : `    ${nameOf(["", ...names])}`;
    lines.push([name, ...sources.map((source) => countsOf(rows, source))]);
    last = [operation, place];
  }
  const width = Math.max(...lines.map(([name = ""]) => name.length)) + 2;
  return lines.map(([name = "", ...cells]) =>
    (name.padEnd(width) + cells.map((cell) => cell.padEnd(9)).join("")).trimEnd(),
  );
}

function countsOf(rows: readonly Row[], source: Source): string {
  const marks = Map.groupBy(rows, ({ cells }) => (["✓", "–"].includes(cells[source]) ? cells[source] : "✗"));
  return ["✓", "–", "✗"].flatMap((mark) => (marks.has(mark) ? `${mark}${marks.get(mark)?.length}` : [])).join(" ");
}
