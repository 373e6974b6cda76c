import { type FlatSchema, flatSchema, type OpenApiDocument } from "@run-summary/spec";
import { samplesByFormat } from "./formats.ts";

/** A value for a schema that differs in one place from a value that conforms. */
export interface Variant {
  /** The keys that lead to the place; none where the value as a whole is another. */
  readonly keys: readonly (string | number)[];
  /** What is at the place; `undefined` where what has to be there is left out. */
  readonly there: unknown;
  /** The whole value. */
  readonly value: unknown;
}

// One of each type, and those that a lenient reader takes for another.
const ofEachType = [null, true, 0, 1, 1.5, -1, "", "1", "true", [], [1], {}, { value: 1 }];

// Of these the last has to be written otherwise in a JSON pointer, and the others are in every JavaScript object.
const unknownProperties = ["unknownProperty", "__proto__", "constructor", "toString", "", "a/b~c"];

/**
 * Values around the boundaries of each keyword of a schema, from both sides, and of the schemas inside it.
 *
 * @param sample a value that conforms
 */
export function variantsOf(document: OpenApiDocument, referenced: object, sample: unknown): Variant[] {
  const schema = flatSchema(document, referenced);
  const own = [...ofEachType, ...aroundKeywords(schema, sample)];
  return [
    ...unique(own).map((value) => ({ keys: [], there: value, value })),
    ...propertyVariants(document, schema, sample),
    ...itemVariants(document, schema, sample),
  ];
}

function aroundKeywords(schema: FlatSchema, sample: unknown): unknown[] {
  const { const: constant, enum: values, format } = schema;
  const given = (...keywords: string[]) => keywords.flatMap((keyword) => (schema[keyword] ?? []) as number);
  const limits = given("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
  const lengths = given("minLength", "maxLength");
  return [
    ...(sample === undefined ? [] : [sample]),
    ...[constant, ...((values as unknown[]) ?? [])].filter((value) => value !== undefined).flatMap(lookalikesOf),
    ...limits.flatMap((limit) => [limit - 1, limit - 0.5, limit, limit + 0.5, limit + 1]),
    ...given("multipleOf").flatMap((divisor) => [divisor, divisor * 2, divisor * 1.5]),
    // A character that is two code units of JavaScript is one of JSON Schema.
    ...lengths.flatMap((length) => ["a".repeat(Math.max(length - 1, 0)), "a".repeat(length), "a".repeat(length + 1)]),
    ...lengths.map((length) => "😀".repeat(length)),
    ...given("minItems", "maxItems").flatMap((size) =>
      [size - 1, size, size + 1].map((length) => listOf(sample, length)),
    ),
    ...(schema.uniqueItems ? [listOf(sample, 1).concat(listOf(sample, 1))] : []),
    ...(schema.pattern === undefined ? [] : lookalikesOf(sample)),
    ...(samplesByFormat[format as string] ?? []),
  ];
}

function lookalikesOf(value: unknown): unknown[] {
  if (typeof value !== "string") return [value];
  return [value, value.toUpperCase(), value.toLowerCase(), `${value}x`, `x${value}`, ` ${value}`, `${value}\n`];
}

function propertyVariants(document: OpenApiDocument, schema: FlatSchema, sample: unknown): Variant[] {
  const { type, properties = {}, required = [], additionalProperties, unevaluatedProperties } = schema;
  if (![type].flat().includes("object")) return [];
  // Prism, which the mock asks, loses an empty name on the way to the value below it.
  const isMap = isObject(additionalProperties ?? unevaluatedProperties);
  const others = unknownProperties.filter((name) => name !== "" || !isMap);
  const conforming = (isObject(sample) ? sample : {}) as Readonly<Record<string, unknown>>;
  const least = Object.fromEntries(required.map((name) => [name, conforming[name]]));
  const placed = (name: string, { keys, there, value }: Variant): Variant => ({
    keys: [name, ...keys],
    there,
    value: { ...least, [name]: value },
  });
  return [
    ...Object.entries(properties).flatMap(([name, property]) =>
      variantsOf(document, property, conforming[name]).map((variant) => placed(name, variant)),
    ),
    ...required.map((name) => placed(name, { keys: [], there: undefined, value: undefined })),
    ...others.map((name) => placed(name, { keys: [], there: 1, value: 1 })),
  ];
}

function itemVariants(document: OpenApiDocument, { items, minItems }: FlatSchema, sample: unknown): Variant[] {
  if (!isObject(items)) return [];
  const [item, ...others] = listOf(sample, (minItems ?? 1) as number);
  return variantsOf(document, items, item).map(({ keys, there, value }) => ({
    keys: [0, ...keys],
    there,
    value: [value, ...others],
  }));
}

/** The sample's items, over and over until there are so many. */
function listOf(sample: unknown, length: number): unknown[] {
  if (!Array.isArray(sample) || sample.length === 0) return [];
  return Array.from({ length }, (_, index) => sample[index % sample.length]);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unique(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
