// Where the mock's verdict is not the suite's, and why.
import type { Schema } from "./read-groups.ts";

/** A value whose verdict is not the suite's. */
export interface WrongVerdict {
  /** The file, the group and the test. */
  readonly name: string;
  readonly schema: Schema;
  readonly data: unknown;
  readonly valid: boolean;
  /** 501 where the document is refused. */
  readonly status: number;
}

const rules: Readonly<Record<string, (verdict: WrongVerdict) => boolean>> = {
  "a schema that does not compile is not served (501)": ({ status }) => status === 501,
  "format.json takes a format for an annotation; optional/format asserts it, as the mock does": ({ name, valid }) =>
    valid && /^(typed )?format\.json: /.test(name),
  "Prism reads a body's schema that is `false` as one that allows any value; the lint refuses it": ({ schema }) =>
    schema === false,
  "Ajv ignores a property that is named __proto__": ({ schema, data }) =>
    Object.hasOwn(Object(Object(schema).properties), "__proto__") && Object.hasOwn(Object(data), "__proto__"),
  "multipleOf is computed with the precision of a double": ({ schema, data }) =>
    Object.hasOwn(Object(schema), "multipleOf") && Math.abs(Number(data)) > Number.MAX_SAFE_INTEGER,
};

/** Returns the name of the rule that explains a verdict. */
export function findRule(verdict: WrongVerdict): string | undefined {
  return Object.entries(rules).find(([, explains]) => explains(verdict))?.[0];
}
