import { listOperations, type OpenApiDocument } from "@run-summary/openapi";
import { bundleFixture } from "@run-summary/spec/source";
import { Document } from "yaml";

/** A change of the document, made with `setIn`, `addIn` and `deleteIn` of the package yaml. */
export type Edit = (document: Document) => void;

const fixture = await bundleFixture();
const bundle = new Document(fixture, { aliasDuplicateObjects: false });

/** The spec of the tests, in one document, after an edit. */
export function editBundle(edit: Edit): OpenApiDocument {
  const copy = bundle.clone();
  edit(copy);
  return copy.toJS() as OpenApiDocument;
}

/** The value of the document under these keys. */
export function getBundleValue(keys: readonly string[]): unknown {
  return bundle.getIn(keys);
}

/** The path of the document's first operation. */
export const path: string = listOperations(fixture)[0]?.path ?? "";

/** Renames a key. */
export function renameKey(document: Document, keys: readonly string[], name: string): void {
  const value = document.getIn(keys);
  document.deleteIn(keys);
  document.setIn([...keys.slice(0, -1), name], value);
}
