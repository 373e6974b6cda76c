// A budget of cases. What is equal in the document is tried in full once; elsewhere, a few cases show that it is wired up.
import { formatPointer, isAnnotation } from "@run-summary/openapi";
import type { Validator } from "@run-summary/openapi/validation";
import { isUnknownProperty, type Variant } from "../values/variants.ts";
import type { FactName } from "./contract-case.ts";

/** How many cases are tried. */
export interface Budget {
  /** Whether every case is tried everywhere. */
  readonly isFull: boolean;
  /** Chooses the cases of what has been tried elsewhere. */
  readonly seed: number;
  /** The schemas that have been tried in full. */
  readonly known: Set<string>;
}

/** A budget by the environment: everything with `CONTRACT_FULL=1`, and a seed in `CONTRACT_SEED`. */
export function createBudget(env: Readonly<Record<string, string | undefined>> = process.env): Budget {
  const seed = Number(env.CONTRACT_SEED ?? Date.now() % 2 ** 31);
  return { isFull: env.CONTRACT_FULL === "1", seed, known: new Set() };
}

/** So many items from the one with a number, counted around the list. */
export function pickItems<Item>(items: readonly Item[], number: number, count: number): Item[] {
  const start = number % items.length;
  return [...items.slice(start), ...items.slice(0, start)].slice(0, count);
}

/**
 * The variants of each location. Where variants of an equal schema have been listed for the same use, there are, for each fact,
 * the first value that is allowed and the first that is not, and one more.
 *
 * @param use what the schema is for, such as `request`
 */
export function reduceVariants(
  { isFull, seed, known }: Budget,
  validator: Validator,
  use: string,
  variants: readonly Variant[],
): Variant[] {
  if (isFull) return [...variants];
  const groups = Map.groupBy(variants, (variant) => {
    const isUnknown = isUnknownProperty(variant);
    const location = formatPointer(isUnknown ? variant.keys.slice(0, -1) : variant.keys);
    return JSON.stringify([location, isUnknown, formatOwnKeywords(variant.schema)]);
  });
  return [...groups].flatMap(([group, members], index) => {
    const [, isUnknown, text] = JSON.parse(group) as [string, boolean, string];
    const key = JSON.stringify([use, isUnknown, text]);
    if (known.has(key)) return coverFacts(validator, text, members, seed + index);
    known.add(key);
    return members;
  });
}

const structure = ["properties", "required", "items", "allOf", "oneOf", "anyOf"];

/** The keywords of a schema without the schemas inside it and without what does not restrict a value. */
function formatOwnKeywords(schema: object): string {
  const isOwn = (keyword: string, value: unknown) =>
    !structure.includes(keyword) &&
    !isAnnotation(keyword) &&
    (typeof value !== "object" || ["type", "enum", "const"].includes(keyword));
  const own = Object.entries(schema).filter(([keyword, value]) => isOwn(keyword, value));
  return JSON.stringify(Object.fromEntries(own.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

const schemasByText = new Map<string, object>();

/** For each fact, the first variant that is allowed and the first that is not; and the one with a number. */
function coverFacts(validator: Validator, text: string, variants: readonly Variant[], number: number): Variant[] {
  const schema = schemasByText.get(text) ?? JSON.parse(text);
  schemasByText.set(text, schema);
  const covered = new Set<string>();
  const [extra] = pickItems(variants, number, 1);
  return variants.filter((variant) => {
    const { replacement, facts } = variant;
    const isAllowed = replacement !== undefined && validator.validateValue(schema, replacement).length === 0;
    const keys = facts.map(({ subject, attribute }: FactName) => JSON.stringify([isAllowed, subject, attribute]));
    const isNew = keys.some((key) => !covered.has(key));
    for (const key of keys) covered.add(key);
    return isNew || variant === extra;
  });
}
