import { flattenSchema, type OpenApiDocument, resolveReference } from "@run-summary/openapi";
import { isRecord } from "./differences.ts";
import { getKindBelow, type KeyKind } from "./path-pattern.ts";

/**
 * The document with the target of each reference, and the merged schema of each `allOf`, in its place under `paths`. A part
 * that requests and responses share is then in each of them. A schema that contains itself keeps its reference.
 */
export function inlineReferences(document: OpenApiDocument): OpenApiDocument {
  const inline = (node: unknown, kind: KeyKind, above: readonly string[]): unknown => {
    if (Array.isArray(node)) return node.map((item) => inline(item, kind, above));
    if (kind === "data" || !isRecord(node)) return node;
    if (kind === "keywords" && typeof node.$ref === "string") {
      const { $ref, ...siblings } = node;
      if (above.includes($ref)) return node;
      return inline({ ...resolveReference(document, { $ref }), ...siblings }, kind, [...above, $ref]);
    }
    if (kind === "keywords" && "allOf" in node) return inline(flattenSchema(document, node), kind, above);
    const entries = Object.entries(node).map(([key, value]) => [key, inline(value, getKindBelow(kind, key), above)]);
    return Object.fromEntries(entries);
  };
  return { ...document, paths: inline(document.paths ?? {}, "names", []) as NonNullable<OpenApiDocument["paths"]> };
}
