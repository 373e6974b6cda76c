import {
  flattenSchema,
  getReference,
  type Keyword,
  keywordsByType,
  type OpenApiDocument,
  parsePointer,
  resolveReference,
} from "@run-summary/openapi";
import { createNamer, printKey, printValue } from "./print.ts";

type TypeName = keyof typeof keywordsByType;
type Schema = Readonly<Record<string, unknown>>;

/** Generates the checks of a document's schemas. They call the functions of the client's `checks.ts` by the name `check`. */
export interface CheckGenerator {
  /**
   * The expression of the check that a schema describes. Keywords that the generator does not know are not checked.
   *
   * @param module what the expression calls the module of the declarations, with a dot: `schemas.`
   * @throws {Error} where a reference of the schema points to nothing.
   */
  generateCheck(schema: unknown, module?: string): string;
  /** The declarations of the checks that the expressions so far refer to: one for each schema that is behind a `$ref`. */
  listDeclarations(): string[];
}

/**
 * @example
 * createCheckGenerator(document).generateCheck({ type: "integer", minimum: 0 }); // "check.all(check.integer, check.minimum(0))"
 */
export function createCheckGenerator(document: OpenApiDocument): CheckGenerator {
  const names = new Map<string, string>(); // of the declared checks, by the schema's reference
  const createName = createNamer();
  const declarations: string[] = [];

  const declareCheck = (reference: string): string => {
    const known = names.get(reference);
    if (known !== undefined) return known;
    const name = createName(parsePointer(reference).at(-1) ?? "document", "Check");
    names.set(reference, name); // before its schema, which may refer to itself
    const schema = resolveReference(document, { $ref: reference });
    declarations.push(
      `export const ${name}: check.Check = /* @__PURE__ */ check.lazy(() => ${generateCheck(schema)});`,
    );
    return name;
  };

  const generateCheck = (schema: unknown, module = ""): string => {
    if (schema === false) return "check.forbidden";
    if (typeof schema !== "object" || schema === null) return "check.any";
    const { allOf = [], unevaluatedProperties } = schema as { allOf?: unknown[]; unevaluatedProperties?: unknown };
    const reference = getReference(schema);
    const generateChild = (child: unknown) => generateCheck(child, module);
    const whole = combine("every", [
      reference === undefined ? "check.any" : module + declareCheck(reference),
      generateOwnCheck(schema as Schema, generateChild),
      ...allOf.map(generateChild),
      generateUnion(document, schema as Schema, "anyOf", generateChild),
      generateUnion(document, schema as Schema, "oneOf", generateChild),
    ]);
    if (unevaluatedProperties === undefined) return whole;
    return `check.unevaluated(${whole}, ${generateChild(unevaluatedProperties)})`;
  };

  return { generateCheck, listDeclarations: () => declarations.toSorted() };
}

function generateUnion(
  document: OpenApiDocument,
  schema: Schema,
  keyword: "anyOf" | "oneOf",
  generateChild: GenerateCheck,
): string {
  const branches = schema[keyword] as object[] | undefined;
  if (branches === undefined) return "check.any";
  const { propertyName } = (schema.discriminator ?? {}) as { propertyName?: string };
  const values = branches.map((branch) => findDiscriminator(document, branch, propertyName));
  const checks = branches.map((branch) => generateChild(branch));
  if (values.includes(undefined) || new Set(values).size < values.length)
    return `check.${keyword}(${checks.join(", ")})`;
  const entries = values.map((value, index) => `${printKey(value as string)}: ${checks[index]}`);
  return `check.discriminated(${JSON.stringify(propertyName)}, { ${entries.join(", ")} })`;
}

/** The one text that a branch of a union requires in the property; `undefined` where it takes others, too. */
function findDiscriminator(document: OpenApiDocument, branch: object, propertyName = ""): string | undefined {
  const { properties = {}, required = [] } = flattenSchema(document, branch);
  const property = properties[propertyName];
  if (property === undefined || !required.includes(propertyName)) return undefined;
  const { const: constant, enum: values } = flattenSchema(document, property) as { const?: unknown; enum?: unknown[] };
  const value = values?.length === 1 ? values[0] : constant;
  return typeof value === "string" ? value : undefined;
}

// Keywords that describe properties or items, and that the generator does not know.
const unknownKeywords = ["$dynamicRef", "dependentSchemas", "if", "patternProperties"];

// The keywords that `generateStructure` handles, since they need more than their own value.
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
  pattern: (value) => (isPattern(value) ? `pattern(${JSON.stringify(value)})` : undefined),
  format: (value) => formatChecks.get(value),
};
// The formats of texts. That of integers, `int32`, is a pair of limits.
const formatChecks: ReadonlyMap<unknown, string> = new Map([
  ["byte", "byte"],
  ["date-time", "dateTime"],
  ["uuid", "uuid"],
]);

function isPattern(source: string): boolean {
  try {
    return Boolean(new RegExp(source, "u"));
  } catch {
    return false;
  }
}

type GenerateCheck = CheckGenerator["generateCheck"];

/** The check of the keywords that apply to the value itself: its type, what constrains that type, `const` and `enum`. */
function generateOwnCheck(schema: Schema, generateCheck: GenerateCheck): string {
  return combine("all", [
    schema.type === undefined ? generateUntypedCheck(schema, generateCheck) : generateTypedCheck(schema, generateCheck),
    // `const` and `enum` apply to null, too, so that they are outside of `nullable`.
    "const" in schema ? generateConstant(schema.const) : "check.any",
    "enum" in schema ? generateEnumeration(schema.enum as unknown[]) : "check.any",
    unknownKeywords.some((keyword) => keyword in schema) ? "check.evaluateAll" : "check.any",
  ]);
}

function generateTypedCheck(schema: Schema, generateCheck: GenerateCheck): string {
  const types = [schema.type].flat().filter((type) => Object.hasOwn(keywordsByType, type as string)) as TypeName[];
  const alternatives = types
    .filter((type) => type !== "null")
    .map((type) => combine("all", generateTypeChecks(schema, type, generateCheck)));
  const typed = alternatives.length > 1 ? `check.anyOf(${alternatives.join(", ")})` : alternatives[0];
  if (!types.includes("null")) return typed ?? "check.any";
  return typed === undefined ? "check.constant(null)" : `check.nullable(${typed})`;
}

const predicates = { string: "isString", number: "isNumber", array: "isArray", object: "isObject" } as const;

/** Without a type, a keyword constrains the values of its own type only. */
function generateUntypedCheck(schema: Schema, generateCheck: GenerateCheck): string {
  const types = Object.keys(predicates) as (keyof typeof predicates)[];
  const checks = types.flatMap((type) => {
    const [structure = "", ...others] = generateTypeChecks(schema, type, generateCheck);
    const isStructured = keywordsByType[type].some((keyword) => keyword in schema) && /^check\.\w+\(/.test(structure);
    const needed = isStructured ? [structure, ...others] : others;
    return needed.length > 0 ? [`check.when(check.${predicates[type]}, ${combine("all", needed)})`] : [];
  });
  return combine("all", checks);
}

// The format limits a value, whatever the limits beside it say.
function addInt32Limits(schema: Schema): Schema {
  const { minimum = -(2 ** 31), maximum = 2 ** 31 - 1 } = schema as { minimum?: number; maximum?: number };
  return { ...schema, minimum: Math.max(minimum, -(2 ** 31)), maximum: Math.min(maximum, 2 ** 31 - 1) };
}

/** The checks of one type: the type itself, and the keywords that constrain it. */
function generateTypeChecks(schema: Schema, type: TypeName, generateCheck: GenerateCheck): string[] {
  const isInt32 = type === "integer" && schema.format === "int32";
  const limited: Schema = isInt32 ? addInt32Limits(schema) : schema;
  const keywords = Object.keys(keywordChecks) as (keyof typeof keywordChecks)[];
  const checks = keywords
    .filter((keyword) => keyword in limited && (keywordsByType[type] as readonly Keyword[]).includes(keyword))
    .filter((keyword) => keyword !== "format" || type === "string")
    .map((keyword) => keywordChecks[keyword](limited[keyword] as never))
    .filter((check) => check !== undefined);
  return [generateStructure(schema, type, generateCheck), ...checks.map((check) => `check.${check}`)];
}

function generateStructure(schema: Schema, type: TypeName, generateCheck: GenerateCheck): string {
  if (type === "array") {
    const isKnown = !("prefixItems" in schema) && !Array.isArray(schema.items);
    return `check.array(${isKnown ? generateCheck(schema.items) : "check.any"})`;
  }
  return type === "object" ? generateObject(schema, generateCheck) : `check.${type}`;
}

function generateObject(schema: Schema, generateCheck: GenerateCheck): string {
  const { properties = {}, required = [], additionalProperties } = schema;
  const named = Object.entries(properties as object).map(
    ([name, property]) => `${printKey(name)}: ${generateCheck(property)}`,
  );
  const others = "patternProperties" in schema ? undefined : additionalProperties;
  const othersCheck = others === undefined ? "" : `, ${generateCheck(others)}`;
  return `check.object({ ${named.join(", ")} }, ${JSON.stringify(required)}${othersCheck})`;
}

function generateConstant(value: unknown): string {
  return isPrimitive(value) ? `check.constant(${printValue(value)})` : `check.equalToAny(${printValue([value])})`;
}

function generateEnumeration(values: readonly unknown[]): string {
  return `check.${values.every(isPrimitive) ? "enumeration" : "equalToAny"}(${printValue(values)})`;
}

function isPrimitive(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

/** One check of several; those that take every value are left out. */
function combine(name: "all" | "every", expressions: readonly string[]): string {
  const [first = "check.any", ...others] = expressions.filter((expression) => expression !== "check.any");
  return others.length > 0 ? `check.${name}(${[first, ...others].join(", ")})` : first;
}
