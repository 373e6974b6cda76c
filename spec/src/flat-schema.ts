import type { OpenApiDocument } from "./document.ts";
import { resolve } from "./operations.ts";

/** A schema without references and `allOf` of its own; the schemas inside it are as they stand in the document. */
export interface FlatSchema extends Record<string, unknown> {
  properties?: Record<string, object>;
  required?: string[];
}

/** The schema with what its references and its `allOf` say, in one. Where two of them say one thing, the outer one stands. */
export function flatSchema(document: OpenApiDocument, referenced: object): FlatSchema {
  const { allOf = [], ...schema } = resolve<FlatSchema>(document, referenced as FlatSchema);
  const parts = (allOf as object[]).map((part) => flatSchema(document, part));
  return [...parts, schema as FlatSchema].reduce(merged);
}

function merged(first: FlatSchema, second: FlatSchema): FlatSchema {
  const both: FlatSchema = { ...first, ...second };
  if (first.properties && second.properties) both.properties = { ...first.properties, ...second.properties };
  if (first.required && second.required) both.required = [...new Set([...first.required, ...second.required])];
  return both;
}
