import { getValue, parsePointer } from "@run-summary/openapi";
import { pick, type Random, randomInteger } from "./random.ts";

type Schema = Readonly<Record<string, unknown>>;

const formats: Readonly<Record<string, string>> = {
  byte: "YQ==",
  date: "2026-11-20",
  "date-time": "2026-11-20T06:30:00Z",
  email: "a@example.com",
  uri: "http://localhost/",
  uuid: "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71",
};
const maxDepth = 5;

/**
 * Creates a value of a schema, from its own examples where it has them. An optional property whose pattern no example or
 * format meets is left out; other patterns and the like are not minded.
 *
 * @param root what the schema's references point into
 */
export function sampleValue(random: Random, schema: unknown, root: object, depth = 0): unknown {
  if (typeof schema !== "object" || schema === null || depth > maxDepth) return null;
  const sample = (inner: unknown) => sampleValue(random, inner, root, depth + 1);
  const given = schema as Schema;
  if (typeof given.$ref === "string") return sample(getValue(root, parsePointer(given.$ref.replace(/^#/, ""))));
  for (const known of [given.const, given.default, given.example]) if (known !== undefined) return known;
  for (const known of [given.enum, given.examples])
    if (Array.isArray(known) && known.length > 0) return pick(random, known);
  for (const choices of [given.oneOf, given.anyOf]) if (Array.isArray(choices)) return sample(pick(random, choices));
  if (Array.isArray(given.allOf))
    return Object.assign({}, ...[...given.allOf, { ...given, allOf: undefined }].map(sample));
  const type = Array.isArray(given.type) ? pick(random, given.type) : given.type;
  if (type === "array") return Array.from({ length: randomInteger(random, 3) }, () => sample(given.items));
  if (type === "integer" || type === "number") return Number(given.minimum ?? 0) + 1;
  if (type === "boolean") return random() < 0.5;
  if (type === "string") return formats[String(given.format)] ?? "a".repeat(Math.max(1, Number(given.minLength ?? 0)));
  if (type === "null") return null;
  return sampleObject(random, given, sample);
}

function sampleObject(random: Random, schema: Schema, sample: (inner: unknown) => unknown): object {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const members = Object.entries((schema.properties ?? {}) as Schema)
    .filter(([name, inner]) => required.has(name) || (random() < 0.5 && !hasUnknownForm(inner)))
    .map(([name, inner]) => [name, sample(inner)]);
  return Object.fromEntries(members);
}

function hasUnknownForm(inner: unknown): boolean {
  const { pattern, format, example, const: constant, enum: values } = (inner ?? {}) as Schema;
  const isKnown = [example, constant, values, formats[String(format)]].some((value) => value !== undefined);
  return pattern !== undefined && !isKnown;
}
