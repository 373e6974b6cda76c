import type { Oas3Rule } from "@redocly/openapi-core";
import { visitSchemas } from "../helpers/visit-schemas.ts";

/** The body of a success has no property `error`: the client takes an object with an `error` alone for an error of the service. */
export const noErrorProperty: Oas3Rule = visitSchemas((usage, { report }) => ({
  schema(parts, path) {
    if (usage !== "success" || path !== "") return;
    for (const { schema, location } of parts) {
      if (!Object.hasOwn(Object(schema.properties), "error")) continue;
      report({
        message: "The client takes the body of a success with an `error` for an error. Give the property another name.",
        location: location.child(["properties", "error"]).key(),
      });
    }
  },
}));
