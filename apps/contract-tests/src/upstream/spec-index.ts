import { type Fact, formatFactKey } from "../agreement/fact.ts";

/** What the spec says about each value, and which values are inside of it. */
export interface SpecIndex {
  find(operation: string, subject: readonly string[], attribute: string): string | undefined;
  listNames(operation: string, subject: readonly string[]): readonly string[];
}

export function indexSpecFacts(facts: readonly Fact[]): SpecIndex {
  const values = new Map(facts.map((fact) => [formatFactKey(fact), fact]));
  const names = new Map<string, Set<string>>();
  for (const { operation, subject } of facts) {
    const outer = JSON.stringify([operation, ...subject.slice(0, -1)]);
    names.set(outer, (names.get(outer) ?? new Set()).add(subject.at(-1) ?? ""));
  }
  return {
    find(operation, subject, attribute) {
      return values.get(formatFactKey({ operation, subject, attribute }))?.value;
    },
    listNames: (operation, subject) => [...(names.get(JSON.stringify([operation, ...subject])) ?? [])],
  };
}
