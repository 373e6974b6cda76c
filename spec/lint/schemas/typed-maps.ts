import type { Oas3Rule } from "@redocly/openapi-core";
import { visitSchemas } from "../helpers/visit-schemas.ts";

/**
 * An object without named properties says by `additionalProperties` which ones it may have, since the generator of the types
 * takes one that says nothing for an object without properties, and does not read a schema of `unevaluatedProperties`.
 */
export const typedMaps: Oas3Rule = visitSchemas((_usage, { report }) => ({
  schema(parts) {
    const own = parts.at(-1);
    if (own === undefined || !parts.some(({ schema }) => [schema.type].flat().includes("object"))) return;
    for (const { schema, location } of parts) {
      if (schema.unevaluatedProperties === undefined || schema.unevaluatedProperties === false) continue;
      report({
        message:
          "The types show only `unevaluatedProperties: false`. Remove it where other properties are allowed, or write `additionalProperties`.",
        location: location.child("unevaluatedProperties").key(),
      });
      return;
    }
    const namesProperties = parts.some(({ schema }) => Object.keys(schema.properties ?? {}).length > 0);
    const describesOthers = parts.some(
      ({ schema }) => schema.additionalProperties !== undefined || schema.unevaluatedProperties !== undefined,
    );
    if (namesProperties || describesOthers) return;
    report({
      message:
        "The types would show an object without properties. Write `additionalProperties: true`, or `false`, or name the properties.",
      location: own.location,
    });
  },
}));
