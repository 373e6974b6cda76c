import { isDeepStrictEqual } from "node:util";
import { isAssertion, isIntegerFormat, numberRanges, textLengths } from "./formats.ts";
import { evaluated, type Node } from "./schema-nodes.ts";

/** Schemas of which a value satisfies all. */
export type Schemas = readonly unknown[];

export const types = ["null", "boolean", "object", "array", "string", "integer", "number"] as const;
export type Type = (typeof types)[number];

/** A limit of a number, a length or a count, and the keyword that sets it. */
export interface Limit {
  readonly value: number;
  readonly isExclusive: boolean;
  readonly keyword: string;
}

/** What values satisfy, by the kind of the constraint; `oneOf` and `anyOf` are left out. What a format implies is written out. */
export interface Constraints {
  /** `number` stands beside `integer` where all numbers are permitted. */
  readonly types: ReadonlySet<Type>;
  /** The only values; `undefined` where other constraints alone decide. */
  readonly values: readonly unknown[] | undefined;
  /** The largest lower limit, and the smallest upper limit, by what is limited. */
  readonly lower: Readonly<Partial<Record<Measure, Limit>>>;
  readonly upper: Readonly<Partial<Record<Measure, Limit>>>;
  readonly multiples: readonly number[];
  readonly patterns: readonly string[];
  readonly formats: readonly string[];
  readonly hasUniqueItems: boolean;
  readonly items: Schemas;
  readonly prefixItems: readonly Schemas[];
  readonly required: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, Schemas>;
  readonly others: readonly OtherProperties[];
  /** Constraints that are only compared as they are: by keyword, their values. */
  readonly opaque: ReadonlyMap<string, readonly unknown[]>;
}

/** The schema of the properties without these names. */
interface OtherProperties {
  readonly names: ReadonlySet<string>;
  readonly schema: unknown;
}

/** What a limit is about. */
export type Measure = "number" | "length" | "items" | "properties";

const limits: readonly (readonly [keyword: string, measure: Measure, side: "lower" | "upper"])[] = [
  ["minimum", "number", "lower"],
  ["maximum", "number", "upper"],
  ["minLength", "length", "lower"],
  ["maxLength", "length", "upper"],
  ["minItems", "items", "lower"],
  ["maxItems", "items", "upper"],
  ["minProperties", "properties", "lower"],
  ["maxProperties", "properties", "upper"],
];

const opaqueKeywords = [
  ...["contains", "maxContains", "minContains", "dependentRequired", "dependentSchemas", "if", "then", "else", "not"],
  ...["patternProperties", "propertyNames", "unevaluatedItems"],
  ...["$ref", "$dynamicRef", "contentEncoding", "contentMediaType", "contentSchema"],
];

/** The constraints that all schemas together set. */
export function readConstraints(nodes: readonly Node[]): Constraints {
  const permitted = nodes.map(listTypes).reduce(intersectTypes, new Set(types));
  const values = nodes.flatMap(listValues).reduce<readonly unknown[] | undefined>(intersectValues, undefined);
  const formats = collect<string>(nodes, "format");
  return {
    types: permitted,
    values: values?.filter((value) => hasType(value, permitted)),
    ...collectLimits(nodes, permitted),
    multiples: collect(nodes, "multipleOf"),
    patterns: collect(nodes, "pattern"),
    formats: formats.filter((format) => isAssertion(format) && !numberRanges.has(format)),
    hasUniqueItems: nodes.some(({ uniqueItems }) => uniqueItems === true),
    items: collect(nodes, "items"),
    prefixItems: collectPrefixItems(nodes),
    required: new Set(collect<readonly string[]>(nodes, "required").filter(Array.isArray).flat()),
    ...collectProperties(nodes),
    opaque: new Map(opaqueKeywords.map((keyword): [string, unknown[]] => [keyword, collect(nodes, keyword)])),
  };
}

function listTypes({ type, format, multipleOf }: Node): ReadonlySet<Type> {
  const named = type === undefined ? types : ([type].flat() as Type[]);
  const all = named.includes("number") ? [...named, "integer" as const] : named;
  const isWhole = isIntegerFormat(format) || Number.isInteger(multipleOf);
  return new Set(isWhole ? all.filter((one) => one !== "number") : all);
}

function intersectTypes(one: ReadonlySet<Type>, other: ReadonlySet<Type>): ReadonlySet<Type> {
  return new Set([...one].filter((type) => other.has(type)));
}

function hasType(value: unknown, permitted: ReadonlySet<Type>): boolean {
  if (typeof value === "number") return permitted.has(Number.isInteger(value) ? "integer" : "number");
  if (value === null) return permitted.has("null");
  return permitted.has(Array.isArray(value) ? "array" : (typeof value as Type));
}

function listValues(node: Node): (readonly unknown[])[] {
  return [...(Array.isArray(node.enum) ? [node.enum] : []), ...("const" in node ? [[node.const]] : [])];
}

function intersectValues(one: readonly unknown[] | undefined, other: readonly unknown[]): readonly unknown[] {
  return one?.filter((value) => other.some((it) => isDeepStrictEqual(it, value))) ?? other;
}

function collect<Value>(nodes: readonly Node[], keyword: string): Value[] {
  // A keyword without a value, as YAML has it, says nothing.
  return nodes.flatMap((node) =>
    node[keyword] === undefined || node[keyword] === null ? [] : [node[keyword] as Value],
  );
}

function collectLimits(nodes: readonly Node[], permitted: ReadonlySet<Type>): Pick<Constraints, "lower" | "upper"> {
  const found = { lower: {} as Record<string, Limit>, upper: {} as Record<string, Limit> };
  const add = (side: "lower" | "upper", measure: Measure, limit: Limit) => {
    const known = found[side][measure];
    if (known === undefined || isTighter(limit, known, side)) found[side][measure] = limit;
  };
  // Keywords first: where a format implies the same limit, the keyword sets it.
  for (const node of nodes) {
    for (const [keyword, measure, side] of limits) {
      for (const limit of listLimits(node, keyword, side))
        add(side, measure, roundLimit(limit, side, measure, permitted));
    }
  }
  for (const format of collect<string>(nodes, "format")) {
    const range = numberRanges.get(format);
    const length = textLengths.get(format);
    for (const [measure, implied] of [
      ["number", range],
      ["length", length],
    ] as const) {
      if (implied === undefined) continue;
      add("lower", measure, { value: implied[0], isExclusive: false, keyword: "format" });
      add("upper", measure, { value: implied[1], isExclusive: false, keyword: "format" });
    }
  }
  return found;
}

function listLimits(node: Node, keyword: string, side: "lower" | "upper"): Limit[] {
  const value = node[keyword];
  const exclusiveKeyword = keyword.replace(/^m/, "exclusiveM");
  const exclusive = node[exclusiveKeyword];
  return [
    // Nothing has fewer than no characters.
    ...(typeof value === "number" && !(side === "lower" && value <= 0 && keyword !== "minimum")
      ? [{ value, isExclusive: false, keyword }]
      : []),
    ...(typeof exclusive === "number" ? [{ value: exclusive, isExclusive: true, keyword: exclusiveKeyword }] : []),
  ];
}

// `exclusiveMinimum: 0` is `minimum: 1` for an integer, and `minimum: 0.5` as well.
function roundLimit(limit: Limit, side: "lower" | "upper", measure: Measure, permitted: ReadonlySet<Type>): Limit {
  if (measure !== "number" || permitted.has("number")) return limit;
  const { value, isExclusive, keyword } = limit;
  const rounded =
    side === "lower"
      ? isExclusive
        ? Math.floor(value) + 1
        : Math.ceil(value)
      : isExclusive
        ? Math.ceil(value) - 1
        : Math.floor(value);
  return { value: rounded, isExclusive: false, keyword };
}

/** Whether a limit leaves out more values than another one on the same side. */
export function isTighter(one: Limit, other: Limit, side: "lower" | "upper"): boolean {
  if (one.value === other.value) return one.isExclusive && !other.isExclusive;
  return side === "lower" ? one.value > other.value : one.value < other.value;
}

function collectPrefixItems(nodes: readonly Node[]): Schemas[] {
  const lists = collect<readonly unknown[]>(nodes, "prefixItems").filter(Array.isArray);
  const length = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length }, (_, index) => lists.flatMap((list) => (index in list ? [list[index]] : [])));
}

function collectProperties(nodes: readonly Node[]): Pick<Constraints, "properties" | "others"> {
  const properties = new Map<string, Schemas>();
  for (const own of collect<Node>(nodes, "properties")) {
    for (const [name, schema] of Object.entries(own)) properties.set(name, [...(properties.get(name) ?? []), schema]);
  }
  const others = nodes.flatMap((node) => [
    // `additionalProperties` sees the properties beside it, `unevaluatedProperties` those of the whole schema.
    ...listOthers(node, "additionalProperties", Object.keys(node.properties ?? {})),
    ...listOthers(node, "unevaluatedProperties", (node[evaluated] as readonly string[] | undefined) ?? []),
  ]);
  return { properties, others };
}

function listOthers(node: Node, keyword: string, names: readonly string[]): OtherProperties[] {
  const schema = node[keyword];
  return schema === undefined || schema === true || isDeepStrictEqual(schema, {})
    ? []
    : [{ names: new Set(names), schema }];
}

/** What a property satisfies; `undefined` where there is no such property. Without a name: one that no schema names. */
export function getProperty({ properties, others }: Constraints, name?: string): Schemas | undefined {
  const rest = others.filter(({ names }) => name === undefined || !names.has(name)).map(({ schema }) => schema);
  return rest.includes(false) ? undefined : [...((name !== undefined && properties.get(name)) || []), ...rest];
}
