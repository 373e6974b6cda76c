/** One thing that a source says of an operation. */
export interface Fact {
  /** The operationId; the docs know it in lower case only. */
  readonly operation: string;
  /**
   * What it is about: a place and the names below it, such as `["body", "issueDetectedDeviceCount"]` or
   * `["answer 404", "error", "details", "[]"]`, where `[]` are an array's items. Empty for the operation itself.
   */
  readonly subject: readonly string[];
  readonly attribute: string;
  readonly value: string;
}

/** How a fact of the spec looks to a source: `undefined` where that cannot know it. `says` looks up another fact. */
export type View = (
  fact: Fact,
  says: (subject: readonly string[], attribute: string) => string | undefined,
) => string | undefined;

/** What tells two facts apart. */
export function keyOf({ operation, subject, attribute }: Omit<Fact, "value">): string {
  return JSON.stringify([operation.toLowerCase(), ...subject, attribute]);
}

/** The attributes that are known, as facts. */
export function factsOf(
  operation: string,
  subject: readonly string[],
  attributes: Readonly<Record<string, string | number | boolean | undefined>>,
): Fact[] {
  return Object.entries(attributes).flatMap(([attribute, said]) => {
    if (said === undefined) return [];
    return [{ operation, subject, attribute, value: typeof said === "boolean" ? (said ? "yes" : "no") : String(said) }];
  });
}

/** What a source knows of a value: what it does not know is left out. */
export interface Value {
  /** JSON Schema's types; none for a value of any type. */
  readonly types?: readonly string[];
  readonly required?: boolean | undefined;
  readonly readOnly?: boolean | undefined;
  /** Whether an object takes no other properties. */
  readonly closed?: boolean | undefined;
  /** The only values that it may have: of `const`, or of `enum`. */
  readonly values?: readonly unknown[] | undefined;
  /** By keyword. */
  readonly limits?: Readonly<Record<string, string | number | undefined>>;
}

/** The keywords that are compared as they are. */
export const limits = ["minimum", "maximum", "minLength", "maxLength", "pattern", "format"] as const;

/** The facts of a parameter, a header, a body or a value in a body. */
export function factsOfValue(operation: string, subject: readonly string[], value: Value): Fact[] {
  const { types, required, readOnly, closed, values, limits } = value;
  const isInBody = isJson(subject) && subject.length > 1;
  const isItem = subject.at(-1) === "[]";
  const names = types?.filter((type) => type !== "null").toSorted();
  return factsOf(operation, subject, {
    type: names && (names.join(" or ") || "any"),
    nullable: isInBody ? types?.includes("null") : undefined,
    required: isItem ? undefined : required,
    "read-only": isInBody && !isItem ? readOnly : undefined,
    closed: isJson(subject) && types?.includes("object") ? closed : undefined,
    values: values
      ?.filter((one) => one !== null) // that is another attribute
      .map((one) => JSON.stringify(one))
      .toSorted()
      .join(", "),
    ...limits,
  });
}

/** Whether a subject is JSON, and not text as parameters and headers are. */
export function isJson([place = ""]: readonly string[]): boolean {
  return place === "body" || place.startsWith("answer");
}
