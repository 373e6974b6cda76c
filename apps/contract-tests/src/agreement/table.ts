import type { Result } from "../suite/check.ts";
import type { JudgedFact } from "../upstream/find-mistakes.ts";
import { missing } from "../upstream/upstream-fact.ts";
import type { Evidence } from "./agreement.ts";
import { summarizeResults } from "./case-results.ts";
import { viewFromDocs } from "./docs-facts.ts";
import { type Fact, formatFactKey, type View } from "./fact.ts";
import { viewFromTypes } from "./types-facts.ts";

/** The sources that the spec is compared with. */
export const sources = ["types", "client", "docs", "mock", "upstream"] as const;

export type Source = (typeof sources)[number];

/**
 * A fact and what each source says about it: `✓` for the same as the spec, `–` for what it cannot know, `≠` where it differs on
 * purpose, or the difference.
 */
export interface Row extends Omit<Fact, "value"> {
  readonly spec: string;
  readonly cells: Readonly<Record<Source, string>>;
}

/** The rows of everything that a source says. The facts of the spec come first, in its order. */
export function createTable({ spec, types, docs, results, upstream = [] }: Evidence): Row[] {
  const wrong = results
    .filter(({ problem }) => problem !== undefined)
    .flatMap(({ operation, facts }) => facts.map((fact): Fact => ({ operation, ...fact, value: missing })));
  const made = [...spec, ...types, ...docs, ...wrong];
  const all = [
    ...made,
    ...upstream.map(({ operation, subject, attribute, spec: value }) => ({ operation, subject, attribute, value })),
  ];
  const specByKey = indexFacts(spec);
  const keys = new Set(made.map(formatFactKey));
  const published = new Map(upstream.map((fact) => [formatFactKey(fact), fact]));
  // The docs know an operationId in lower case only.
  const spellings = new Map(all.toReversed().map(({ operation }) => [operation.toLowerCase(), operation]));
  const readers: Record<Source, CellReader> = {
    types: createFactReader(types, viewFromTypes, specByKey),
    client: createResultReader(results, "client"),
    docs: createFactReader(docs, viewFromDocs, specByKey),
    mock: createResultReader(results, "mock"),
    upstream: (key) => readVerdict(published.get(key)),
  };
  return [...Map.groupBy(all, formatFactKey)].map(([key, [fact]]) => {
    const { operation, subject, attribute } = fact as Fact;
    // Of what Microsoft alone publishes, such as the least privileged permission, the others know nothing.
    const known: readonly Source[] = keys.has(key) ? sources : ["upstream"];
    const cells = sources.map((source) => [source, known.includes(source) ? readers[source](key, fact as Fact) : "–"]);
    return {
      operation: spellings.get(operation.toLowerCase()) ?? operation,
      subject,
      attribute,
      spec: specByKey.get(key)?.value ?? published.get(key)?.spec ?? missing,
      cells: Object.fromEntries(cells) as Row["cells"],
    };
  });
}

type CellReader = (key: string, fact: Fact) => string;

function indexFacts(facts: readonly Fact[]): Map<string, Fact> {
  return new Map(facts.map((fact) => [formatFactKey(fact), fact]));
}

function createFactReader(facts: readonly Fact[], view: View, spec: ReadonlyMap<string, Fact>): CellReader {
  const own = indexFacts(facts);
  return (key, fact) => {
    const isInSpec = spec.has(key);
    const seen = view(fact);
    const value = own.get(key)?.value;
    if (isInSpec && seen === undefined) return "–";
    if (value === undefined) return seen === undefined ? "–" : isInSpec ? missing : "✓";
    return isInSpec && value === seen ? "✓" : value;
  };
}

function createResultReader(results: readonly Result[], source: Result["source"]): CellReader {
  const cells = summarizeResults(results, source);
  return (key) => cells.get(key) ?? "–";
}

function readVerdict(fact: JudgedFact | undefined): string {
  if (fact === undefined) return "–";
  return { same: "✓", declared: "≠", different: fact.microsoft }[fact.verdict];
}

/** The sources that know any of the facts. Of another document than the spec, Microsoft publishes nothing. */
export function listKnownSources(table: readonly Row[]): Source[] {
  return sources.filter((source) => table.some(({ cells }) => cells[source] !== "–"));
}

/** A cell that is not as the spec says. */
export interface Disagreement extends Omit<Row, "cells"> {
  readonly source: Source;
  readonly says: string;
}

/** The cells that differ from the spec, but not on purpose. */
export function findDisagreements(table: readonly Row[]): Disagreement[] {
  return table.flatMap(({ cells, ...row }) =>
    sources
      .filter((source) => !["✓", "–", "≠"].includes(cells[source]))
      .map((source) => ({ ...row, source, says: cells[source] })),
  );
}

/** The facts of the spec that a source shows. */
export function listShownFacts(evidence: Evidence, source: Source): Fact[] {
  return createTable(evidence)
    .filter(({ cells }) => cells[source] === "✓")
    .map(({ cells: _, spec, ...name }) => ({ ...name, value: spec }));
}

/** The facts that are not among others. */
export function omitFacts(facts: readonly Fact[], others: readonly Fact[]): Fact[] {
  const values = new Map(others.map((fact) => [formatFactKey(fact), fact.value]));
  return facts.filter((fact) => fact.value !== values.get(formatFactKey(fact)));
}
