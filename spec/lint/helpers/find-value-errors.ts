import { createAjv } from "@run-summary/openapi/validation";
import type { ValidateFunction } from "ajv";

const ajv = createAjv("2020-12");
// By the schema's text: each lint reads the schemas anew, and `npm start` lints after each save.
const validators = new Map<string, ValidateFunction | undefined>();

/**
 * The errors of a value as text; `undefined` where the value conforms, or where the schema does not compile, which the rule
 * `no-invalid-schemas` reports.
 *
 * @param schema a schema without references
 */
export function findValueErrors(schema: object, value: unknown): string | undefined {
  const text = JSON.stringify(schema);
  if (!validators.has(text)) validators.set(text, compileSchema(text));
  const validate = validators.get(text);
  if (validate === undefined || validate(value)) return undefined;
  return ajv.errorsText(validate.errors, { dataVar: "it" });
}

function compileSchema(text: string): ValidateFunction | undefined {
  try {
    return ajv.compile(JSON.parse(text));
  } catch {
    return undefined;
  }
}
