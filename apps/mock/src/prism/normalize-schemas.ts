// Mends what Ajv refuses in a schema of other people's documents, though its meaning is clear: Prism would validate nothing
// against such a schema. Each rule keeps what the author meant. The schemas are those that Prism has created for the mock
// alone, so they are changed in place.
import { formatPointer, parsePointer } from "@run-summary/openapi";
import type { Operation } from "./operation.ts";
import { findTarget, listInnerSchemas, listOperationSchemas } from "./operation-schemas.ts";

type Schema = Record<string, unknown>;

/** Mends the schemas of an operation. */
export function normalizeSchemas(operation: Operation): void {
  for (const { schema } of listOperationSchemas(operation)) {
    const isNewer = normalizeTree(operation, schema as Schema);
    normalizeDialect(schema as Schema, isNewer);
  }
}

// Operations share schemas, and a schema may refer to itself.
const normalized = new WeakMap<object, boolean>();

/** Mends a schema and those inside it. Returns whether one of them has a keyword that draft 07 does not know. */
function normalizeTree(operation: Operation, schema: Schema): boolean {
  const known = normalized.get(schema);
  if (known !== undefined) return known;
  normalizeSchema(schema);
  normalizeSharedProperties(operation, schema);
  const isNewer = newerKeywords.some((keyword) => keyword in schema);
  normalized.set(schema, isNewer);
  const inner = listInnerSchemas(operation, schema).map((child) => normalizeTree(operation, child.schema as Schema));
  const isAnyNewer = isNewer || inner.includes(true);
  normalized.set(schema, isAnyNewer);
  return isAnyNewer;
}

const knownDialect = /^https?:\/\/json-schema\.org\/(draft-07\/schema|draft\/(2019-09|2020-12)\/schema)#?$/;
const newestDialect = "https://json-schema.org/draft/2020-12/schema";

// Draft 07, by which Prism validates a schema without a dialect, ignores these keywords.
const newerKeywords = [
  ...["$dynamicAnchor", "dependentRequired", "dependentSchemas", "maxContains", "minContains", "prefixItems"],
  ...["unevaluatedItems", "unevaluatedProperties"],
];

/** Keywords whose value `null`, as YAML reads an empty one, means something. */
const nullableKeywords = ["const", "default", "example"];

function normalizeSchema(schema: Schema): void {
  for (const [keyword, value] of Object.entries(schema)) {
    // `properties:` without a value is nothing, but Ajv asks for an object.
    if (value === null && !nullableKeywords.includes(keyword)) delete schema[keyword];
  }
  normalizeType(schema);
  normalizeNullable(schema);
  normalizeRange(schema, "exclusiveMinimum", "minimum");
  normalizeRange(schema, "exclusiveMaximum", "maximum");
  normalizeLists(schema);
  if (typeof schema.pattern === "string") schema.pattern = normalizePattern(schema.pattern);
  // Ajv finds no anchor inside `$defs`, and validates by the whole schema instead, without an end.
  if ("$dynamicRef" in schema && !("$ref" in schema)) {
    schema.$ref = schema.$dynamicRef;
    delete schema.$dynamicRef;
  }
  // References are resolved, and Ajv takes an id once only: the schemas of two operations may have the same one.
  delete schema.$id;
  // Annotations: a title that YAML reads as a number makes the whole schema invalid.
  for (const keyword of ["title", "description", "$comment"]) delete schema[keyword];
  for (const keyword of ["readOnly", "writeOnly"]) if (typeof schema[keyword] !== "boolean") delete schema[keyword];
  if (!Array.isArray(schema.examples)) delete schema.examples;
}

/**
 * Prism merges a schema with the one that it refers to. Where that one contains itself, it has a reference in place of its map of
 * properties: `properties: { $ref: "#/__bundled__/properties" }`, which no validator reads.
 */
function normalizeSharedProperties(operation: Operation, schema: Schema): void {
  const reference = (schema.properties as { $ref?: unknown } | undefined)?.$ref;
  if (typeof reference !== "string") return;
  const name = `schema of ${parsePointer(reference).at(-1)}`;
  operation.__bundled__[name] = { properties: findTarget(operation, { $ref: reference }) };
  delete schema.properties;
  schema.allOf = [
    ...((schema.allOf as unknown[] | undefined) ?? []),
    { $ref: `#${formatPointer(["__bundled__", name])}` },
  ];
}

/** Selects the dialect by which a schema is validated, with the schemas inside it. */
function normalizeDialect(schema: Schema, isNewer: boolean): void {
  const dialect = String(schema.$schema ?? "");
  // OpenAPI 3.1 names its own dialect, which is 2020-12 with annotations.
  const isOpenApi = dialect.startsWith("https://spec.openapis.org/oas/3.1/");
  if (!knownDialect.test(dialect)) delete schema.$schema;
  const isOld = schema.$schema === undefined || dialect.includes("draft-07");
  if (isOpenApi || (isOld && isNewer)) schema.$schema = newestDialect;
}

// `file` is of OpenAPI 2, and `null` without quotes is no text in YAML.
function normalizeType(schema: Schema): void {
  if (schema.type === "file") schema.type = "string";
  if (Array.isArray(schema.type)) schema.type = [...new Set(schema.type.map((type) => type ?? "null"))];
}

// Prism's conversion handles `nullable` beside one type, but in no schema that refers to itself.
function normalizeNullable(schema: Schema): void {
  const { nullable, type } = schema;
  delete schema.nullable;
  if (nullable !== true) return;
  if (Array.isArray(schema.enum)) schema.enum = [...schema.enum, null];
  if (typeof type === "string") schema.type = [type, "null"];
  if (type !== undefined) return;
  // OpenAPI 3.0.3 gives it no meaning without a type, but this is how generators write a reference that may be null.
  const { $schema, ...others } = schema;
  const constrains = ["$ref", "allOf", "anyOf", "oneOf", "not"].some((keyword) => keyword in schema);
  if (!constrains) return;
  for (const keyword of Object.keys(others)) delete schema[keyword];
  schema.anyOf = [others, { type: "null" }];
}

// OpenAPI 3.0: `exclusiveMinimum: true` makes `minimum` exclusive.
function normalizeRange(schema: Schema, exclusive: string, inclusive: string): void {
  if (typeof schema[exclusive] !== "boolean") return;
  const isExclusive = schema[exclusive] && schema[inclusive] !== undefined;
  delete schema[exclusive];
  if (!isExclusive) return;
  schema[exclusive] = schema[inclusive];
  delete schema[inclusive];
}

function normalizeLists(schema: Schema): void {
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const list = schema[keyword];
    if (Array.isArray(list) && list.length === 0) delete schema[keyword];
  }
  // Prism adds `null` to the enumeration of a nullable schema, though it may have it.
  if (Array.isArray(schema.enum)) schema.enum = removeDuplicates(schema.enum);
  if (Array.isArray(schema.required)) schema.required = removeDuplicates(schema.required);
  else delete schema.required; // a boolean in JSON Schema's draft 03, inside `properties`
  const { properties } = schema;
  if (typeof properties !== "object" || Array.isArray(properties)) return;
  for (const [name, property] of Object.entries(properties as object)) {
    if (property === null) schema.properties = { ...(schema.properties as object), [name]: {} }; // `name:` without a value
  }
}

function removeDuplicates(list: readonly unknown[]): unknown[] {
  return [...new Map(list.map((item) => [JSON.stringify(item), item])).values()];
}

/**
 * Ajv reads a pattern with the flag `u`, which forbids escapes without a meaning, such as `\-` and `\_`, and braces that are
 * meant as they are. A pattern that is valid without the flag is rewritten; any other one stays as it is.
 */
function normalizePattern(pattern: string): string {
  if (isRegExp(pattern, "u") || !isRegExp(pattern, "")) return pattern;
  const rewritten = pattern.replace(/\\(?:[pPu]\{[^{}]*\}|.)|\{\d+(?:,\d*)?\}|[{}]/gsu, (part) => {
    if (part === "{" || part === "}") return `\\${part}`;
    const [, escaped = ""] = part;
    const isIdentity = !/[\w^$\\.*+?()[\]{}|/]/.test(escaped) && /[ -~]/.test(escaped);
    return isIdentity || part === "\\_" ? `\\x${escaped.charCodeAt(0).toString(16)}` : part;
  });
  return isRegExp(rewritten, "u") ? rewritten : pattern;
}

function isRegExp(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags) instanceof RegExp;
  } catch {
    return false;
  }
}
