import {
  type Constraints,
  getProperty,
  isTighter,
  type Limit,
  type Measure,
  type Schemas,
  type Type,
} from "./constraints.ts";
import type { Exclusion, Receiver } from "./exclusion.ts";
import { isTextFormatWithin } from "./formats.ts";

interface Context {
  readonly receiver: Receiver;
  /** Finds the values of schemas inside that the other schemas exclude. */
  readonly compare: (inner: Schemas, outer: Schemas) => readonly Exclusion[];
  readonly readInner: (schemas: Schemas) => Constraints;
  /** Whether the messages do not contain a property: a read-only one in a request. */
  readonly isDropped: (side: "inner" | "outer", property: Schemas) => boolean;
  /** Whether two parts are equal, with all that they refer to. */
  readonly isSame: (inner: unknown, outer: unknown) => boolean;
  /** Whether each schema permits a value. */
  readonly test: Readonly<Record<"inner" | "outer", (value: unknown) => boolean>>;
}

/** Finds the values that the inner constraints permit and the outer ones do not. */
export function compareConstraints(inner: Constraints, outer: Constraints, context: Context): Exclusion[] {
  if (inner.values !== undefined) {
    const { test } = context;
    const excluded = inner.values.filter((value) => test.inner(value) && !test.outer(value));
    return excluded.map((value) =>
      exclude(["enum", "const", "type", "nullable"], `the value ${JSON.stringify(value)}`),
    );
  }
  const excludedTypes = listExcludedTypes(inner, outer);
  if (excludedTypes.length > 0) return excludedTypes;
  if (outer.values !== undefined) return compareWithValues(inner, outer.values, context);
  const groups: [types: readonly Type[], compare: () => Exclusion[]][] = [
    [["integer", "number"], () => compareNumbers(inner, outer)],
    [["string"], () => compareTexts(inner, outer)],
    [["array"], () => compareLists(inner, outer, context)],
    [["object"], () => compareObjects(inner, outer, context)],
  ];
  const byType = groups.flatMap(([types, compare]) => {
    if (types.some((type) => inner.types.has(type))) return compare();
    if (types.some((type) => outer.types.has(type))) return [];
    // Such keywords say nothing beside this type. It may be the type that is wrong.
    return compare().map((exclusion) => ({ ...exclusion, isCertain: false }));
  });
  return [...byType, ...compareOpaque(inner, outer, context)];
}

function exclude(keywords: readonly string[], values: string, isCertain = true): Exclusion {
  return { innerKeys: [], outerKeys: [], reasons: keywords.map((keyword) => [keyword]), values, isCertain };
}

function listExcludedTypes(inner: Constraints, outer: Constraints): Exclusion[] {
  const excluded = [...inner.types].filter((type) => !outer.types.has(type));
  if (excluded.length === 0) return [];
  // A schema without `type` permits all types; each by its name says less than this.
  if (inner.types.size > 2 && inner.types.has("object") && inner.types.has("string") && inner.types.has("boolean")) {
    return [exclude(["type"], `a value of another type than ${[...outer.types].join(" and ")}`)];
  }
  return excluded.map((type) =>
    exclude(["type", "nullable", "format", "multipleOf"], type === "null" ? "null" : nameType(type, outer)),
  );
}

function nameType(type: Type, outer: Constraints): string {
  return type === "number" && outer.types.has("integer")
    ? "a number that is no integer"
    : `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

function compareWithValues(inner: Constraints, values: readonly unknown[], { test }: Context): Exclusion[] {
  const all = [...(inner.types.has("null") ? [null] : []), ...(inner.types.has("boolean") ? [true, false] : [])];
  const isCountable = [...inner.types].every((type) => ["null", "boolean"].includes(type));
  if (isCountable) {
    const excluded = all.filter((value) => !test.outer(value));
    return excluded.map((value) => exclude(["enum", "const", "type", "nullable"], `the value ${value}`));
  }
  const list = values.map((value) => JSON.stringify(value)).join(", ");
  return [exclude(["enum", "const"], `another value than ${list}`)];
}

function compareNumbers(inner: Constraints, outer: Constraints): Exclusion[] {
  const describe = (value: number, word: string) => `a number ${word} ${value}`;
  const isInteger = !inner.types.has("number");
  const steps = isInteger ? [...inner.multiples, 1] : inner.multiples;
  const excluded = outer.multiples.filter((step) => !steps.some((one) => isMultiple(one, step)));
  return [
    ...compareLimit(inner, outer, "number", "lower", ["minimum", "exclusiveMinimum", "format", "type"], describe),
    ...compareLimit(inner, outer, "number", "upper", ["maximum", "exclusiveMaximum", "format", "type"], describe),
    ...excluded.map((step) => exclude(["multipleOf", "type"], `a number that is no multiple of ${step}`)),
  ];
}

function isMultiple(value: number, step: number): boolean {
  const quotient = value / step;
  return Math.abs(quotient - Math.round(quotient)) <= 1e-9 * Math.max(1, Math.abs(quotient));
}

function compareTexts(inner: Constraints, outer: Constraints): Exclusion[] {
  const describe = (value: number, word: string) =>
    `a text ${word === "below" ? "shorter" : "longer"} than ${value} character${value === 1 ? "" : "s"}`;
  const patterns = outer.patterns.filter((pattern) => !["", ".*", "^.*$"].includes(pattern));
  const excluded = [
    ...compareLimit(inner, outer, "length", "lower", ["minLength", "format"], describe),
    ...compareLimit(inner, outer, "length", "upper", ["maxLength", "format"], describe),
    ...outer.formats
      .filter((format) => !inner.formats.some((one) => isTextFormatWithin(one, format)))
      .map((format) => exclude(["format"], `a text that is no ${format}`)),
    ...patterns
      .filter((pattern) => !inner.patterns.includes(pattern))
      .map((pattern) => exclude(["pattern"], `a text that does not match ${pattern}`)),
  ];
  // What a pattern or a format leaves out is not known.
  const isKnown = inner.patterns.length + inner.formats.length === 0;
  return excluded.map((exclusion) => ({ ...exclusion, isCertain: isKnown }));
}

function compareLists(inner: Constraints, outer: Constraints, { compare }: Context): Exclusion[] {
  const describe = (value: number, word: string) => `a list of ${word === "below" ? "fewer" : "more"} than ${value}`;
  const longest = inner.upper.items?.value ?? Number.POSITIVE_INFINITY;
  const count = Math.min(Math.max(inner.prefixItems.length, outer.prefixItems.length), longest);
  const positions = Array.from({ length: count }, (_, index) => {
    const [innerItem, innerKeys] = getItem(inner, index);
    const [outerItem, outerKeys] = getItem(outer, index);
    return prefix(compare(innerItem, outerItem), innerKeys, outerKeys);
  });
  const hasMore = longest > count && !inner.items.includes(false);
  return [
    ...compareLimit(inner, outer, "items", "lower", ["minItems"], describe),
    ...compareLimit(inner, outer, "items", "upper", ["maxItems"], describe),
    ...(outer.hasUniqueItems && !inner.hasUniqueItems && longest > 1
      ? [exclude(["uniqueItems"], "a list with equal items")]
      : []),
    ...positions.flat(),
    ...(hasMore ? prefix(compare(inner.items, outer.items), ["items"], ["items"]) : []),
  ];
}

function getItem({ prefixItems, items }: Constraints, index: number): [Schemas, string[]] {
  const item = prefixItems[index];
  return item === undefined ? [items, ["items"]] : [item, ["prefixItems", String(index)]];
}

function compareObjects(inner: Constraints, outer: Constraints, context: Context): Exclusion[] {
  const describe = (value: number, word: string) =>
    `an object of ${word === "below" ? "fewer" : "more"} than ${value} properties`;
  return [
    ...compareLimit(inner, outer, "properties", "lower", ["minProperties", "required"], describe),
    ...compareLimit(inner, outer, "properties", "upper", ["maxProperties"], describe),
    ...compareRequired(inner, outer, context),
    ...compareProperties(inner, outer, context),
    ...compareOthers(inner, outer, context),
  ];
}

function compareRequired(inner: Constraints, outer: Constraints, { isDropped, receiver }: Context): Exclusion[] {
  const isSent = (name: string) => inner.required.has(name) && !isDropped("inner", inner.properties.get(name) ?? []);
  return (
    [...outer.required]
      .filter((name) => !isSent(name) && !isDropped("outer", outer.properties.get(name) ?? []))
      // A caller does not read what no schema describes.
      .filter((name) => receiver === "service" || outer.properties.has(name) || inner.properties.has(name))
      .map((name) => ({
        ...exclude(["required"], `an object without ${name}`),
        reasons: [["properties", name], ["required"]],
      }))
  );
}

function compareProperties(inner: Constraints, outer: Constraints, context: Context): Exclusion[] {
  const { compare, isDropped, receiver, readInner } = context;
  const isTyped = inner.others.length > 0 && getProperty(inner) !== undefined;
  const names = new Set([...inner.properties.keys(), ...(isTyped ? outer.properties.keys() : [])]);
  return [...names].flatMap((name): Exclusion[] => {
    const property = getProperty(inner, name);
    if (property === undefined || isDropped("inner", property)) return [];
    const innerKeys = inner.properties.has(name) ? ["properties", name] : ["additionalProperties"];
    const known = getProperty(outer, name);
    if (known !== undefined) {
      if (outer.properties.has(name) && isDropped("outer", known)) return [];
      const outerKeys = outer.properties.has(name) ? ["properties", name] : ["additionalProperties"];
      return prefix(compare(property, known), innerKeys, outerKeys);
    }
    const isPossible = readInner(property).values?.length !== 0;
    if (receiver === "caller" || !isPossible) return [];
    const reasons = [["properties", name], ...othersKeywords.map((keyword) => [keyword])];
    return [{ ...exclude([], `the property ${name}`), reasons }];
  });
}

const othersKeywords = ["additionalProperties", "unevaluatedProperties"];

function compareOthers(inner: Constraints, outer: Constraints, { compare, receiver }: Context): Exclusion[] {
  const property = getProperty(inner);
  const known = getProperty(outer);
  if (property === undefined) return [];
  if (known !== undefined) return prefix(compare(property, known), ["additionalProperties"], ["additionalProperties"]);
  return receiver === "service" ? [exclude(othersKeywords, "a property that the schema does not name")] : [];
}

function compareOpaque(inner: Constraints, outer: Constraints, { isSame }: Context): Exclusion[] {
  return [...outer.opaque].flatMap(([keyword, values]) => {
    const known = inner.opaque.get(keyword) ?? [];
    const isKnown = values.every((value) => known.some((one) => isSame(one, value)));
    return isKnown ? [] : [exclude([keyword], `values that \`${keyword}\` is about`, false)];
  });
}

function compareLimit(
  inner: Constraints,
  outer: Constraints,
  measure: Measure,
  side: "lower" | "upper",
  keywords: readonly string[],
  describe: (value: number, word: string) => string,
): Exclusion[] {
  const limit = outer[side][measure];
  const known = inner[side][measure] ?? getImpliedLimit(inner, measure, side);
  if (limit === undefined || (known !== undefined && !isTighter(limit, known, side))) return [];
  const word = limit.isExclusive ? (side === "lower" ? "up to" : "from") : side === "lower" ? "below" : "above";
  const likely = new Set([limit.keyword, ...(known === undefined ? [] : [known.keyword]), ...keywords]);
  return [exclude([...likely], describe(limit.value, word))];
}

/** How many properties an object has by those that it needs, or that it may have. */
function getImpliedLimit(inner: Constraints, measure: Measure, side: "lower" | "upper"): Limit | undefined {
  if (measure !== "properties") return undefined;
  if (side === "lower") return { value: inner.required.size, isExclusive: false, keyword: "required" };
  if (getProperty(inner) !== undefined) return undefined;
  return { value: inner.properties.size, isExclusive: false, keyword: "properties" };
}

function prefix(
  exclusions: readonly Exclusion[],
  innerKeys: readonly string[],
  outerKeys: readonly string[],
): Exclusion[] {
  return exclusions.map((exclusion) => ({
    ...exclusion,
    innerKeys: [...innerKeys, ...exclusion.innerKeys],
    outerKeys: [...outerKeys, ...exclusion.outerKeys],
  }));
}
