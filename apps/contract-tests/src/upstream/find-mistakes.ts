import { httpMethods } from "@run-summary/openapi";
import { findLine, locateSource } from "@run-summary/openapi/source";
import { displayPath } from "@run-summary/spec";
import { formatSubject } from "../agreement/format-table.ts";
import {
  type DeclaredDifference,
  findDeclaredDifference,
  listDeclaredDifferences,
  locateFact,
  type Source,
} from "./declared-differences.ts";
import type { UpstreamFact } from "./upstream-fact.ts";

/** A fact with what the spec declares about it. */
export interface JudgedFact extends UpstreamFact {
  /** `same`, `declared` where the spec says that it differs and why, or `different`. */
  readonly verdict: "same" | "declared" | "different";
  readonly declared: DeclaredDifference | undefined;
}

/** Says of each fact whether it is the same, or differs on purpose. */
export function judgeFacts(source: Source, facts: readonly UpstreamFact[]): JudgedFact[] {
  const all = listDeclaredDifferences(source);
  return facts.map((fact) => {
    if (fact.spec === fact.microsoft) return { ...fact, verdict: "same", declared: undefined };
    const declared = findDeclaredDifference(source, fact, all);
    return { ...fact, verdict: declared?.value === fact.microsoft ? "declared" : "different", declared };
  });
}

/** A mistake of the spec: a difference without a reason, or a reason without a difference. */
export interface Mistake {
  /** `path:line`, or the operation in a document that was not read from a file. */
  readonly location: string;
  /** What differs, and what to write. */
  readonly message: string;
}

/** The mistakes, each once: what several messages share is one place in the spec. */
export function findMistakes(source: Source, facts: readonly JudgedFact[]): Mistake[] {
  const used = new Set(facts.flatMap(({ declared }) => (declared === undefined ? [] : [formatKey(declared)])));
  const differences = facts
    .filter(({ verdict }) => verdict === "different")
    .map((fact) => describeDifference(source, fact));
  const unused = listDeclaredDifferences(source).filter((declared) => !used.has(formatKey(declared)));
  const mistakes = [...differences, ...unused.map(describeUnused)];
  const byKey = Map.groupBy(mistakes, ({ location, key }) => `${location} ${key}`);
  return [...byKey.values()].flatMap(([first]) =>
    first === undefined ? [] : [{ location: first.location, message: first.message }],
  );
}

type KeyedMistake = Mistake & { readonly key: string };

// The keywords that say the facts that have another name.
const keywords: Readonly<Record<string, readonly string[]>> = {
  announced: ["x-announced-security"],
  body: ["requestBody"],
  delegated: ["security"],
  application: ["security"],
  "least delegated": ["security"],
  "least application": ["security"],
  "read-only": ["readOnly"],
  nullable: ["type"],
  values: ["enum", "const"],
};

function listKeywords(name: string): readonly string[] {
  if (/^(path$|method )/.test(name)) return httpMethods; // the path item, which may be in a file of its own
  return keywords[name] ?? [name.startsWith("property ") ? "properties" : name];
}

function describeDifference(source: Source, fact: UpstreamFact & Pick<JudgedFact, "declared">): KeyedMistake {
  const { operation, subject, name, spec, microsoft, declared } = fact;
  const keys = locateFact(source, fact);
  const locations = listKeywords(name).map((keyword) => locateSource(source, [...keys, keyword]));
  const { file, keys: at } = locations.find(({ isFound }) => isFound) ?? locateSource(source, keys);
  const about = [operation, formatSubject(subject), fact.attribute].filter((part) => part !== "").join(" · ");
  const remedy =
    declared === undefined
      ? `Correct the spec, or write beside it: x-upstream: { differs: { ${quote(name)}: ${quote(microsoft)} }, reason: … }`
      : `Its x-upstream says that Microsoft says: ${declared.value}. Correct the spec, or write there ${quote(name)}: ${quote(microsoft)}`;
  const hint =
    name === "path" ? ". If the path is new in the spec, `npm run upstream -- --fetch` brings what Microsoft says" : "";
  return {
    location: formatLocation(file, at),
    message: `${about}: Microsoft says: ${microsoft}. The spec says: ${spec}. ${remedy}${hint}`,
    key: `${name} ${microsoft}`,
  };
}

function describeUnused({ file, keys, name, value }: DeclaredDifference): KeyedMistake {
  return {
    location: formatLocation(file, [...keys, "differs", name]),
    message: `x-upstream says that Microsoft says here about ${name}: ${value}, and that the spec differs. It does not. Remove ${quote(name)} from \`differs\`, and an x-upstream that is empty then.`,
    key: name,
  };
}

function formatLocation(file: string | undefined, keys: readonly string[]): string {
  return file === undefined ? keys.join("/") : `${displayPath(file)}:${findLine(file, keys)}`;
}

function formatKey({ file, keys, name }: DeclaredDifference): string {
  return JSON.stringify([file, keys, name]);
}

function quote(text: string): string {
  return /^[a-z][\w -]*$/i.test(text) && !/^(yes|no|true|false|null)$/i.test(text) ? text : JSON.stringify(text);
}
