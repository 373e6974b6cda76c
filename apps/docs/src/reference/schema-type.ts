import { flattenSchema, getReference, type OpenApiDocument } from "@run-summary/openapi";
import { formatSchemaAddress } from "./anchors.ts";
import { formatCode } from "./markdown.ts";

// The type, the name or the description of a property says these already, or they say nothing about a value.
const shownElsewhere = new Set([
  ...["type", "format", "properties", "required", "items", "allOf", "oneOf", "anyOf", "discriminator", "enum", "const"],
  ...["minimum", "maximum", "readOnly", "writeOnly", "title", "description", "example", "examples", "nullable"],
  ...["additionalProperties", "unevaluatedProperties", "$comment", "externalDocs", "xml"],
]);

/** The name of the schema that a reference points to; undefined for a schema without a name. */
function getSchemaName(schema: object): string | undefined {
  return getReference(schema)?.split("/").at(-1);
}

/** Whether the schema has a name and other schemas in it. Such a schema has a section of its own. */
export function hasOwnSection(document: OpenApiDocument, schema: object): boolean {
  const { properties, items, additionalProperties } = flattenSchema(document, schema);
  const holdsSchemas = Boolean(properties ?? items) || typeof additionalProperties === "object";
  return getSchemaName(schema) !== undefined && (holdsSchemas || readUnion(document, schema) !== undefined);
}

/** A branch of a union. */
interface Branch {
  readonly schema: object;
  /** The value of the discriminator's property that selects the branch. */
  readonly value: string | undefined;
}

/** What a value may be one of, or one or more of. */
export interface Union {
  readonly keyword: "oneOf" | "anyOf";
  /** The discriminator's property. */
  readonly property: string | undefined;
  readonly branches: readonly Branch[];
}

/** The `oneOf` or the `anyOf` of a schema. */
export function readUnion(document: OpenApiDocument, schema: object): Union | undefined {
  const flat = flattenSchema(document, schema);
  const keyword = (["oneOf", "anyOf"] as const).find((candidate) => Array.isArray(flat[candidate]));
  if (keyword === undefined) return undefined;
  const { propertyName, mapping = {} } = (flat.discriminator ?? {}) as {
    propertyName?: string;
    mapping?: Record<string, string>;
  };
  const branches = (flat[keyword] as object[]).map((branch) => {
    const name = getSchemaName(branch);
    const [value = propertyName && name] =
      Object.entries(mapping).find(([, target]) => name !== undefined && target.split("/").at(-1) === name) ?? [];
    return { schema: branch, value };
  });
  return { keyword, property: propertyName, branches };
}

/** The schema's type and constraints in Markdown. A schema with a section of its own is a link to that section. */
export function formatType(document: OpenApiDocument, schema: object): string {
  const name = getSchemaName(schema);
  if (name !== undefined && hasOwnSection(document, schema)) return `[${name}](${formatSchemaAddress(name)})`;
  const flat = flattenSchema(document, schema);
  return [formatTypeName(document, flat), ...formatConstraints(flat)].join("; ");
}

function formatTypeName(document: OpenApiDocument, flat: Record<string, unknown>): string {
  const { type, format, items, additionalProperties, nullable } = flat;
  const orNull = nullable === true ? ["null"] : []; // OpenAPI 3.0
  const union = readUnion(document, flat);
  if (union) return [...union.branches.map((branch) => formatBranch(document, branch, union)), ...orNull].join(" or ");
  if (items) return [`array of ${formatType(document, items)}`, ...orNull].join(" or ");
  if (typeof additionalProperties === "object" && additionalProperties && !flat.properties)
    return [`object; its values: ${formatType(document, additionalProperties)}`, ...orNull].join(" or ");
  const [first = "any", ...others] = [type].flat().filter((one) => one !== undefined);
  return [`${first}${format ? ` (${format})` : ""}`, ...others, ...orNull].join(" or ");
}

function formatBranch(document: OpenApiDocument, { schema, value }: Branch, { property }: Union): string {
  const condition = property && value !== undefined ? ` (${formatCode(property)}: ${formatCode(value)})` : "";
  return `${formatType(document, schema)}${condition}`;
}

function formatConstraints(flat: Record<string, unknown>): string[] {
  const { minimum, maximum, readOnly, writeOnly } = flat;
  const hasRange = minimum !== undefined || maximum !== undefined;
  const values = "const" in flat ? [flat.const] : (flat.enum as unknown[] | undefined);
  const others = Object.entries(flat).filter(([keyword]) => !shownElsewhere.has(keyword) && !keyword.startsWith("x-"));
  return [
    ...(readOnly ? ["read-only"] : []),
    ...(writeOnly ? ["write-only"] : []),
    ...(hasRange ? [`${minimum ?? "…"} to ${maximum ?? "…"}`] : []),
    ...(values ? [values.map((value) => formatCode(JSON.stringify(value))).join(" or ")] : []),
    ...others.map(
      ([keyword, value]) => `${keyword} ${formatCode(typeof value === "string" ? value : JSON.stringify(value))}`,
    ),
  ];
}
