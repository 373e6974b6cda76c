import type { Oas3Rule } from "@redocly/openapi-core";
import { valueErrors } from "./value-errors.ts";

/** The default of a schema is a value that the schema allows. */
export const defaultValid: Oas3Rule = () => ({
  Schema(schema, { location, report }) {
    if (typeof schema !== "object" || schema === null || schema.default === undefined) return;
    const { type, format, enum: values, minimum, maximum, minLength, maxLength, pattern } = schema;
    const errors = valueErrors(
      { type, format, enum: values, minimum, maximum, minLength, maxLength, pattern },
      schema.default,
    );
    if (errors === undefined) return;
    report({
      message: `The default must conform to its schema: ${errors}. Correct the default or the schema.`,
      location: location.child("default"),
    });
  },
});
