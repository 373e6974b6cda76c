import type { FlatSchema, Keys, OpenApiDocument } from "@run-summary/openapi";
import fc from "fast-check";
import { samplesByFormat } from "./formats.ts";
import { readSchema } from "./read-schema.ts";

/**
 * An arbitrary of fast-check for values that conform to a schema with the keywords that the client validates.
 *
 * No maintained package does this: json-schema-fast-check is archived and needs an old fast-check, and the arbitraries for zod
 * and effect take no JSON Schema.
 */
export function createArbitrary(document: OpenApiDocument, referenced: object): fc.Arbitrary<unknown> {
  const schema = readSchema(document, referenced);
  const { branches } = schema;
  const types = listTypes(schema);
  if ("const" in schema) return fc.constant(schema.const);
  if ("enum" in schema) return fc.constantFrom(...(schema.enum as unknown[]));
  if (branches.length > 0) {
    const nulls = types.includes("null") ? [fc.constant(null)] : [];
    return fc.oneof(...nulls, ...branches.map((branch) => createArbitrary(document, branch.schema)));
  }
  return types.length === 0 ? fc.jsonValue() : fc.oneof(...types.map((type) => createTyped(document, schema, type)));
}

function listTypes({ type, properties }: FlatSchema): string[] {
  return [type ?? (properties === undefined ? [] : "object")].flat() as string[];
}

/** A value that conforms to a schema: always the same, and an object without its optional properties. */
export function createSample(document: OpenApiDocument, referenced: object): unknown {
  const schema = readSchema(document, referenced);
  const { branches, properties = {}, required = [], items, minItems } = schema;
  const [branch] = branches;
  const [type] = listTypes(schema);
  if ("const" in schema) return schema.const;
  if ("enum" in schema) return (schema.enum as unknown[])[0];
  if (branch !== undefined) return createSample(document, branch.schema);
  if (type === "object")
    return Object.fromEntries(required.map((name) => [name, createSample(document, properties[name] ?? {})]));
  if (type === undefined) return true; // keywords of a type say nothing about other types
  if (type === "array" && schema.uniqueItems !== true && items !== undefined)
    return Array(Math.max(1, Number(minItems ?? 1))).fill(createSample(document, items as object));
  return createPlainText(schema, type) ?? fc.sample(createTyped(document, schema, type), { seed: 1, numRuns: 1 })[0];
}

// Formats of JSON Schema that other documents use.
const textsByFormat: Readonly<Record<string, string>> = {
  date: "2017-01-01",
  time: "00:01:17Z",
  email: "a@example.com",
  uri: "https://example.com/",
  hostname: "example.com",
  ipv4: "127.0.0.1",
  ipv6: "::1",
};

/** A text that a person may have written, where the schema does not ask for more. */
function createPlainText({ pattern, format, minLength, maxLength }: FlatSchema, type: string): string | undefined {
  if (type !== "string" || pattern !== undefined || (format as string) in byFormat) return undefined;
  const text = textsByFormat[format as string] ?? "text";
  return text.padEnd(Number(minLength ?? 0), "t").slice(0, Number(maxLength ?? Number.POSITIVE_INFINITY));
}

function createTyped(document: OpenApiDocument, schema: FlatSchema, type: string): fc.Arbitrary<unknown> {
  if (type === "null") return fc.constant(null);
  if (type === "boolean") return fc.boolean();
  if (type === "integer" || type === "number") return createNumbers(schema, type === "integer");
  if (type === "array") return createArrays(document, schema);
  return type === "string" ? createStrings(schema) : createObjects(document, schema);
}

function createNumbers(schema: FlatSchema, isInteger: boolean): fc.Arbitrary<number> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema as Record<
    string,
    number | undefined
  >;
  const min = Math.max(minimum ?? -(2 ** 31), exclusiveMinimum ?? -(2 ** 31));
  const max = Math.min(maximum ?? 2 ** 31 - 1, exclusiveMaximum ?? 2 ** 31 - 1);
  const step = multipleOf ?? 1;
  const numbers =
    isInteger || multipleOf !== undefined
      ? fc.integer({ min: Math.ceil(min / step), max: Math.floor(max / step) }).map((count) => count * step)
      : fc.double({ min, max, noNaN: true });
  const isAllowed = (value: number) =>
    value !== exclusiveMinimum &&
    value !== exclusiveMaximum &&
    (Number.isInteger(value) || !isInteger) &&
    (multipleOf === undefined || Number.isInteger(value / multipleOf));
  return selectValues(numbers, isAllowed, schema);
}

function createArrays(document: OpenApiDocument, { items = {}, minItems = 0, maxItems, uniqueItems }: FlatSchema) {
  const minLength = minItems as number;
  const constraints = {
    minLength,
    maxLength: Math.min((maxItems ?? Number.POSITIVE_INFINITY) as number, minLength + 5),
  };
  const item = createArbitrary(document, items as object);
  return uniqueItems ? fc.uniqueArray(item, { ...constraints, selector: JSON.stringify }) : fc.array(item, constraints);
}

function createStrings(schema: FlatSchema): fc.Arbitrary<string> {
  const { pattern, minLength = 0, maxLength, format } = schema;
  const form = pattern === undefined ? /^/ : new RegExp(pattern as string, "u");
  const [least, most = Number.POSITIVE_INFINITY] = [minLength, maxLength] as [number, number?];
  const isOfLength = (text: string) => [...text].length >= least && [...text].length <= most;
  const anyOfLength = fc.string({
    unit: codePoint,
    minLength: least,
    ...(maxLength === undefined ? {} : { maxLength: most }),
  });
  const strings = byFormat[format as string] ?? (pattern === undefined ? anyOfLength : fc.stringMatching(form));
  return selectValues(strings, (text) => form.test(text) && isOfLength(text), schema);
}

const maxMisses = 10_000;

/**
 * Selects the values that are allowed. Without an end, fast-check itself would look for a value of a schema that has none.
 *
 * @throws {Error} when a value is created, where no value is found.
 */
function selectValues<Value>(
  arbitrary: fc.Arbitrary<Value>,
  isAllowed: (value: Value) => boolean,
  schema: FlatSchema,
): fc.Arbitrary<Value> {
  let misses = 0;
  return arbitrary.filter((value) => {
    misses = isAllowed(value) ? 0 : misses + 1;
    if (misses < maxMisses) return misses === 0;
    throw new Error(
      `No value of the schema ${JSON.stringify(schema)} was found. Correct keywords that contradict each other.`,
    );
  });
}

// JSON Schema counts code points. Fast-check's own `binary` takes half a second to list all of them.
const codePoint = fc
  .integer({ min: 0, max: 0x10ffff })
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map(
    (code) => String.fromCodePoint(code),
    (text) => ([...String(text)].length === 1 ? (String(text).codePointAt(0) ?? -1) : -1),
  );

const dateTime = fc
  .tuple(
    fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true }),
    fc.stringMatching(/^(\.\d{1,9})?$/),
    fc.stringMatching(/^(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/),
  )
  .map(([date, fraction, offset]) => date.toISOString().slice(0, 19) + fraction + offset);

const byFormat: Readonly<Record<string, fc.Arbitrary<string>>> = {
  "date-time": dateTime,
  uuid: fc.uuid(),
  byte: fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("base64")),
};

function createObjects(
  document: OpenApiDocument,
  { properties = {}, required = [] }: FlatSchema,
): fc.Arbitrary<object> {
  const model: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, schema] of Object.entries(properties)) model[name] = createArbitrary(document, schema);
  return fc.record(model, { requiredKeys: required, noNullPrototype: true });
}

const anything = fc.oneof(
  // Ajv calls these to compare the items of a list (fast-deep-equal 3). It throws where they are properties.
  fc.jsonValue({ maxDepth: 2 }).filter((value) => !/"(valueOf|toString)":/.test(JSON.stringify(value))),
  fc.constantFrom(...Object.values(samplesByFormat).flat()),
  fc.integer({ min: -(2 ** 33), max: 2 ** 33 }),
  fc.constant(undefined),
);

/** An arbitrary for values that conform to a schema except in one location, which holds any value or none. */
export function createChangedArbitrary(document: OpenApiDocument, schema: object): fc.Arbitrary<unknown> {
  return fc
    .tuple(createArbitrary(document, schema), fc.nat(), fc.string(), anything)
    .map(([value, index, newName, replacement]) => {
      const locations = listLocations(value, newName);
      const json = JSON.stringify(replaceValue(value, locations[index % locations.length] ?? [], replacement));
      return json === undefined ? undefined : JSON.parse(json);
    });
}

/** The locations of the value itself, of everything in it, and of one new property or item. */
function listLocations(value: unknown, newName?: string): Keys[] {
  if (typeof value !== "object" || value === null) return [[]];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const below = entries.flatMap(([key, child]) => listLocations(child).map((location) => [key, ...location]));
  return [[], ...below, ...(newName === undefined ? [] : [[Array.isArray(value) ? value.length : newName]])];
}

function replaceValue(value: unknown, [key, ...rest]: Keys, replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const child = replaceValue((value as Record<string | number, unknown>)[key], rest, replacement);
  return Array.isArray(value) ? value.toSpliced(key as number, 1, child) : { ...(value as object), [key]: child };
}
