import fc from "fast-check";
import { anyName, description, mostly } from "./names.ts";
import { createUnions } from "./unions.ts";

/** A schema and a value that conforms to it. */
export interface Shape {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly example: unknown;
}

/** What a schema describes: the lint permits other keywords for each. */
export type Usage = "request" | "response" | "parameter";

type Keywords = Readonly<Record<string, unknown>>;

const never: fc.Arbitrary<Keywords> = fc.constant({});

/** Some of the keywords, each at random. */
function pickKeywords(keywords: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Keywords> {
  return fc.record(keywords, { requiredKeys: [] });
}

/** A value, or rarely another one, which the lint refuses. */
function orRarely<Value>(values: fc.Arbitrary<Value>, refused: Value): fc.Arbitrary<Value> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 80, arbitrary: values },
    { weight: 1, arbitrary: fc.constant(refused) },
  );
}

const rarely = orRarely(fc.constant(false), true);

const booleans: fc.Arbitrary<Shape> = fc.boolean().map((example) => ({ schema: { type: "boolean" }, example }));

const integers: fc.Arbitrary<Shape> = fc
  .record({
    example: fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom(2 ** 31 - 1, -(2 ** 31), 1000)),
    below: fc.nat(3),
    above: fc.nat(3),
    lower: fc.constantFrom("none", "minimum", "exclusiveMinimum"),
    upper: fc.constantFrom("none", "maximum", "exclusiveMaximum"),
    format: fc.constantFrom(undefined, "int32", "int64"),
    isMultiple: fc.boolean(),
  })
  .map(({ example, below, above, lower, upper, format, isMultiple }) => ({
    schema: {
      type: "integer",
      ...(format && { format }),
      ...(lower === "minimum" && { minimum: example - below }),
      ...(lower === "exclusiveMinimum" && { exclusiveMinimum: example - below - 1 }),
      ...(upper === "maximum" && { maximum: example + above }),
      ...(upper === "exclusiveMaximum" && { exclusiveMaximum: example + above + 1 }),
      ...(isMultiple && example !== 0 && { multipleOf: Math.abs(example) }),
    },
    example,
  }));

const numbers: fc.Arbitrary<Shape> = fc
  .record({
    example: fc.constantFrom(0, 1, 0.5, -1.25, 0.1, 1e-7, 12345.678, 2 ** 53 - 1),
    keywords: pickKeywords({
      minimum: fc.constantFrom(-1.25, -2),
      maximum: orRarely(fc.constant(2 ** 53 - 1), 2 ** 60),
      format: fc.constantFrom("double", "float"),
    }),
  })
  .map(({ example, keywords }) => ({ schema: { type: "number", ...keywords }, example }));

const quarters: fc.Arbitrary<Shape> = fc
  .record({ count: fc.integer({ min: -8, max: 8 }), divisor: orRarely(fc.constantFrom(0.25, 0.5, 2, 10), 0.1) })
  .map(({ count, divisor }) => ({ schema: { type: "number", multipleOf: divisor }, example: count * divisor }));

const texts = [
  "a",
  "",
  "abc",
  "é",
  "\u{1f600}",
  'a"b',
  "a'b",
  "*/",
  "a\nb",
  `\${a}`,
  "`",
  "\\",
  "</script>",
  "null",
  "1",
  "true",
  " a ",
  "a,b",
];

const strings: fc.Arbitrary<Shape> = fc
  .record({
    example: fc.constantFrom(...texts),
    below: fc.option(fc.nat(2), { nil: undefined }),
    above: fc.option(fc.nat(2), { nil: undefined }),
    format: fc.constantFrom(undefined, undefined, "password"),
  })
  .map(({ example, below, above, format }) => {
    const length = [...example].length; // JSON Schema counts code points
    return {
      schema: {
        type: "string",
        ...(below !== undefined && { minLength: Math.max(0, length - below) }),
        ...(above !== undefined && { maxLength: length + above }),
        ...(format && { format }),
      },
      example,
    };
  });

const dateTime = String.raw`^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$`;
const uuid = "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$";

const patterns: readonly (readonly [keywords: Keywords, example: string])[] = [
  [{ pattern: "^[a-z]+$" }, "abc"],
  [{ pattern: String.raw`^\d{2}$` }, "12"],
  [{ pattern: "a|b" }, "a"],
  [{ pattern: String.raw`^\p{L}+$` }, "é"],
  [{ pattern: "^.$" }, "\u{1f600}"],
  [{ pattern: "[^/]", maxLength: 3 }, "x"],
  [{ pattern: `^["'\`]\\$\\{` }, '"${'],
  [{ pattern: String.raw`\/\*|\*\/` }, "*/"],
  [{ pattern: "^(?:a|b{2})?$" }, "bb"],
  [{ format: "byte" }, "YQ=="],
  [{ format: "date-time", pattern: dateTime }, "2017-01-01T00:01:17Z"],
  [{ format: "uuid", pattern: uuid }, "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71"],
];

const formatsOfResponses: readonly (readonly [keywords: Keywords, example: string])[] = [
  [{ format: "date" }, "2017-01-01"],
  [{ format: "uri" }, "https://example.com/a"],
  [{ format: "email" }, "a@example.com"],
  [{ format: "time" }, "00:01:17Z"],
  [{ format: "duration" }, "P1D"],
  [{ format: "hostname" }, "example.com"],
];

function createPatternedStrings(usage: Usage): fc.Arbitrary<Shape> {
  const known = usage === "response" ? [...patterns, ...formatsOfResponses] : patterns;
  return fc.constantFrom(...known).map(([keywords, example]) => ({ schema: { type: "string", ...keywords }, example }));
}

/** Texts, numbers, booleans. */
function createScalars(usage: Usage): fc.Arbitrary<Shape> {
  return fc.oneof(
    { withCrossShrink: true },
    booleans,
    strings,
    integers,
    createPatternedStrings(usage),
    numbers,
    quarters,
  );
}

const constants: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom("low", "high", "toString", "", "a b", "*/", 'a"b', "\u{1f600}", "1", "null"),
  fc.constantFrom(0, 1, -1, 0.5, true, false, null),
);

const textConstants = fc.constantFrom("low", "high", "toString", "a b", "*/", 'a"b', "1", "null", "a,b");

function createEnums(usage: Usage): fc.Arbitrary<Shape> {
  return fc
    .record({
      values: fc.uniqueArray(usage === "parameter" ? textConstants : constants, { minLength: 1, maxLength: 4 }),
      isTyped: usage === "parameter" ? fc.constant(true) : fc.boolean(),
      isConst: fc.boolean(),
      isLoose: rarely,
    })
    .map(({ values, isTyped, isConst, isLoose }) => {
      const [example] = values;
      const used = isConst ? [example] : values;
      const own = used.map((value) => (value === null ? "null" : typeof value));
      const types = [...new Set(isLoose ? [...own, "null"] : own)];
      const type = types.length === 1 ? types[0] : types;
      const schema = isConst ? { const: example } : { enum: values };
      return { schema: { ...(isTyped && { type }), ...schema }, example };
    });
}

/** A shape that takes `null`, too. */
function makeNullable({ schema, example }: Shape, isNull: boolean): Shape {
  if (
    typeof schema.type !== "string" ||
    schema.type === "null" ||
    "enum" in schema ||
    "const" in schema ||
    "allOf" in schema
  ) {
    return { schema, example };
  }
  return {
    schema: { ...schema, type: [schema.type, "null"] },
    example: isNull && !["array", "object"].includes(schema.type) ? null : example,
  };
}

/** A shape of one of two types. */
function joinTypes(first: Shape, second: Shape): Shape {
  const types = [first.schema.type, second.schema.type];
  const isJoinable = types.every((type) => typeof type === "string") && types[0] !== types[1];
  const numeric = types.filter((type) => type === "number" || type === "integer");
  if (!isJoinable || numeric.length > 1) return first;
  const names = Object.keys(first.schema).filter((name) => name !== "type");
  if (names.some((name) => name in second.schema)) return first;
  return { schema: { ...first.schema, ...second.schema, type: types }, example: first.example };
}

/** What may stand beside the keywords that constrain a value. */
function createAnnotations(usage: Usage): fc.Arbitrary<(shape: Shape) => Shape> {
  const annotations = pickKeywords({
    title: fc.constantFrom("A title", "toString"),
    deprecated: fc.boolean(),
    $comment: fc.constant("A comment. */"),
    "x-own": fc.constant({ a: 1 }),
    ...(usage === "response" && { readOnly: fc.boolean() }),
    ...(usage !== "response" && { writeOnly: fc.boolean() }),
    hasDefault: fc.boolean(),
    hasExample: fc.boolean(),
  });
  return fc
    .oneof({ weight: 3, arbitrary: never }, { weight: 1, arbitrary: annotations })
    .map(({ hasDefault, hasExample, ...others }) => ({ schema, example }) => ({
      schema: {
        ...schema,
        ...others,
        ...(hasDefault === true && { default: example }),
        ...(hasExample === true && { example }),
      },
      example,
    }));
}

function createArrays(items: fc.Arbitrary<Shape>): fc.Arbitrary<Shape> {
  return fc
    .record({
      item: items,
      count: fc.nat(2),
      uniqueItems: fc.constantFrom(undefined, undefined, true, false),
      below: fc.option(fc.nat(1), { nil: undefined }),
      above: fc.option(fc.nat(1), { nil: undefined }),
    })
    .map(({ item, count, uniqueItems, below, above }) => {
      const length = uniqueItems ? Math.min(count, 1) : count;
      return {
        schema: {
          type: "array",
          items: item.schema,
          ...(uniqueItems !== undefined && { uniqueItems }),
          ...(below !== undefined && { minItems: Math.max(0, length - below) }),
          ...(above !== undefined && { maxItems: length + above + 1 }),
        },
        example: Array.from({ length }, () => item.example),
      };
    });
}

interface Property extends Shape {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isInPart: boolean;
  /** Whether the example has it, where it is optional. */
  readonly isShown: boolean;
}

/** How an object is closed; `open` is for responses only. */
type Closing = "open" | "true" | "additionalProperties" | "unevaluatedProperties";

function createObjects(usage: Usage, values: fc.Arbitrary<Shape>): fc.Arbitrary<Shape> {
  const property: fc.Arbitrary<Property> = fc
    .record({
      name: anyName,
      value: values,
      text: description,
      isRequired: fc.boolean(),
      isInPart: fc.boolean(),
      isShown: fc.boolean(),
    })
    .map(({ value, text, ...others }) => ({
      ...others,
      ...value,
      schema: { ...value.schema, description: text },
    }));
  const closings: readonly Closing[] =
    usage === "request"
      ? ["additionalProperties", "unevaluatedProperties"]
      : ["open", "true", "additionalProperties", "unevaluatedProperties"];
  return fc
    .record({
      properties: fc.uniqueArray(property, { maxLength: 4, selector: ({ name }) => name }),
      closing: fc.constantFrom(...closings),
      isComposed: fc.boolean(),
      isMixed: rarely,
    })
    .map(({ properties, closing, isComposed, isMixed }) => {
      const { schema, example } = composeObject(properties, closing, isComposed && !isMixed);
      return { schema: isMixed ? { ...schema, additionalProperties: { type: "boolean" } } : schema, example };
    });
}

function composeObject(properties: readonly Property[], closing: Closing, isComposed: boolean): Shape {
  const inPart = properties.filter((one) => isComposed && one.isInPart);
  const own = properties.filter((one) => !inPart.includes(one));
  const isMap = properties.length === 0 && (closing === "open" || closing === "true");
  const shown = properties.filter(({ isRequired, isShown }) => isRequired || isShown);
  const named = shown.map(({ name, example }) => [name, example]);
  return {
    schema: {
      type: "object",
      ...(inPart.length > 0 && { allOf: [describeProperties(inPart, "A part.")] }),
      ...describeProperties(own),
      ...describeClosing(isMap ? "true" : closing, inPart.length > 0),
    },
    // An entry `__proto__` is a property here, too.
    example: Object.fromEntries(isMap ? [["other", 1]] : named),
  };
}

function describeClosing(closing: Closing, isComposed: boolean): Keywords {
  if (closing === "open" || (closing === "true" && isComposed)) return {};
  if (closing === "true") return { additionalProperties: true };
  return { [isComposed ? "unevaluatedProperties" : closing]: false };
}

function describeProperties(properties: readonly Property[], text?: string): Keywords {
  const required = properties.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    ...(text !== undefined && { type: "object", description: text }),
    ...(properties.length > 0 && {
      properties: Object.fromEntries(properties.map(({ name, schema }) => [name, schema])),
    }),
    ...(required.length > 0 && { required }),
  };
}

/** Objects with properties of any name and one schema. */
function createMaps(values: fc.Arbitrary<Shape>): fc.Arbitrary<Shape> {
  return fc.record({ value: values, names: fc.uniqueArray(anyName, { maxLength: 2 }) }).map(({ value, names }) => ({
    schema: { type: "object", additionalProperties: value.schema },
    example: Object.fromEntries(names.map((name) => [name, value.example])),
  }));
}

/** A value of any type. */
const anything: fc.Arbitrary<Shape> = fc
  .constantFrom(null, 1, "a", true, [], {}, [{ a: null }], { a: [1] })
  .map((example) => ({ schema: {}, example }));

/** Values with at most so many levels of objects and lists. */
export function createShapes(usage: Usage, depth: number): fc.Arbitrary<Shape> {
  const scalars = createScalars(usage);
  const inner = depth > 0 ? createShapes(usage, depth - 1) : scalars;
  const plain = fc.oneof(
    { withCrossShrink: true },
    { weight: 4, arbitrary: scalars },
    { weight: 2, arbitrary: createEnums(usage) },
    ...(usage === "parameter"
      ? []
      : [
          { weight: 1, arbitrary: fc.tuple(scalars, scalars).map(([first, second]) => joinTypes(first, second)) },
          { weight: 1, arbitrary: fc.constant<Shape>({ schema: { type: "null" }, example: null }) },
          { weight: 1, arbitrary: anything },
        ]),
    ...(depth > 0 && usage !== "parameter"
      ? [
          { weight: 3, arbitrary: createObjects(usage, inner) },
          { weight: 2, arbitrary: createArrays(inner) },
          { weight: 1, arbitrary: createMaps(inner) },
          { weight: 2, arbitrary: createUnions(scalars, createObjects(usage, scalars)) },
        ]
      : []),
  );
  const nullable = usage === "parameter" ? fc.constant(0) : fc.constantFrom(0, 0, 0, 1, 2);
  return fc
    .record({ shape: plain, annotate: createAnnotations(usage), nullable })
    .map(({ shape, annotate, nullable }) => annotate(nullable === 0 ? shape : makeNullable(shape, nullable === 2)));
}

/** What a body holds, and its media type. */
export interface Body extends Shape {
  readonly mediaType: string;
}

/** Bodies: mostly JSON, and there mostly objects. */
export function createBodies(usage: "request" | "response"): fc.Arbitrary<Body> {
  const create = (mediaType: fc.Arbitrary<string>, shape: fc.Arbitrary<Shape>) =>
    fc.record({ mediaType, shape }).map(({ mediaType, shape }) => ({ mediaType, ...shape }));
  const json = fc.constantFrom("application/vnd.a+json", "application/problem+json");
  const text = fc.constantFrom("text/plain", "text/csv");
  const binary = fc.constantFrom("application/octet-stream", "image/png");
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 12, arbitrary: create(mostly(["application/json"], json), createJsonBodies(usage)) },
    { weight: 1, arbitrary: create(text, fc.oneof(strings, createPatternedStrings(usage))) },
    { weight: 1, arbitrary: create(binary, binaries) },
    ...(usage === "request"
      ? [{ weight: 1, arbitrary: create(fc.constant("application/x-www-form-urlencoded"), createForms()) }]
      : []),
  );
}

const binaries: fc.Arbitrary<Shape> = fc
  .constantFrom("a", "\u{1f600}", "a\nb")
  .map((example) => ({ schema: { type: "string", format: "binary" }, example }));

function createForms(): fc.Arbitrary<Shape> {
  const one = createShapes("parameter", 0);
  const lists = createArrays(one).filter(({ example }) => (example as unknown[]).length > 0);
  const fields = fc.oneof({ withCrossShrink: true }, { weight: 3, arbitrary: one }, { weight: 1, arbitrary: lists });
  return createObjects("request", fields).filter(({ example }) => Object.keys(example as object).length > 0);
}

function createJsonBodies(usage: Usage): fc.Arbitrary<Shape> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 4, arbitrary: createObjects(usage, createShapes(usage, 1)) },
    { weight: 1, arbitrary: createShapes(usage, 2) },
  );
}

/** A parameter's shape and how it is written. */
export interface ParameterShape extends Shape {
  readonly style?: string;
  readonly explode?: boolean;
}

/** Parameters, which a request holds as text. A list or an object is for the query. */
export function createParameterShapes(place: "path" | "query" | "header"): fc.Arbitrary<ParameterShape> {
  const one = createShapes("parameter", 0).filter(({ example }) => isSendable(place, example));
  if (place !== "query") return one;
  const lists = fc
    .record({
      shape: createArrays(one).filter(({ example }) => (example as unknown[]).length > 0),
      style: fc.constantFrom({}, { explode: false }, { style: "form", explode: true }, { style: "form" }),
    })
    .map(({ shape, style }) => ({ ...shape, ...style }));
  const objects = createObjects("request", one)
    .filter(({ schema, example }) => !("allOf" in schema) && Object.keys(example as object).length > 0)
    .map((shape) => ({ ...shape, style: "deepObject", explode: true }));
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: one },
    { weight: 2, arbitrary: lists },
    { weight: 1, arbitrary: objects },
  );
}

// The lint refuses the others.
function isSendable(place: string, example: unknown): boolean {
  return example !== "" && (place !== "header" || /^[!-~]([ -~]*[!-~])?$/.test(String(example)));
}
