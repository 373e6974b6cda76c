import type { Oas3Rule } from "@redocly/openapi-core";
import { visitSchemas } from "../helpers/visit-schemas.ts";

/** No schema that the client checks contains itself, and no schema is a part of its own `allOf`, `anyOf` or `oneOf`. */
export const noRecursiveSchemas: Oas3Rule = visitSchemas((usage, { report }) => ({
  cycle({ location }, path, isSameValue) {
    if (!["request", "success"].includes(usage) && !isSameValue) return;
    report({
      message: `The schema contains itself${path && `, at ${path}`}, so a check of a value would not end. Write each level as a schema of its own.`,
      location,
    });
  },
}));
