import type { OpenApiDocument } from "@run-summary/openapi";
import type { Upstream } from "@run-summary/upstream";

/** The types that a document names in values such as `#microsoft.graph.entity`. */
export function listNamedTypes(document: OpenApiDocument): string[] {
  const names = JSON.stringify(document).matchAll(/"#(\w+(?:\.\w+)+)"/g);
  return [...new Set([...names].map(([, name = ""]) => name))];
}

/** Those of them of which the snapshot says nothing. */
export function listUnknownTypes(document: OpenApiDocument, { metadata }: Upstream): string[] {
  return listNamedTypes(document).filter((name) => metadata.findType(name) === undefined);
}
