/** Values that one schema permits and another one does not. */
export interface Exclusion {
  /** The keys that lead to the schema that differs, as if references and `allOf` were merged. */
  readonly innerKeys: readonly string[];
  readonly outerKeys: readonly string[];
  /** The keys below that schema of what may be the reason, the likeliest first. A property is one where it was added or removed. */
  readonly reasons: readonly (readonly string[])[];
  /** The values, such as `a number above 10`. */
  readonly values: string;
  /** Whether there surely are such values. Otherwise the schemas differ in a way that is not compared. */
  readonly isCertain: boolean;
}

/** Who receives the values. */
export type Receiver = "service" | "caller";
