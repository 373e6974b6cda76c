import {
  type FlatSchema,
  formatPointer,
  isRecord,
  type Keys,
  type OpenApiDocument,
  resolveReference,
} from "@run-summary/openapi";
import type { FactName } from "../cases/contract-case.ts";
import { createSample } from "./arbitraries.ts";
import { samplesByFormat } from "./formats.ts";
import { type Branch, readSchema } from "./read-schema.ts";

/** A value for a schema that differs in one location from a value that conforms. */
export interface Variant {
  /** The keys that lead to the location; empty where the whole value is replaced. */
  readonly keys: Keys;
  /** The value at the location; `undefined` where the value is left out. */
  readonly replacement: unknown;
  /** The whole value. */
  readonly value: unknown;
  /** The facts of the schema that the variant is about. */
  readonly facts: readonly FactName[];
  /** The flat schema of the location. */
  readonly schema: FlatSchema;
}

// One value of each type, and values that a lenient reader takes for another type.
const valuesOfEachType = [null, true, 0, 1, 1.5, -1, "", "1", "true", [], [1], {}, { value: 1 }];

/** Property names that no schema has. JSON pointers escape the last one; every JavaScript object has some of the others. */
export const unknownNames: readonly string[] = ["unknownProperty", "__proto__", "constructor", "toString", "", "a/b~c"];

/** Whether a variant has a property that its schema does not name. */
export function isUnknownProperty({ facts }: Variant): boolean {
  return facts.some(({ attribute }) => attribute === "closed");
}

type Sample = readonly [value: unknown, ...facts: FactName[]];

const nameFact = (attribute: string, ...subject: string[]): FactName => ({ subject, attribute });

/**
 * Values around the boundaries of each keyword of a schema, from both sides, and of the schemas inside it. A schema inside
 * itself is not entered again.
 *
 * @param given a value that conforms; where there is none, one is made
 */
export function listVariants(
  document: OpenApiDocument,
  referenced: object,
  given: unknown,
  outer: readonly object[] = [],
): Variant[] {
  const schema = readSchema(document, referenced);
  const resolved = resolveReference(document, referenced);
  const sample = given === undefined ? createSample(document, referenced) : given;
  const own = mergeSamples([
    ...(sample === undefined ? [] : [[sample, nameFact("type")] as const]),
    ...valuesOfEachType.map((value): Sample => [value, nameFact(value === null ? "nullable" : "type")]),
    ...listKeywordSamples(schema, sample),
    ...listRequiredOnlySamples(schema, sample),
  ]).map(([value, ...facts]): Variant => ({ keys: [], replacement: value, value, facts, schema }));
  const unknown = listUnknownPropertyVariants(schema, sample);
  if (outer.includes(resolved)) return [...own, ...unknown];
  const listInner = (name: string | number, inner: object, innerSample: unknown) =>
    listVariants(document, inner, innerSample, [...outer, resolved]).map((variant) => prefixVariant(name, variant));
  return [
    ...own,
    ...schema.branches.flatMap((branch) => listBranchVariants(document, branch, sample, [...outer, resolved])),
    ...listPropertyVariants(schema, sample, listInner),
    ...unknown,
    ...listItemVariants(schema, sample, listInner),
  ];
}

/** The variants of a branch of a union, with the branch's name before the names of their facts. */
function listBranchVariants(
  document: OpenApiDocument,
  { name, schema }: Branch,
  sample: unknown,
  outer: readonly object[],
): Variant[] {
  const own = isOfBranch(document, schema, sample) ? sample : createSample(document, schema);
  return listVariants(document, schema, own, outer).map(({ facts, ...variant }) => ({
    ...variant,
    facts: facts.map(({ subject, attribute }) =>
      nameFact(attribute, ...(name === undefined ? [] : [name]), ...subject),
    ),
  }));
}

/** Whether a value may be one of a branch: it has the properties that the branch requires, and its constants. */
function isOfBranch(document: OpenApiDocument, referenced: object, value: unknown): boolean {
  const { type, required = [], properties = {} } = readSchema(document, referenced);
  if (!isRecord(value)) return type !== "object" && typeof value === type;
  return required.every((name) => {
    const { const: constant } = readSchema(document, properties[name] ?? {});
    return getProperty(value, name) !== undefined && [undefined, getProperty(value, name)].includes(constant as string);
  });
}

type ListInner = (name: string | number, schema: object, sample: unknown) => Variant[];

function prefixVariant(key: string | number, { keys, facts, ...variant }: Variant): Variant {
  const name = typeof key === "number" ? "[]" : key;
  return {
    ...variant,
    keys: [key, ...keys],
    facts: facts.map(({ subject, attribute }) => nameFact(attribute, name, ...subject)),
  };
}

function listKeywordSamples(schema: FlatSchema, sample: unknown): Sample[] {
  const around = (keywords: readonly string[], list: (limit: number) => unknown[]): Sample[] =>
    keywords.flatMap((keyword) => {
      const limit = schema[keyword];
      return limit === undefined ? [] : list(limit as number).map((value): Sample => [value, nameFact(keyword)]);
    });
  const numbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
  const listTexts = (length: number) => [
    ...[length, length - 1, length + 1].map((count) => "a".repeat(Math.max(count, 0))),
    // JSON Schema counts this as one character. It is two code units of JavaScript.
    "😀".repeat(length),
  ];
  const constants = [...("const" in schema ? [schema.const] : []), ...((schema.enum as unknown[]) ?? [])];
  const formatFacts = [nameFact("format"), ...(schema.pattern === undefined ? [] : [nameFact("pattern")])];
  return [
    // The lookalikes of one value show how values are compared; those of fifty would show no more.
    ...constants
      .flatMap((value, index) => (index === 0 ? listLookalikes(value) : [value]))
      .map((value): Sample => [value, nameFact("values")]),
    // The nearest values come first.
    ...around(numbers, (limit) => [limit, limit - 1, limit + 1, limit - 0.5, limit + 0.5]),
    ...around(["multipleOf"], (divisor) => [divisor, divisor * 2, divisor * 1.5]),
    ...around(["minLength", "maxLength"], listTexts),
    ...around(["minItems", "maxItems"], (size) =>
      [size, size - 1, size + 1].map((count) => repeatItems(sample, count)),
    ),
    ...around(["uniqueItems"], () => [[...repeatItems(sample, 1), ...repeatItems(sample, 1)]]),
    ...around(["pattern"], () => (sample === undefined ? ["x"] : listLookalikes(sample))),
    ...(samplesByFormat[schema.format as string] ?? []).map((value): Sample => [value, ...formatFacts]),
  ];
}

function listLookalikes(value: unknown): unknown[] {
  if (typeof value !== "string") return [value];
  return [value, value.toUpperCase(), value.toLowerCase(), `${value}x`, `x${value}`, ` ${value}`, `${value}\n`];
}

/** An object with the required properties only. */
function listRequiredOnlySamples(schema: FlatSchema, sample: unknown): Sample[] {
  const optional = Object.keys(schema.properties ?? {}).filter((name) => !schema.required?.includes(name));
  if (optional.length === 0) return [];
  return [[pickRequired(schema, sample), ...optional.map((name) => nameFact("required", name))]];
}

function pickRequired({ required = [] }: FlatSchema, sample: unknown): Record<string, unknown> {
  return Object.fromEntries(required.map((name) => [name, getProperty(sample, name)]));
}

function getProperty(sample: unknown, name: string): unknown {
  return isRecord(sample) ? (sample as Record<string, unknown>)[name] : undefined;
}

function listPropertyVariants(schema: FlatSchema, sample: unknown, listInner: ListInner): Variant[] {
  if (!isObjectSchema(schema)) return [];
  const required = pickRequired(schema, sample);
  const variants = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    listInner(name, property, getProperty(sample, name)).map((variant) => ({
      ...variant,
      value: { ...required, [name]: variant.value },
    })),
  );
  const missing = (schema.required ?? []).map((name): Variant => {
    const { [name]: _, ...value } = required;
    return { keys: [name], replacement: undefined, value, facts: [nameFact("required", name)], schema };
  });
  return [...variants, ...missing];
}

function listUnknownPropertyVariants(schema: FlatSchema, sample: unknown): Variant[] {
  if (!isObjectSchema(schema)) return [];
  // Prism, which the mock uses, loses an empty name on the way to the value below it.
  const isMap = isRecord(schema.additionalProperties ?? schema.unevaluatedProperties);
  return unknownNames
    .filter((name) => name !== "" || !isMap)
    .map((name) => ({
      keys: [name],
      replacement: 1,
      value: { ...pickRequired(schema, sample), [name]: 1 },
      facts: [nameFact("closed")],
      schema,
    }));
}

function listItemVariants({ items, minItems }: FlatSchema, sample: unknown, listInner: ListInner): Variant[] {
  if (!isRecord(items)) return [];
  const [item, ...others] = repeatItems(sample, Math.max(1, (minItems ?? 1) as number));
  return listInner(0, items, item).map((variant) => ({ ...variant, value: [variant.value, ...others] }));
}

/** So many items: those of the sample, repeated. */
function repeatItems(sample: unknown, length: number): unknown[] {
  if (!Array.isArray(sample) || sample.length === 0) return [];
  return Array.from({ length }, (_, index) => sample[index % sample.length]);
}

function isObjectSchema({ type }: FlatSchema): boolean {
  return [type].flat().includes("object");
}

/** Equal values as one sample with the facts of all of them. */
function mergeSamples(samples: readonly Sample[]): Sample[] {
  const given = samples.filter(([value]) => value !== undefined);
  return [...Map.groupBy(given, ([value]) => JSON.stringify(value)).values()].map((group) => {
    const facts = group.flatMap(([, ...names]) => names);
    return [group[0]?.[0], ...mergeFacts(facts)];
  });
}

/** The facts without repetitions. */
export function mergeFacts(facts: readonly FactName[]): FactName[] {
  return [...new Map(facts.map((fact) => [formatPointer([...fact.subject, fact.attribute]), fact])).values()];
}
