import { flattenSchema, type OpenApiDocument, type Operation } from "@run-summary/openapi";
import type { Validator } from "@run-summary/openapi/validation";

/** The names of a schema's read-only properties. */
export function listReadOnlyNames(document: OpenApiDocument, schema: object): string[] {
  const properties = Object.entries(flattenSchema(document, schema).properties ?? {});
  return properties.filter(([, property]) => flattenSchema(document, property).readOnly === true).map(([name]) => name);
}

/** The operation that reads what another operation changes: the GET on the path of a PATCH. */
export function findReadOperation<Known extends Operation>(
  operations: readonly Known[],
  { method, path }: Operation,
): Known | undefined {
  return method === "patch" ? operations.find((other) => other.path === path && other.method === "get") : undefined;
}

/** Whether an operation changes nothing, or only what can be read before and written back. */
export function canBeUndone(operations: readonly Operation[], operation: Operation): boolean {
  return operation.method === "get" || findReadOperation(operations, operation) !== undefined;
}

/** Whether a body conforms to the operation's request body; `undefined` stands for no body. */
export function isBodyAllowed(validator: Validator, { requestBody }: Operation, body: unknown): boolean {
  const [content] = Object.values(requestBody?.content ?? {});
  if (body === undefined) return requestBody?.required !== true;
  return content !== undefined && validator.validateValue(content.schema, body).length === 0;
}
