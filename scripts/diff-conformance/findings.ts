// What a test expects of oasdiff's findings. The findings themselves are not known: a test's variables stand for them.
import type { OpenApiDocument } from "@run-summary/openapi";
import { Level, type LevelName, Struct } from "./go/values.ts";

/** Two documents that a test compares. */
export interface Pair {
  readonly base: OpenApiDocument;
  readonly next: OpenApiDocument;
  readonly expectations: Expectation[];
}

/** One call of oasdiff's checks. */
export interface Run {
  readonly pair: Pair;
  /** Findings below this level are left out. */
  readonly threshold: LevelName;
  /** Whether all checks run. */
  readonly isComplete: boolean;
  /** The levels that the test gives to ids. */
  readonly levels: Readonly<Record<string, Level>>;
}

/** One thing that a test requires of the findings of a run. */
export interface Expectation {
  readonly run: Run;
  readonly kind: "none" | "some" | "id" | "level";
  /** One of these ids is expected, with the level where the test says it. */
  readonly ids: readonly string[];
  readonly level?: LevelName;
  /** Whether the test names all findings, or how many there are. */
  readonly count?: number;
}

/** Stands for the findings of a run, for one of them, or for a part of one. */
export class Findings {
  readonly run: Run;
  /** The findings have one of these ids; any id where there are none. */
  readonly ids: readonly string[];
  readonly part: "list" | "one" | "id" | "level" | "count" | "other";
  readonly isNegated: boolean;

  constructor(run: Run, part: Findings["part"], ids: readonly string[] = [], isNegated: boolean = false) {
    this.run = run;
    this.part = part;
    this.ids = ids;
    this.isNegated = isNegated;
  }
}

/** The same findings, but only those with one of further ids. */
export function addIds(findings: Findings, ids: readonly string[], part: Findings["part"] = findings.part): Findings {
  return new Findings(findings.run, part, [...new Set([...findings.ids, ...ids])], findings.isNegated);
}

/** The findings that are not those. */
export function negate(findings: Findings): Findings {
  return new Findings(findings.run, findings.part, findings.ids, !findings.isNegated);
}

type IdTest = (id: unknown) => id is string;

/** Notes what `require.NAME(t, ...args)` says about findings. */
export function noteRequirement(name: string, args: readonly unknown[], isId: IdTest): void {
  const [first, second] = args;
  if (["Empty", "Nil", "Zero"].includes(name) && first instanceof Findings) noteCount(first, 0);
  else if (["NotEmpty", "NotNil", "True"].includes(name) && first instanceof Findings) noteFound(first);
  else if (name === "Len" && first instanceof Findings) noteCount(first, Number(second));
  else if (["Equal", "ElementsMatch", "Contains", "EqualValues"].includes(name)) {
    if (second instanceof Findings) noteValue(second, first, name !== "Contains", isId);
    else if (first instanceof Findings) noteValue(first, second, name !== "Contains", isId);
  }
}

function note({ run, ids }: Findings, expectation: Omit<Expectation, "run" | "ids"> & { ids?: readonly string[] }) {
  run.pair.expectations.push({ run, ids, ...expectation });
}

function noteFound(findings: Findings): void {
  if (findings.isNegated || findings.part === "other") return;
  if (findings.ids.length > 0) note(findings, { kind: "id" });
  else if (findings.part === "list") note(findings, { kind: "some" });
}

function noteCount(findings: Findings, count: number): void {
  if (findings.part !== "list" && findings.part !== "count" && findings.part !== "id") return;
  if (count > 0) note(findings, { kind: findings.ids.length > 0 ? "id" : "some", count });
  else if (findings.ids.length === 0) note(findings, { kind: "none" });
}

function noteValue(findings: Findings, value: unknown, isWhole: boolean, isId: IdTest): void {
  if (findings.part === "other" || findings.isNegated) return;
  const count = isWhole && Array.isArray(value) ? { count: value.length } : {};
  if (Array.isArray(value)) {
    if (value.length === 0) noteCount(findings, 0);
    for (const one of value) noteOne(findings, one, count, isId);
  } else if (typeof value === "number" && findings.part === "count") noteCount(findings, value);
  else noteOne(findings, value, count, isId);
}

function noteOne(findings: Findings, value: unknown, count: { count?: number }, isId: IdTest): void {
  if (isId(value)) note(findings, { kind: "id", ids: [value], ...count });
  else if (value instanceof Level) {
    if (findings.ids.length === 0) note(findings, { kind: "level", level: value.name });
  } else if (value instanceof Struct && isId(value.fields.Id)) {
    const { Id, Level: level } = value.fields;
    note(findings, { kind: "id", ids: [Id], ...(level instanceof Level && { level: level.name }), ...count });
  }
}
