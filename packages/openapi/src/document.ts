import { readFileSync } from "node:fs";
import type { Oas3_1Definition } from "@redocly/openapi-core";
import { parse } from "yaml";

/** An OpenAPI 3.1 document in one piece: every reference points into the document itself. */
export type OpenApiDocument = Oas3_1Definition;

/**
 * Reads a document from a YAML or JSON file. References to other files stay as they are.
 *
 * @throws {Error} where the file cannot be read or parsed.
 */
export function readDocument(file: string): OpenApiDocument {
  return parseDocument(readFileSync(file, "utf8"));
}

/**
 * A document from its text in YAML or JSON.
 *
 * @throws {Error} where the text cannot be parsed.
 */
export function parseDocument(text: string): OpenApiDocument {
  return parse(text) as OpenApiDocument;
}
