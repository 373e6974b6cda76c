import { createSchemaCheck, type Dialect, type SchemaError } from "@run-summary/openapi/validation";
import type { Operation } from "./operation.ts";
import { listInnerSchemas, listOperationSchemas, readDialect } from "./operation-schemas.ts";

// Operations share schemas, and a schema may refer to itself.
const known = new WeakMap<object, readonly SchemaError[]>();

/** Finds what does not compile in an operation's schemas, each with the keys that lead to it from the document's root. */
export function findSchemaErrors(operation: Operation): SchemaError[] {
  return listOperationSchemas(operation).flatMap(({ keys, schema }) =>
    addKeys(keys, checkSchema(operation, schema, selectCheck(schema))),
  );
}

type Check = ReturnType<typeof createSchemaCheck>;

function checkSchema(operation: Operation, schema: object, check: Check): readonly SchemaError[] {
  const errors = known.get(schema);
  if (errors !== undefined) return errors;
  known.set(schema, []);
  const inner = listInnerSchemas(operation, schema).flatMap((child) =>
    addKeys(child.keys, checkSchema(operation, child.schema, check)),
  );
  const found = [...check(schema), ...inner];
  known.set(schema, found);
  return found;
}

function addKeys(keys: readonly string[], errors: readonly SchemaError[]): SchemaError[] {
  return errors.map((error) => ({ ...error, keys: [...keys, ...error.keys] }));
}

const checks = new Map<Dialect, Check>();

function selectCheck(schema: object): Check {
  const dialect = readDialect(schema);
  const check = checks.get(dialect) ?? createSchemaCheck(dialect, { strict: false });
  checks.set(dialect, check);
  return check;
}
