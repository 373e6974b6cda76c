import type { FactName } from "@run-summary/contract/cases";

/** One thing that a source says about an operation. */
export interface Fact extends FactName {
  /** The operationId. The docs know it in lower case only. */
  readonly operation: string;
  readonly value: string;
  /** Whether it is the type of a union, or in a branch without a name. */
  readonly isUnion?: boolean;
}

/** How a fact of the spec looks to a source; `undefined` where the source cannot know it. */
export type View = (fact: Fact) => string | undefined;

/** A text that two facts share where they are about the same thing. */
export function formatFactKey({ operation, subject, attribute }: Omit<Fact, "value">): string {
  return JSON.stringify([operation.toLowerCase(), ...subject, attribute]);
}

/** Facts of the attributes that have a value. */
export function createFacts(
  operation: string,
  subject: readonly string[],
  attributes: Readonly<Record<string, string | number | boolean | undefined>>,
): Fact[] {
  return Object.entries(attributes).flatMap(([attribute, value]) => {
    if (value === undefined) return [];
    const text = typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
    return [{ operation, subject, attribute, value: text }];
  });
}

/** What a source knows about a value. What it does not know is left out. */
interface ValueDescription {
  /** JSON Schema's types; none for a value of any type. */
  readonly types?: readonly string[];
  readonly required?: boolean | undefined;
  readonly readOnly?: boolean | undefined;
  /** Whether an object may have no other properties. */
  readonly closed?: boolean | undefined;
  /** The only values that are allowed: those of `const` or `enum`. */
  readonly values?: readonly unknown[] | undefined;
  /** By keyword. */
  readonly limits?: Readonly<Record<string, string | number | undefined>>;
}

/** The keywords that are compared as they are. */
export const limits: readonly string[] = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minLength",
  "maxLength",
  "pattern",
  "format",
];

/** The facts of a parameter, a header, a body or a value in a body. */
export function createValueFacts(
  operation: string,
  subject: readonly string[],
  { types, required, readOnly, closed, values, limits }: ValueDescription,
): Fact[] {
  const isInBody = isJson(subject) && subject.length > 1;
  const isItem = isItemOrBranch(subject.at(-1));
  const names = types?.filter((type) => type !== "null").toSorted();
  const others = values?.filter((value) => value !== null) ?? []; // null is the attribute `nullable`
  return createFacts(operation, subject, {
    type: names && (names.join(" or ") || "any"),
    nullable: isInBody ? types?.includes("null") : undefined,
    required: isItem ? undefined : required,
    "read-only": isInBody && !isItem ? readOnly : undefined,
    closed: isJson(subject) && types?.includes("object") ? closed : undefined,
    values:
      others.length === 0
        ? undefined
        : others
            .map((value) => JSON.stringify(value))
            .toSorted()
            .join(", "),
    ...limits,
  });
}

/** Whether a name of a subject stands for the items of an array, or for a branch of a union. */
function isItemOrBranch(name = ""): boolean {
  return name === "[]" || isBranch(name);
}

/** Whether a name of a subject stands for a branch of a union. */
export function isBranch(name: string): boolean {
  return /^\(.*\)$/.test(name);
}

/** Whether a subject is JSON. Parameters and headers are text. */
export function isJson([part = ""]: readonly string[]): boolean {
  return part === "body" || part.startsWith("response");
}
