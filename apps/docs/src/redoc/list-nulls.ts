import { flattenSchema, type OpenApiDocument } from "@run-summary/openapi";
import { readTypes } from "./complete-keywords.ts";

/** Says what may be null of a list and its items. Redoc writes `Array of strings or null` for both. */
export function describeNulls(document: OpenApiDocument, schema: object): { "x-badges"?: object[] } {
  const { type, items, "x-badges": badges = [] } = schema as { type?: unknown; items?: object; "x-badges"?: object[] };
  const types = [type].flat();
  if (!types.includes("array") || !(items instanceof Object)) return {};
  const nulls = [
    ...(types.includes("null") ? ["may be null"] : []),
    ...(takesNull(document, items) ? ["items may be null"] : []),
  ];
  return nulls.length === 0 ? {} : { "x-badges": [...badges, ...nulls.map((name) => ({ name }))] };
}

function takesNull(document: OpenApiDocument, schema: object): boolean {
  const flat = flattenSchema(document, schema);
  const branches = [flat.oneOf ?? flat.anyOf ?? []].flat() as object[];
  return readTypes(flat).includes("null") || branches.some((branch) => takesNull(document, branch));
}
