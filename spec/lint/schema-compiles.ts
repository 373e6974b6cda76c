import type { Oas3Rule } from "@redocly/openapi-core";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

// The keywords of JSON Schema 2020-12 that hold a map of schemas, and those that hold one schema or a list of schemas.
const maps = new Set(["$defs", "dependentSchemas", "patternProperties", "properties"]);
const schemas = new Set([
  ...["additionalProperties", "allOf", "anyOf", "contains", "else", "if", "items", "not", "oneOf", "prefixItems"],
  ...["propertyNames", "then", "unevaluatedItems", "unevaluatedProperties"],
]);

// What OpenAPI adds to a schema: Redocly's `struct` rule looks after these, and `no-unresolved-refs` after references.
const notJsonSchema = new Set(["$ref", "$dynamicRef", "discriminator", "example", "externalDocs", "xml"]);

const hints: Record<string, string> = {
  format: "Write a format that a validator knows, such as date-time, date, uuid, int32, int64, uri or email.",
  pattern: "Write a regular expression that JavaScript's new RegExp(pattern, 'u') takes.",
};

const reference = "See https://json-schema.org/draft/2020-12/json-schema-validation.";

/**
 * Every schema compiles under JSON Schema 2020-12. Redocly passes some that do not, or reports them only where an
 * example uses them, and Prism silently validates nothing with them.
 *
 * Redocly visits each nested schema by itself, so each is compiled without its children: an error is reported where it is.
 */
export const schemaCompiles: Oas3Rule = () => {
  const ajv = addFormats.default(new Ajv2020({ strictRequired: false, strictTuples: false, strictTypes: false }));

  const compileError = (schema: Record<string, unknown>): string | undefined => {
    try {
      ajv.compile(schema);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };

  return {
    Schema(schema, { location, report }) {
      if (typeof schema !== "object" || schema === null) return;
      const own = withoutChildren(schema);
      const wholeError = compileError(own);
      if (wholeError === undefined) return;
      const wrongKeywords = Object.entries(own).flatMap(([keyword, value]) => {
        const error = compileError({ [keyword]: value });
        return error === undefined ? [] : [{ error, hint: hints[keyword], location: location.child(keyword) }];
      });
      const wrong = wrongKeywords.length > 0 ? wrongKeywords : [{ error: wholeError, hint: undefined, location }];
      for (const { error, hint = reference, location } of wrong) {
        report({ message: `This schema does not compile under JSON Schema 2020-12: ${error}. ${hint}`, location });
      }
    },
  };
};

function withoutChildren(schema: object): Record<string, unknown> {
  const own: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (notJsonSchema.has(key) || key.startsWith("x-")) continue;
    if (schemas.has(key)) own[key] = Array.isArray(value) ? value.map(() => true) : true;
    else if (maps.has(key)) own[key] = Object.fromEntries(Object.keys(value as object).map((name) => [name, true]));
    else own[key] = value;
  }
  return own;
}
