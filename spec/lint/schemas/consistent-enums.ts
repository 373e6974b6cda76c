import type { Oas3Rule } from "@redocly/openapi-core";
import { visitSchemas } from "../helpers/visit-schemas.ts";

/**
 * The values of `enum` and `const` are of the schema's types, and each type has a value. For a type without a value, such as
 * `null` beside `enum: [low, high]`, types and docs would show a value that no validator accepts.
 */
export const consistentEnums: Oas3Rule = visitSchemas((_usage, { report }) => ({
  schema(parts) {
    const types = parts.flatMap(({ schema }) => (schema.type ?? []) as string | string[]);
    if (types.length === 0) {
      for (const { location } of parts.filter((part) => part.schema.const === null))
        report({
          message: 'The types show any value for `const: null` without a type. Write `type: "null"` in its place.',
          location: location.child("const").key(),
        });
      return;
    }
    for (const { schema, location } of parts) {
      for (const [keyword, values] of Object.entries({ enum: schema.enum, const: wrapConst(schema) })) {
        if (!Array.isArray(values)) continue;
        const place = location.child(keyword).key();
        const stranger = values.find((value) => !types.some((type) => hasType(value, type)));
        const unused = types.find((type) => !values.some((value) => hasType(value, type)));
        if (stranger !== undefined) {
          report({
            message: `The value ${JSON.stringify(stranger)} of \`${keyword}\` is not of the type ${types.join(" or ")}. Correct the value or the type.`,
            location: place,
          });
        } else if (unused !== undefined) {
          report({
            message: `No value of \`${keyword}\` is of the type ${unused}, so no value of this type is valid. Add ${unused === "null" ? "`null`" : "one"} to \`${keyword}\`, or remove ${unused} from \`type\`.`,
            location: place,
          });
        }
      }
    }
  },
}));

function wrapConst(schema: Readonly<Record<string, unknown>>): unknown[] | undefined {
  return "const" in schema ? [schema.const] : undefined;
}

function hasType(value: unknown, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}
