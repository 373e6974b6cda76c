import { flattenSchema, getReference, type OpenApiDocument } from "@run-summary/openapi";
import { formatSchemaAnchor } from "./anchors.ts";

// The type, the name or the description of a property says these already, or they say nothing about a value.
const shownElsewhere = new Set([
  ...["type", "format", "properties", "required", "items", "allOf", "oneOf", "anyOf", "enum", "const"],
  ...["minimum", "maximum", "readOnly", "writeOnly", "title", "description", "example", "examples"],
  ...["additionalProperties", "unevaluatedProperties", "$comment"],
]);

/** The name of the schema that a reference points to; undefined for a schema without a name. */
function getSchemaName(schema: object): string | undefined {
  return getReference(schema)?.split("/").at(-1);
}

/** Whether the schema has a name and properties. Such a schema has a table of its own. */
export function hasOwnTable(document: OpenApiDocument, schema: object): boolean {
  return getSchemaName(schema) !== undefined && flattenSchema(document, schema).properties !== undefined;
}

/** The schema's type and constraints in Markdown. A schema with a table of its own is a link to that table. */
export function formatType(document: OpenApiDocument, schema: object): string {
  const name = getSchemaName(schema);
  if (name !== undefined && hasOwnTable(document, schema)) return `[${name}](#${formatSchemaAnchor(name)})`;
  const flat = flattenSchema(document, schema);
  return [formatTypeName(document, flat), ...formatConstraints(flat)].join("; ");
}

function formatTypeName(document: OpenApiDocument, flat: Record<string, unknown>): string {
  const { type, format, items } = flat;
  const alternatives = flat.oneOf ?? flat.anyOf;
  if (Array.isArray(alternatives)) return alternatives.map((one) => formatType(document, one)).join(" or ");
  if (items) return `array of ${formatType(document, items as object)}`;
  const [first = "any", ...others] = [type].flat().filter((one) => one !== undefined);
  return [`${first}${format ? ` (${format})` : ""}`, ...others].join(" or ");
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
    ...(values ? [values.map((value) => `\`${JSON.stringify(value)}\``).join(" or ")] : []),
    ...others.map(([keyword, value]) => `${keyword} \`${typeof value === "string" ? value : JSON.stringify(value)}\``),
  ];
}
