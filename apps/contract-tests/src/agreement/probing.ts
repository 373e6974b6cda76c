import { type Fact, factsOfValue, isJson, limits } from "./fact.ts";

/** A name that no operation uses. */
export const decoy = "no-such-name";

/** The length of the longest text that is tried. */
export const longest = 3000;

/** Text that is wrong for most parameters and headers. */
export const texts: readonly string[] = ["(", "true", "1e30", "-1e30", "x".repeat(longest)];

const samples = [null, true, [], {}, "", " (", "2017-02-30T00:00:00Z", "x".repeat(longest), 1e30, -1e30];

/** Something that is not as it has to be. */
export interface Finding {
  /** The names that lead to it, `[]` for an array's items. */
  readonly path: readonly string[];
  /** A keyword of JSON Schema; or `values` for `const` and `enum`, and `closed` for a name that an object does not take. */
  readonly keyword: string;
  /** What the keyword says, where the finding tells. */
  readonly limit?: unknown;
}

/** The names of a path that a message gives: an array that was sent has one item. */
export function pathFrom(keys: readonly string[]): string[] {
  return keys.map((key) => (key === "0" ? "[]" : key));
}

/** What of the candidates is about a place of an operation. */
export function factsAt(candidates: readonly Fact[], operation: string, place: string): Fact[] {
  return candidates.filter((fact) => fact.operation === operation && fact.subject[0] === place);
}

/**
 * The facts of a body, found by what a judge says to bodies that are wrong in every way. The candidates tell which names to
 * try, and which constants.
 */
export async function factsByProbing(
  operation: string,
  place: string,
  candidates: readonly Fact[],
  judge: (body: unknown) => Promise<readonly Finding[]>,
): Promise<Fact[]> {
  const about = factsAt(candidates, operation, place);
  const paths = new Map(about.map(({ subject }) => [JSON.stringify(subject.slice(1)), subject.slice(1)]));
  const inside = [...paths.values()].filter((path) => path.length > 0);
  const groups = [...Map.groupBy(inside, (path) => path.length).values()].flatMap(inPieces);
  const findings: Finding[] = [];
  for (const sample of samples) {
    const found: Finding[] = [];
    for (const group of groups) found.push(...(await judge(bodyWith(group, sample))));
    found.push(...(await judge(sample)));
    findings.push(...found);
    if (sample !== null) continue;
    const refused = new Set(found.filter(({ keyword }) => keyword === "type").map(({ path }) => JSON.stringify(path)));
    for (const [key, path] of paths) if (!refused.has(key)) findings.push({ path, keyword: "type", limit: ["null"] });
  }
  // Who does not tell a constant takes the right one.
  for (const { subject, value } of about.filter(({ attribute }) => attribute === "values")) {
    const path = subject.slice(1);
    const isConstant = ({ keyword, ...finding }: Finding) =>
      keyword === "values" && finding.path.join() === path.join();
    const refusal = findings.find(isConstant);
    if (refusal === undefined || refusal.limit !== undefined || value.includes(", ")) continue;
    const isRefused = (await judge(bodyWith([path], JSON.parse(value)))).some(isConstant);
    if (!isRefused) findings.push({ path, keyword: "values", limit: [JSON.parse(value)] });
  }
  return factsOfFindings(operation, place, findings);
}

/** What the findings at a place add up to. */
export function factsOfFindings(operation: string, place: string, findings: readonly Finding[]): Fact[] {
  return [...Map.groupBy(findings, ({ path }) => JSON.stringify(path))].flatMap(([key, group]) => {
    const path = JSON.parse(key) as string[];
    const says = (keyword: string) => group.filter((finding) => finding.keyword === keyword);
    const types = says("type").flatMap(({ limit }) => limit as string[]);
    // Where it is null or anything, nothing has been found.
    if (isJson([place]) && types.every((type) => type === "null")) return [];
    const values = says("values");
    return factsOfValue(operation, [place, ...path], {
      ...(types.length > 0 && { types: [...new Set(types)] }),
      required: path.length > 0 && path.at(-1) !== "[]" ? says("required").length > 0 : undefined,
      closed: says("closed").length > 0,
      values: values.length > 0 ? ((values.at(-1)?.limit ?? []) as unknown[]) : undefined,
      limits: Object.fromEntries(limits.map((keyword) => [keyword, says(keyword)[0]?.limit as string | undefined])),
    });
  });
}

// What is said of some properties has to fit into a header.
function inPieces<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / 20) }, (_, index) => items.slice(index * 20, index * 20 + 20));
}

/** A body with a value at each of the paths, which are of one length, and with a name more in each object. */
function bodyWith(paths: readonly (readonly string[])[], value: unknown): unknown {
  const [path] = paths;
  if (path === undefined || path.length === 0) return value;
  const names = [...Map.groupBy(paths, ([name]) => name ?? "")];
  const children = names.map(([name, group]) => [
    name,
    bodyWith(
      group.map(([, ...below]) => below),
      value,
    ),
  ]);
  return path[0] === "[]" ? [children[0]?.[1]] : { ...Object.fromEntries(children), [decoy]: 1 };
}
