import { getReference, isRecord, type OpenApiDocument } from "@run-summary/openapi";
import type { Parts } from "../compare/differences.ts";
import { replaceReference } from "../references.ts";

/** The part of the document, or what it refers to; without keys where that is no object: nothing of it is checked. */
export function readNode(document: OpenApiDocument, part: unknown): Parts {
  const target = replaceReference(document, part);
  return isRecord(target) && getReference(target) === undefined ? target : {};
}
