import type { OpenApiDocument } from "../document.ts";
import { resolveReference } from "../reference.ts";

/** A schema without references and `allOf` of its own; the schemas inside it are as they stand in the document. */
export interface FlatSchema extends Record<string, unknown> {
  properties?: Record<string, object>;
  required?: string[];
}

/** The schema, its references and its `allOf` merged into one. Where two of them have the same keyword, the outer one wins. */
export function flattenSchema(document: OpenApiDocument, referenced: object): FlatSchema {
  const { allOf = [], ...schema } = resolveReference<FlatSchema>(document, referenced as FlatSchema);
  const parts = (allOf as object[]).map((part) => flattenSchema(document, part));
  return [...parts, schema as FlatSchema].reduce(mergeSchemas);
}

function mergeSchemas(first: FlatSchema, second: FlatSchema): FlatSchema {
  const both: FlatSchema = { ...first, ...second };
  if (first.properties && second.properties) both.properties = { ...first.properties, ...second.properties };
  if (first.required && second.required) both.required = [...new Set([...first.required, ...second.required])];
  return both;
}
