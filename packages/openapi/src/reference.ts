import type { Referenced } from "@redocly/openapi-core";
import type { OpenApiDocument } from "./document.ts";
import { getValue, parsePointer } from "./json-pointer.ts";

/** The `$ref` of a part of a document; `undefined` where the part is no reference. */
export function getReference(node: unknown): string | undefined {
  const { $ref } = (node ?? {}) as { $ref?: unknown };
  return typeof $ref === "string" ? $ref : undefined;
}

/**
 * The part of the document that a reference points to. A part that is no reference is returned as it is.
 *
 * @throws {Error} where the reference points to nothing, or leads back to itself.
 */
export function resolveReference<Node extends object>(document: OpenApiDocument, node: Referenced<Node>): Node {
  const followed = new Set<string>();
  let target: unknown = node;
  for (let reference = getReference(target); reference !== undefined; reference = getReference(target)) {
    if (followed.has(reference)) throw new Error(`The reference ${reference} leads back to itself.`);
    followed.add(reference);
    target = getValue(document, parsePointer(reference));
    if (target === undefined) throw new Error(`The reference ${reference} points to nothing in the document.`);
  }
  return target as Node;
}
