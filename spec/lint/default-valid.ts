import type { Oas3Rule } from "@redocly/openapi-core";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** The default of a schema is a value that the schema allows. */
export const defaultValid: Oas3Rule = () => {
  const ajv = addFormats.default(new Ajv2020({ strict: false, logger: false }));

  return {
    Schema(schema, { location, report }) {
      if (typeof schema !== "object" || schema === null || schema.default === undefined) return;
      const { type, format, enum: values, minimum, maximum, minLength, maxLength, pattern } = schema;
      const scalar = { type, format, enum: values, minimum, maximum, minLength, maxLength, pattern };
      const given = Object.fromEntries(Object.entries(scalar).filter(([, value]) => value !== undefined));
      let isValid: unknown;
      try {
        isValid = ajv.validate(given, schema.default);
      } catch {
        return; // `schema-compiles` reports it
      }
      if (isValid) return;
      report({
        message: `The default must conform to its schema: ${ajv.errorsText(ajv.errors, { dataVar: "it" })}. Correct the default or the schema.`,
        location: location.child("default"),
      });
    },
  };
};
