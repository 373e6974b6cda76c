import { flatSchema, type OpenApiDocument } from "@run-summary/spec";

// What the type, the name or the description of a property says already, and what says nothing of a value.
const told = new Set([
  ...["type", "format", "properties", "required", "items", "allOf", "oneOf", "anyOf", "enum", "const"],
  ...["minimum", "maximum", "readOnly", "writeOnly", "title", "description", "example", "examples"],
  ...["additionalProperties", "unevaluatedProperties", "$comment"],
]);

/** The properties of an object's schema, those of inline objects inside it too, as a table in Markdown. */
export function schemaTable(document: OpenApiDocument, schema: object): string {
  return table(["Property", "Type", "Description"], propertyRows(document, schema, ""));
}

/** A table in Markdown. A cell may hold Markdown of one paragraph. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

function cell(text: string): string {
  return text.trim().replace(/\s+/g, " ").replaceAll("|", "\\|");
}

/** The name of the schema that a reference points to; undefined for a schema that stands in its place. */
export function schemaName(schema: object): string | undefined {
  return "$ref" in schema ? String(schema.$ref).replace(/.*\//, "") : undefined;
}

/** The heading's id of a named schema. */
export function schemaId(name: string): string {
  return `/schemas/${name.toLowerCase()}`;
}

function propertyRows(document: OpenApiDocument, schema: object, prefix: string): string[][] {
  const { properties = {}, required = [] } = flatSchema(document, schema);
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = `${prefix}${name}`;
    const { description = "", items } = flatSchema(document, property);
    const isRequired = required.includes(name);
    const inline = items === undefined ? property : (items as object);
    return [
      [
        `\`${path}\``,
        [typeOf(document, property), ...(isRequired ? ["required"] : [])].join("; "),
        String(description),
      ],
      // A named schema has a table of its own: so the tables end, even where schemas hold themselves.
      ...(isNamed(document, inline) ? [] : propertyRows(document, inline, `${path}${items ? "[]" : ""}.`)),
    ];
  });
}

/** The type with all that limits it, in Markdown. */
export function typeOf(document: OpenApiDocument, schema: object): string {
  const name = schemaName(schema);
  if (name !== undefined && isNamed(document, schema)) return `[${name}](#${schemaId(name)})`;
  const flat = flatSchema(document, schema);
  return [typeName(document, flat), ...limitsOf(flat)].join("; ");
}

function typeName(document: OpenApiDocument, flat: Record<string, unknown>): string {
  const { type, format, items } = flat;
  const alternatives = flat.oneOf ?? flat.anyOf;
  if (Array.isArray(alternatives)) return alternatives.map((one) => typeOf(document, one)).join(" or ");
  if (items) return `array of ${typeOf(document, items as object)}`;
  const [first = "any", ...others] = [type].flat().filter((one) => one !== undefined);
  return [`${first}${format ? ` (${format})` : ""}`, ...others].join(" or ");
}

function limitsOf(flat: Record<string, unknown>): string[] {
  const { minimum, maximum, readOnly, writeOnly } = flat;
  const range = minimum !== undefined || maximum !== undefined;
  const values = "const" in flat ? [flat.const] : (flat.enum as unknown[] | undefined);
  return [
    ...(readOnly ? ["read-only"] : []),
    ...(writeOnly ? ["write-only"] : []),
    ...(range ? [`${minimum ?? "…"} to ${maximum ?? "…"}`] : []),
    ...(values ? [values.map((value) => `\`${JSON.stringify(value)}\``).join(" or ")] : []),
    ...Object.keys(flat)
      .filter((keyword) => !told.has(keyword) && !keyword.startsWith("x-"))
      .map((keyword) => `${keyword} \`${text(flat[keyword])}\``),
  ];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether the schema is one of the document's own, with properties. */
function isNamed(document: OpenApiDocument, schema: object): boolean {
  return schemaName(schema) !== undefined && flatSchema(document, schema).properties !== undefined;
}
