import { readFileSync } from "node:fs";
import { listOperations, type OpenApiDocument } from "@run-summary/openapi";
import { bundleFile, readBundle } from "@run-summary/spec";
import { type Document, parseDocument } from "yaml";

/** A change of the document, made with `setIn`, `addIn` and `deleteIn` of the package yaml. */
export type Edit = (document: Document) => void;

const bundle = parseDocument(readFileSync(bundleFile, "utf8"));

/** The committed bundle after an edit. */
export function editBundle(edit: Edit): OpenApiDocument {
  const copy = bundle.clone();
  edit(copy);
  return copy.toJS() as OpenApiDocument;
}

/** The value of the committed bundle under these keys. */
export function getBundleValue(keys: readonly string[]): unknown {
  return bundle.getIn(keys);
}

/** The path of the bundle's first operation. */
export const path: string = listOperations(readBundle())[0]?.path ?? "";

/** Renames a key. */
export function renameKey(document: Document, keys: readonly string[], name: string): void {
  const value = document.getIn(keys);
  document.deleteIn(keys);
  document.setIn([...keys.slice(0, -1), name], value);
}
