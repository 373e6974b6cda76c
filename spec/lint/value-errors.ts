import { createAjv } from "@run-summary/openapi/validation";
import type { ValidateFunction } from "ajv";

const ajv = createAjv("2020-12");
// By the schema's text: a lint makes each schema anew, and `npm start` lints after each save.
const validators = new Map<string, ValidateFunction | undefined>();

/**
 * What is wrong with a value, by a schema without references; `undefined` where nothing is, and where the schema does not
 * compile: `schema-compiles` reports that.
 */
export function valueErrors(schema: object, value: unknown): string | undefined {
  const text = JSON.stringify(schema);
  if (!validators.has(text)) validators.set(text, validatorOf(text));
  const validate = validators.get(text);
  if (validate === undefined || validate(value)) return undefined;
  return ajv.errorsText(validate.errors, { dataVar: "it" });
}

function validatorOf(text: string): ValidateFunction | undefined {
  try {
    return ajv.compile(JSON.parse(text));
  } catch {
    return undefined;
  }
}
