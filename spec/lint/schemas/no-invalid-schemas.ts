import type { Oas3Rule } from "@redocly/openapi-core";
import { createSchemaCheck } from "@run-summary/openapi/validation";

const hints: Record<string, string> = {
  format: "Write a format that a validator knows, such as date-time, date, uuid, int32, int64, uri or email.",
  pattern: "Write a regular expression that JavaScript's new RegExp(pattern, 'u') takes.",
};

const check = createSchemaCheck("2020-12", { strict: true });

const reference = "See https://json-schema.org/draft/2020-12/json-schema-validation.";

/**
 * Every schema compiles under JSON Schema 2020-12. Redocly accepts some schemas that do not compile, or reports them only
 * where an example uses them. Prism validates nothing with such a schema, and says nothing.
 */
export const noInvalidSchemas: Oas3Rule = () => ({
  // Redocly calls this for the schemas inside a schema too, and the check ignores those.
  Schema(schema, { location, report }) {
    if (typeof schema !== "object" || schema === null) return;
    for (const { keys, message } of check(schema)) {
      const hint = hints[keys[0] ?? ""] ?? reference;
      report({
        message: `The schema does not compile under JSON Schema 2020-12: ${message}. ${hint}`,
        location: location.child([...keys]),
      });
    }
  },
});
