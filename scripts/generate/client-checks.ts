import {
  type FlatSchema,
  flattenSchema,
  type Keyword,
  keywordsByType,
  type OpenApiDocument,
} from "@run-summary/openapi";

type TypeName = keyof typeof keywordsByType;

// The keywords that `generateTypeCheck` and `generateObjectCheck` handle, since they need more than their own value.
type Structure = "items" | "properties" | "required" | "additionalProperties" | "unevaluatedProperties";

// For each keyword, the call of its function in the client's `checks.ts`. The checks run in this order.
const keywordChecks: Readonly<Record<Exclude<Keyword, Structure>, (value: never) => string | undefined>> = {
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
  format: (value) => formatChecks[value],
};
const formatChecks: Readonly<Record<string, string>> = {
  "date-time": "dateTime",
  uuid: "uuid",
};

/**
 * Generates the expression of the check that a schema describes. It calls the functions of the client's `checks.ts`.
 *
 * @example
 * generateCheck(document, { type: "integer", minimum: 0 }); // "all(integer, minimum(0))"
 */
export function generateCheck(document: OpenApiDocument, referenced: object): string {
  const schema = flattenSchema(document, referenced);
  const types = [schema.type ?? []].flat() as TypeName[];
  const alternatives = types.filter((type) => type !== "null").map((type) => generateTypeCheck(document, schema, type));
  const [first = [], ...others] = alternatives;
  const typed = others.length > 0 ? [`anyOf(${alternatives.map(combineChecks).join(", ")})`] : first;
  const nullable = alternatives.length > 0 ? `nullable(${combineChecks(typed)})` : "constant(null)";
  return combineChecks([
    ...(types.includes("null") ? [nullable] : typed),
    // `const` and `enum` apply to null, too, so that they are outside of `nullable`.
    ...("const" in schema ? [`constant(${JSON.stringify(schema.const)})`] : []),
    ...("enum" in schema ? [`enumeration(${JSON.stringify(schema.enum)})`] : []),
  ]);
}

/** The checks of one type: the type itself, and the keywords that constrain it. */
function generateTypeCheck(document: OpenApiDocument, flat: FlatSchema, type: TypeName): string[] {
  const schema: FlatSchema = flat.format === "int32" ? { minimum: -(2 ** 31), maximum: 2 ** 31 - 1, ...flat } : flat;
  const keywords = Object.keys(keywordChecks) as (keyof typeof keywordChecks)[];
  const checks = keywords
    .filter((keyword) => keyword in schema && (keywordsByType[type] as readonly Keyword[]).includes(keyword))
    .map((keyword) => keywordChecks[keyword](schema[keyword] as never));
  return [generateStructureCheck(document, schema, type), ...checks.filter((check) => check !== undefined)];
}

function generateStructureCheck(document: OpenApiDocument, schema: FlatSchema, type: TypeName): string {
  if (type === "object") return generateObjectCheck(document, schema);
  if (type === "array") return `array(${generateCheck(document, (schema.items ?? {}) as object)})`;
  return type;
}

function generateObjectCheck(document: OpenApiDocument, schema: FlatSchema): string {
  const { properties = {}, required = [], additionalProperties, unevaluatedProperties } = schema;
  const named = Object.entries(properties).map(
    ([name, property]) => `${JSON.stringify(name)}: ${generateCheck(document, property)}`,
  );
  const others = additionalProperties ?? unevaluatedProperties ?? true;
  const othersCheck = others === false ? "forbidden" : generateCheck(document, others as object);
  return `object({ ${named.join(", ")} }, ${JSON.stringify(required)}${others === true ? "" : `, ${othersCheck}`})`;
}

function combineChecks(expressions: readonly string[]): string {
  return expressions.length === 1 ? (expressions[0] as string) : `all(${expressions.join(", ")})`;
}
