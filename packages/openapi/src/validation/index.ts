export type { Ajv, ErrorObject, ValidateFunction } from "ajv";
export { createAjv, type Dialect } from "./create-ajv.ts";
export { createSchemaCheck, type SchemaError } from "./schema-check.ts";
export { createValidator, type HttpResponse, type Mismatch, type Validator } from "./validator.ts";
