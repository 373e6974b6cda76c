// Where a verdict is not the suite's on purpose, and why.
import type { SchemaCase, SchemaGroup } from "./read-groups.ts";

/** A value whose verdict is not the suite's. */
export interface WrongVerdict extends SchemaCase, Pick<SchemaGroup, "schema"> {}

const rules: Readonly<Record<string, (verdict: WrongVerdict) => boolean>> = {
  "format.json takes a format for an annotation; optional/format asserts it, as all parts do": ({ name, valid }) =>
    valid && /^(typed )?format\.json: /.test(name),
  "the lint refuses the name, which each object of JavaScript has": ({ schema, data }) =>
    listNames(schema, data).some((name) => name in Object.prototype),
  "JavaScript rounds a number beyond 2^53": ({ schema, data }) =>
    Object.hasOwn(schema, "multipleOf") && Math.abs(Number(data)) > Number.MAX_SAFE_INTEGER,
};

/** Returns the name of the rule that explains a verdict. */
export function findRule(verdict: WrongVerdict): string | undefined {
  return Object.entries(rules).find(([, explains]) => explains(verdict))?.[0];
}

function listNames({ properties = {} }: SchemaGroup["schema"], data: unknown): string[] {
  return [...Object.keys(properties as object), ...(typeof data === "object" ? Object.keys(data ?? {}) : [])];
}
