import { type FlatSchema, flattenSchema, type OpenApiDocument } from "@run-summary/openapi";
import { readTypes } from "./complete-keywords.ts";

/**
 * The schema that a union combines with null; `undefined` for any other schema. Redoc shows such a union as one of two
 * alternatives, which hides all but the type of the first one.
 */
export function findOnlyBranch(document: OpenApiDocument, schema: object): object | undefined {
  const { oneOf, anyOf } = schema as { oneOf?: object[]; anyOf?: object[] };
  const branches = oneOf ?? anyOf ?? [];
  const isNull = (branch: object) => flattenSchema(document, branch).type === "null";
  const [branch, ...others] = branches.filter((one) => !isNull(one));
  if (branch === undefined || others.length > 0 || branches.length === 1) return undefined;
  const flat = flattenSchema(document, branch);
  return "oneOf" in flat || "anyOf" in flat ? undefined : branch;
}

/** The schema, and null. */
export function addNull(schema: FlatSchema): FlatSchema {
  const { const: constant, enum: values = constant === undefined ? undefined : [constant], ...others } = schema;
  const types = readTypes(schema);
  if (types.length === 0 || types.includes("null")) return schema;
  return {
    ...others,
    type: [...types, "null"],
    ...(Array.isArray(values) && { enum: [...values, null] }),
  };
}
