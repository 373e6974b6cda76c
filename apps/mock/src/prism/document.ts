import { formatPointer, type OpenApiDocument } from "@run-summary/openapi";
import { locateSource } from "@run-summary/openapi/source";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import type { IHttpOperation } from "@stoplight/types";
import { findFirstBasePath } from "./base-paths.ts";
import { createRoutes, type Routes } from "./routes.ts";
import { findSchemaErrors } from "./schema-errors.ts";

/** An OpenAPI document in the form in which the mock serves it. */
export interface ServedDocument {
  /** The path of the first server, such as `/beta`, or empty. */
  readonly basePath: string;
  readonly routes: Routes;
}

/** A document, or a seed for it, that cannot be served. The message says where and why. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
}

/**
 * Loads an OpenAPI document: a file's path, or the document itself.
 *
 * @throws {DocumentError} where it cannot be read, has no operation, or has a schema that does not compile. Prism would
 * validate nothing against such a schema, and say nothing about it.
 */
export async function loadDocument(spec: string | object): Promise<ServedDocument> {
  const name = typeof spec === "string" ? spec : "the document";
  // Prism replaces the references in the object that it is given: it gets a copy.
  const input = typeof spec === "string" ? spec : structuredClone(spec);
  const loaded = await getHttpOperationsFromSpec(input).catch((error: Error) => {
    throw new DocumentError(`${name} cannot be read: ${error.message}`, { cause: error });
  });
  const operations = loaded.map(removeIgnoredParameters);
  if (operations.length === 0) throw new DocumentError(`${name} has no operation.`);
  const errors = operations.flatMap(findSchemaErrors);
  // Several operations may refer to the same schema.
  const messages = new Set(errors.map(({ keys, message }) => `${formatLocation(spec, keys)}: ${message}`));
  if (messages.size > 0) throw new DocumentError([...messages].join("\n"));
  return { basePath: findFirstBasePath(operations), routes: createRoutes(operations) };
}

/** Formats where the keys lead to as `file#pointer`; `parameters` may be those of the operation or of its path. */
function formatLocation(spec: string | object, keys: readonly string[]): string {
  const locations = [keys, keys.toSpliced(2, 1)].map((path) => locateSource(spec as string | OpenApiDocument, path));
  const found = locations.find(({ isFound }) => isFound);
  return `${found?.file ?? "the document"}#${formatPointer(found?.keys ?? keys)}`;
}

/** Removes the header parameters that OpenAPI ignores (Parameter Object, `name`). Prism would validate them. */
function removeIgnoredParameters(operation: IHttpOperation): IHttpOperation {
  const ignored = ["accept", "authorization", "content-type"];
  const headers = operation.request?.headers?.filter(({ name }) => !ignored.includes(name.toLowerCase()));
  return headers === undefined ? operation : { ...operation, request: { ...operation.request, headers } };
}
