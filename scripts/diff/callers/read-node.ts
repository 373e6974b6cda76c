import { getReference, type OpenApiDocument, resolveReference } from "@run-summary/openapi";

/** A part of a document that may hold anything. */
export type Node = Readonly<Record<string, unknown>>;

/** The part of the document, or what it refers to; without keys where that is no object. */
export function readNode(document: OpenApiDocument, part: unknown): Node {
  if (!isNode(part)) return {};
  if (getReference(part) === undefined) return part;
  try {
    const target: unknown = resolveReference(document, part);
    return isNode(target) ? target : {};
  } catch {
    return {}; // The reference leads nowhere. There is nothing to ask about it.
  }
}

/** Whether a part is an object, and no list. */
export function isNode(part: unknown): part is Node {
  return typeof part === "object" && part !== null && !Array.isArray(part);
}
