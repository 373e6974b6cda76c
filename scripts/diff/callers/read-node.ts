import { getReference, type OpenApiDocument } from "@run-summary/openapi";
import { isRecord } from "../compare/differences.ts";
import { findTarget } from "../references.ts";

/** A part of a document that may hold anything. */
export type Node = Readonly<Record<string, unknown>>;

/** The part of the document, or what it refers to; without keys where that is no object: there is nothing to ask about it. */
export function readNode(document: OpenApiDocument, part: unknown): Node {
  const reference = getReference(part);
  const target = reference === undefined ? part : findTarget(document, reference);
  return isRecord(target) ? target : {};
}
