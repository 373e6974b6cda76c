import type { Oas3Rule } from "@redocly/openapi-core";
import { visitSchemas } from "../helpers/visit-schemas.ts";
import type { Part } from "../helpers/walk-schema.ts";

/** The objects of a request body name the properties that a caller may write, and allow no others. */
export const closedRequestBodies: Oas3Rule = visitSchemas((usage, { report }) => ({
  schema(parts, path) {
    if (usage !== "request") return;
    const name = path === "" ? "The schema" : `The object ${path}`;
    const [own] = parts.slice(-1);
    if (own && parts.some(isObject) && !parts.some(isClosed)) {
      report({
        message: `${name} of a request body allows unknown properties, so the mock would accept properties that nobody may write. Add \`unevaluatedProperties: false\` to it.`,
        location: own.location,
      });
    }
    for (const { location } of parts.filter((part) => part.schema.readOnly === true)) {
      report({
        message: `${path || "The schema"} of a request body is read-only, so nobody may send it. Remove it from the request's schema.`,
        location: location.child("readOnly").key(),
      });
    }
  },
}));

function isObject({ schema }: Part): boolean {
  return [schema.type].flat().includes("object");
}

function isClosed({ schema: { additionalProperties, unevaluatedProperties } }: Part): boolean {
  return [additionalProperties, unevaluatedProperties].some((others) => others !== undefined && others !== true);
}
