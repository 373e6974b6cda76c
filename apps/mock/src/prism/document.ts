import { deserialize, serialize } from "node:v8";
import { formatPointer, type OpenApiDocument } from "@run-summary/openapi";
import { locateSource } from "@run-summary/openapi/source";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { findFirstBasePath } from "./base-paths.ts";
import { type DefaultErrorForm, findDefaultErrorForm } from "./error-form.ts";
import { normalizeOperation } from "./normalize-operation.ts";
import { normalizeSchemas } from "./normalize-schemas.ts";
import type { Operation } from "./operation.ts";
import { createRoutes, type Routes } from "./routes.ts";
import { findSchemaErrors } from "./schema-errors.ts";
import { shareSchemas } from "./share-schemas.ts";

/** An OpenAPI document in the form in which the mock serves it. */
export interface ServedDocument {
  /** The path of the first server, such as `/beta`, or empty. */
  readonly basePath: string;
  readonly routes: Routes;
  /** The schemas that do not compile: where each is, and what is wrong. An operation that has one responds with 501. */
  readonly problems: readonly string[];
  /** The form of errors outside the operations, and of those that an operation does not describe. */
  readonly errorForm: DefaultErrorForm;
}

/** A document, or a seed for it, that cannot be served. The message says where and why. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
}

/** How a document is loaded. */
export interface LoadOptions {
  /** Whether a document with a schema that does not compile is refused. Otherwise only the operations that have it are. */
  readonly strict: boolean;
}

/**
 * Loads an OpenAPI document: a file's path, or the document itself.
 *
 * @throws {DocumentError} where it cannot be read, has no operation, or has, with `strict`, a schema that does not compile.
 * Prism would validate nothing against such a schema, and say nothing about it.
 */
export async function loadDocument(spec: string | object, { strict }: LoadOptions): Promise<ServedDocument> {
  const { operations, problems, failures } = await (typeof spec === "string" ? readSpec(spec) : readObject(spec));
  if (strict && problems.length > 0) throw new DocumentError(problems.join("\n"));
  return {
    basePath: findFirstBasePath(operations),
    routes: createRoutes(operations, failures),
    problems,
    errorForm: findDefaultErrorForm(operations.filter((operation) => !failures.has(operation))),
  };
}

/** The operations of a document, and what is wrong in them. */
interface Operations extends SchemaProblems {
  readonly operations: readonly Operation[];
}

// Tests start many mocks of one object.
let lastObject: { readonly bytes: Buffer; readonly read: Operations } | undefined;

async function readObject(spec: object): Promise<Operations> {
  const bytes = serialize(spec); // the object may have been changed since
  if (lastObject?.bytes.equals(bytes)) return lastObject.read;
  // Prism replaces the references in the object that it is given: it gets a copy.
  const read = await readSpec(spec, deserialize(bytes));
  lastObject = { bytes, read };
  return read;
}

async function readSpec(spec: string | object, input: string | object = spec): Promise<Operations> {
  const name = typeof spec === "string" ? spec : "the document";
  const loaded = await getHttpOperationsFromSpec(input).catch((error: Error) => {
    throw new DocumentError(`${name} cannot be read: ${error.message}`, { cause: error });
  });
  if (loaded.length === 0) throw new DocumentError(`${name} has no operation.`);
  const operations = loaded.map(normalizeOperation);
  shareSchemas(operations);
  for (const operation of operations) normalizeSchemas(operation);
  return { operations, ...findProblems(spec, operations) };
}

/** The schemas that do not compile, and what is wrong in each operation that has one. */
interface SchemaProblems {
  readonly problems: readonly string[];
  readonly failures: ReadonlyMap<Operation, string>;
}

function findProblems(spec: string | object, operations: readonly Operation[]): SchemaProblems {
  const failures = new Map<Operation, string>();
  const problems = new Set<string>(); // several operations may refer to the same schema
  for (const operation of operations) {
    const errors = findSchemaErrors(operation).map(({ keys, message }) => `${formatLocation(spec, keys)}: ${message}`);
    if (errors[0] !== undefined) failures.set(operation, errors[0]);
    for (const error of errors) problems.add(error);
  }
  return { problems: [...problems], failures };
}

/** Formats where the keys lead to as `file#pointer`; `parameters` may be those of the operation or of its path. */
function formatLocation(spec: string | object, keys: readonly string[]): string {
  const locations = [keys, keys.toSpliced(2, 1)].map((path) => locateSource(spec as string | OpenApiDocument, path));
  const found = locations.find(({ isFound }) => isFound);
  return `${found?.file ?? "the document"}#${formatPointer(found?.keys ?? keys)}`;
}
