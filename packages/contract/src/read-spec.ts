import { type OpenApiDocument, readDocument } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";

/**
 * The OpenAPI document of a file; without a file, the document of this version of the package.
 *
 * @throws {Error} where the file holds no OpenAPI 3.1 document.
 */
export function readSpec(file?: string): OpenApiDocument {
  if (file === undefined) return readBundle();
  const document: OpenApiDocument | null = readDocument(file);
  if (String(document?.openapi).startsWith("3.1.")) return document as OpenApiDocument;
  throw new Error(`${file} is no OpenAPI 3.1 document: --spec takes one that is a single file of YAML or JSON.`);
}
