import { getReference, getValue, httpMethods, type OpenApiDocument, parsePointer } from "@run-summary/openapi";
import { readNode } from "./read-node.ts";

/** The names of the schemas that callers send, and of those that they receive. */
export interface SchemaUses {
  readonly sent: ReadonlySet<string>;
  readonly received: ReadonlySet<string>;
}

/** The schemas that requests and responses refer to, also through other parts of the document. */
export function findSchemaUses(document: OpenApiDocument): SchemaUses {
  const sent = new Set<string>();
  const received = new Set<string>();
  for (const part of Object.values(readNode(document, document.paths))) {
    const pathItem = readNode(document, part);
    collectReferences(document, pathItem.parameters, sent);
    for (const method of httpMethods) {
      const { parameters, requestBody, responses } = readNode(document, pathItem[method]);
      collectReferences(document, [parameters, requestBody], sent);
      collectReferences(document, responses, received);
    }
  }
  return { sent: listSchemaNames(sent), received: listSchemaNames(received) };
}

function collectReferences(document: OpenApiDocument, part: unknown, references: Set<string>): void {
  if (typeof part !== "object" || part === null) return;
  const reference = getReference(part);
  if (reference?.startsWith("#/") && !references.has(reference)) {
    references.add(reference);
    collectReferences(document, getValue(document, parsePointer(reference)), references);
  }
  for (const child of Object.values(part)) collectReferences(document, child, references);
}

function listSchemaNames(references: ReadonlySet<string>): ReadonlySet<string> {
  const keys = [...references].map(parsePointer);
  return new Set(keys.flatMap(([, kind, name]) => (kind === "schemas" && name !== undefined ? [name] : [])));
}
