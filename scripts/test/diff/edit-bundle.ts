import { readFileSync } from "node:fs";
import { bundleFile, type OpenApiDocument, operationsOf, readBundle } from "@run-summary/spec";
import { type Document, parseDocument } from "yaml";

/** A change of the document, as `setIn`, `addIn` and `deleteIn` of the package yaml write it. */
export type Edit = (document: Document) => void;

const bundle = parseDocument(readFileSync(bundleFile, "utf8"));

/** The committed bundle after an edit. */
export function edited(edit: Edit): OpenApiDocument {
  const copy = bundle.clone();
  edit(copy);
  return copy.toJS() as OpenApiDocument;
}

/** What the committed bundle says at a place. */
export function valueAt(keys: readonly string[]): unknown {
  return bundle.getIn(keys);
}

/** The path of the bundle's first operation. */
export const path: string = operationsOf(readBundle())[0]?.path ?? "";

/** Renames a key. */
export function rename(document: Document, keys: readonly string[], name: string): void {
  const value = document.getIn(keys);
  document.deleteIn(keys);
  document.setIn([...keys.slice(0, -1), name], value);
}
