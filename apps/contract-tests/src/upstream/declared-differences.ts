// What the spec says beside a fact about what Microsoft says otherwise: `x-upstream: { differs: { <fact>: <value> }, reason: … }`.
import { formatPointer, getValue, type OpenApiDocument } from "@run-summary/openapi";
import { listSourceFiles, locateSource, readValue, type SourceLocation } from "@run-summary/openapi/source";
import type { UpstreamFact } from "./upstream-fact.ts";

/** A document, or its root file, whose parts may be in other files. */
export type Source = string | OpenApiDocument;

/** One fact of an `x-upstream`. */
export interface DeclaredDifference {
  readonly file: string | undefined;
  /** The keys of the `x-upstream`. */
  readonly keys: readonly string[];
  readonly name: string;
  /** What Microsoft says, as the spec has it. */
  readonly value: string;
}

/** All that the spec declares. */
export function listDeclaredDifferences(source: Source): DeclaredDifference[] {
  if (typeof source !== "string") return listInside(undefined, source);
  return listSourceFiles(source).flatMap((file) => listInside(file, readValue(file)));
}

function listInside(file: string | undefined, value: unknown, keys: readonly string[] = []): DeclaredDifference[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const inner = [...keys, key];
    if (key !== "x-upstream") return listInside(file, child, inner);
    const differs = Object.entries(getValue(child, ["differs"]) ?? {});
    return differs.map(([name, one]) => ({ file, keys: inner, name, value: String(one) }));
  });
}

/** What the spec declares about a fact. */
export function findDeclaredDifference(
  source: Source,
  fact: UpstreamFact,
  declared: readonly DeclaredDifference[],
): DeclaredDifference | undefined {
  const named = declared.filter(({ name }) => name === fact.name);
  if (named.length === 0) return undefined;
  const { file, keys } = locateSource(source, [...locateFact(source, fact), "x-upstream"]);
  return named.find((one) => one.file === file && formatPointer(one.keys) === formatPointer(keys));
}

/** The keys that lead to the part of the spec that says a fact, through the branches of unions. */
export function locateFact(source: Source, { keys, names }: UpstreamFact): readonly string[] {
  return names.reduce<readonly string[]>((outer, name) => findChild(source, outer, name) ?? outer, keys);
}

function findChild(source: Source, keys: readonly string[], name: string): readonly string[] | undefined {
  const [, constant] = /^\((.*)\)$/.exec(name) ?? [];
  const own = [...keys, ...(name === "[]" ? ["items"] : ["properties", name])];
  if (constant === undefined && locateSource(source, own).isFound) return own;
  for (const branch of listBranches(source, keys)) {
    const isNamed = constant !== undefined && readConstant(source, branch) === constant;
    const found = isNamed ? branch : findChild(source, branch, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function listBranches(source: Source, keys: readonly string[]): (readonly string[])[] {
  return ["oneOf", "anyOf"].flatMap((union) => {
    const location = locateSource(source, [...keys, union]);
    const branches = location.isFound ? readLocation(source, location) : [];
    return Array.isArray(branches) ? branches.map((_branch, index) => [...keys, union, String(index)]) : [];
  });
}

function readConstant(source: Source, keys: readonly string[]): unknown {
  const location = locateSource(source, [...keys, "properties", "@odata.type", "const"]);
  return location.isFound ? readLocation(source, location) : undefined;
}

function readLocation(source: Source, { file, keys }: SourceLocation): unknown {
  return getValue(file === undefined ? source : readValue(file), keys);
}
