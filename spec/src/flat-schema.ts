import { isDeepStrictEqual } from "node:util";
import type { OpenApiDocument } from "./document.ts";
import { resolve } from "./operations.ts";

/** A schema without references and `allOf` of its own; the schemas inside it are as they stand in the document. */
export interface FlatSchema extends Record<string, unknown> {
  properties?: Record<string, object>;
  required?: string[];
}

// What two schemas say of these does not have to be the same: it adds up, or says nothing of a value.
const additive = new Set(["properties", "required", "title", "description", "example", "examples", "$comment"]);

/**
 * The schema with what its references and its `allOf` say, in one. Where two of them say different things with one keyword,
 * the outer one stands, and `onConflict` is told.
 */
export function flatSchema(
  document: OpenApiDocument,
  referenced: object,
  onConflict: (keyword: string) => void = () => {},
): FlatSchema {
  const { allOf = [], ...schema } = resolve<FlatSchema>(document, referenced as FlatSchema);
  const parts = (allOf as object[]).map((part) => flatSchema(document, part, onConflict));
  return [...parts, schema as FlatSchema].reduce((first, second) => merged(first, second, onConflict));
}

function merged(first: FlatSchema, second: FlatSchema, onConflict: (keyword: string) => void): FlatSchema {
  for (const keyword of Object.keys(second)) {
    const isSaidTwice = keyword in first && !additive.has(keyword);
    if (isSaidTwice && !isDeepStrictEqual(first[keyword], second[keyword])) onConflict(keyword);
  }
  const both: FlatSchema = { ...first, ...second };
  if (first.properties && second.properties) both.properties = { ...first.properties, ...second.properties };
  if (first.required && second.required) both.required = [...new Set([...first.required, ...second.required])];
  return both;
}
