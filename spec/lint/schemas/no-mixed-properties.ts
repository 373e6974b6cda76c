import type { Oas3Rule } from "@redocly/openapi-core";
import { visitSchemas } from "../helpers/visit-schemas.ts";

/**
 * An object names its properties, or has properties of any name with one schema, but not both: TypeScript would apply the
 * schema to the named properties, too, so that no value had the type.
 */
export const noMixedProperties: Oas3Rule = visitSchemas((_usage, { report }) => ({
  schema(parts) {
    const hasNames = parts.some(({ schema }) => Object.keys(schema.properties ?? {}).length > 0);
    if (!hasNames) return;
    for (const { schema, location } of parts) {
      const keyword = ["additionalProperties", "unevaluatedProperties"].find((name) => constrains(schema[name]));
      if (keyword === undefined) continue;
      report({
        message: `TypeScript applies the schema of \`${keyword}\` to the named properties, too, so that no value has the type. Write \`true\` or \`false\`, or put the other properties into an object of their own.`,
        location: location.child(keyword).key(),
      });
    }
  },
}));

function constrains(schema: unknown): boolean {
  return typeof schema === "object" && schema !== null && Object.keys(schema).length > 0;
}
