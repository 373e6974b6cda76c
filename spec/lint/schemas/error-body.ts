import type { Oas3Rule } from "@redocly/openapi-core";
import { visitSchemas } from "../helpers/visit-schemas.ts";
import type { Part } from "../helpers/walk-schema.ts";

const required: Readonly<Record<string, readonly string[]>> = { "": ["error"], "/error": ["code", "message"] };

/** The body of an error has Graph's form, which the client reads: `{ error: { code, message } }`. */
export const errorBody: Oas3Rule = visitSchemas((usage, { report }) => ({
  schema(parts, path) {
    const own = parts.at(-1);
    if (usage !== "error" || own === undefined) return;
    const missing = required[path]?.find((name) => !requires(parts, name));
    if (missing === undefined) return;
    report({
      message: `The client reads errors of the form \`{ error: { code, message } }\`, and this one need not have \`${missing}\`. Write the property, and its name into \`required\`.`,
      location: own.location,
    });
  },
}));

function requires(parts: readonly Part[], name: string): boolean {
  return (
    parts.some(({ schema }) => Object.hasOwn(Object(schema.properties), name)) &&
    parts.some(({ schema }) => [schema.required].flat().includes(name))
  );
}
