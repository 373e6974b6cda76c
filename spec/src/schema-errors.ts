// Moved to @run-summary/openapi; these names go when the last caller has moved.
import { listSubschemas } from "@run-summary/openapi";

export { createSchemaCheck, type Dialect, type SchemaError } from "@run-summary/openapi/validation";

export function subschemasOf(schema: object): [keys: string[], subschema: object][] {
  return listSubschemas(schema).map(({ keys, schema: subschema }) => [[...keys], subschema]);
}
