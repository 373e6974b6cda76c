import type { Oas3Rule } from "@redocly/openapi-core";
import { findValueErrors } from "../helpers/find-value-errors.ts";

/** The default of a schema conforms to the schema. */
export const noInvalidDefaults: Oas3Rule = () => ({
  Schema(schema, { location, report }) {
    if (typeof schema !== "object" || schema === null || schema.default === undefined) return;
    const { type, format, enum: values, minimum, maximum, minLength, maxLength, pattern } = schema;
    const errors = findValueErrors(
      { type, format, enum: values, minimum, maximum, minLength, maxLength, pattern },
      schema.default,
    );
    if (errors === undefined) return;
    report({
      message: `The default does not conform to its schema: ${errors}. Correct the default or the schema.`,
      location: location.child("default"),
    });
  },
});
