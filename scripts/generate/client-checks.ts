import { type FlatSchema, flatSchema, type Keyword, keywordsByType, type OpenApiDocument } from "@run-summary/spec";

// Keywords that need more than their own value.
type Structure = "items" | "properties" | "required" | "additionalProperties" | "unevaluatedProperties";

// The functions of the client's `checks.ts`, by the keyword that they check; in the order in which they say most.
const checks: Readonly<Record<Exclude<Keyword, Structure>, (value: never) => string | undefined>> = {
  minimum: (value) => `minimum(${value})`,
  maximum: (value) => `maximum(${value})`,
  exclusiveMinimum: (value) => `exclusiveMinimum(${value})`,
  exclusiveMaximum: (value) => `exclusiveMaximum(${value})`,
  multipleOf: (value) => `multipleOf(${value})`,
  minLength: (value) => `minLength(${value})`,
  maxLength: (value) => `maxLength(${value})`,
  minItems: (value) => `minItems(${value})`,
  maxItems: (value) => `maxItems(${value})`,
  uniqueItems: (value) => (value ? "uniqueItems" : undefined),
  pattern: (value) => `pattern(${JSON.stringify(value)})`,
  format: (value) => checksOfFormats[value],
};
const checksOfFormats: Readonly<Record<string, string>> = {
  "date-time": "dateTime",
  uuid: "uuid",
};

/** The expression of a check that a value has to pass to be what a schema says. */
export function checkExpression(document: OpenApiDocument, referenced: object): string {
  const schema = flatSchema(document, referenced);
  const types = [schema.type ?? []].flat() as (keyof typeof keywordsByType)[];
  const alternatives = types.filter((type) => type !== "null").map((type) => ofType(document, schema, type));
  const [first = [], ...others] = alternatives;
  const typed = others.length > 0 ? [`anyOf(${alternatives.map(all).join(", ")})`] : first;
  const isNullable = types.includes("null");
  return all([
    ...(isNullable ? [alternatives.length > 0 ? `nullable(${all(typed)})` : "constant(null)"] : typed),
    // Where null is a type, a constant and a list of values still have to be it, or to hold it.
    ...("const" in schema ? [`constant(${JSON.stringify(schema.const)})`] : []),
    ...("enum" in schema ? [`enumeration(${JSON.stringify(schema.enum)})`] : []),
  ]);
}

function ofType(document: OpenApiDocument, flat: FlatSchema, type: keyof typeof keywordsByType): string[] {
  const schema: FlatSchema = flat.format === "int32" ? { minimum: -(2 ** 31), maximum: 2 ** 31 - 1, ...flat } : flat;
  const keywords = Object.keys(checks) as (keyof typeof checks)[];
  const own = keywords
    .filter((keyword) => keyword in schema && (keywordsByType[type] as readonly Keyword[]).includes(keyword))
    .map((keyword) => checks[keyword](schema[keyword] as never));
  const whole =
    type === "object"
      ? objectExpression(document, schema)
      : type === "array"
        ? `array(${checkExpression(document, (schema.items ?? {}) as object)})`
        : type;
  return [whole, ...own.filter((check) => check !== undefined)];
}

function all(expressions: readonly string[]): string {
  return expressions.length === 1 ? (expressions[0] as string) : `all(${expressions.join(", ")})`;
}

function objectExpression(document: OpenApiDocument, schema: FlatSchema): string {
  const { properties = {}, required = [], additionalProperties, unevaluatedProperties } = schema;
  const named = Object.entries(properties).map(
    ([name, property]) => `${JSON.stringify(name)}: ${checkExpression(document, property)}`,
  );
  const others = additionalProperties ?? unevaluatedProperties ?? true;
  const rest =
    others === true ? "" : `, ${others === false ? "forbidden" : checkExpression(document, others as object)}`;
  return `object({ ${named.join(", ")} }, ${JSON.stringify(required)}${rest})`;
}
