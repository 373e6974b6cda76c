/** The body of a response to a preference: it may be missing where the caller prefers a minimal response. */
export type PreferredBody<Body, Preference extends string> = string extends Preference
  ? Body | undefined
  : Preference extends string // distributes over a union of preferences
    ? Lowercase<Preference> extends `${string}minimal${string}`
      ? Body | undefined
      : Exclude<Body, undefined>
    : never;

/**
 * The body of a response of which the caller selects properties: each of them may be missing. In a list, each property of its
 * items may be missing.
 */
export type SelectedBody<Body, Select> = [Select] extends [never]
  ? Body
  : Body extends readonly (infer Item)[]
    ? Partial<Item>[]
    : Body extends ReadableStream
      ? Body
      : IsList<Body> extends true
        ? { [Name in keyof Body]: Name extends "value" ? SelectedBody<Body[Name], Select> : Body[Name] }
        : Partial<Body>;

type IsList<Body> = "value" extends keyof Body
  ? NonNullable<Body["value"]> extends readonly unknown[]
    ? true
    : false
  : false;
