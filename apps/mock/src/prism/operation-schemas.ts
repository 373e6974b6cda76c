import { getReference, getValue, listSubschemas, parsePointer, type Subschema } from "@run-summary/openapi";
import type { Dialect } from "@run-summary/openapi/validation";
import type { Operation } from "./operation.ts";

/** A part of an operation that has a schema, with the keys that lead to the schema from the document's root. */
export interface SchemaHolder {
  readonly keys: readonly string[];
  readonly holder: { schema: object };
}

/** The schemas of an operation, each with the keys that lead to it from the document's root. */
export function listOperationSchemas(operation: Operation): Subschema[] {
  return listSchemaHolders(operation).map(({ keys, holder }) => ({ keys, schema: holder.schema }));
}

/** The parameters, headers and contents of an operation that have a schema. */
export function listSchemaHolders({ path, method, request, responses }: Operation): SchemaHolder[] {
  const { path: inPath, query, headers, cookie, body } = request;
  const parameters: Described[] = [...inPath, ...query, ...headers, ...cookie];
  const found = [
    ...parameters.flatMap((parameter) => listDescribed(["parameters", parameter.name], parameter)),
    ...(body?.contents ?? []).map((holder) => ({ keys: ["requestBody", "content", holder.mediaType], holder })),
    ...responses.flatMap(({ code, contents, headers: own }) => [
      ...own.flatMap((header) => listDescribed(["responses", code, "headers", header.name], header)),
      ...contents.map((holder) => ({ keys: ["responses", code, "content", holder.mediaType], holder })),
    ]),
  ];
  return found.flatMap(({ keys, holder }) =>
    hasSchema(holder) ? [{ keys: ["paths", path, method, ...keys, "schema"], holder }] : [],
  );
}

/** A parameter or a header, which has either a schema or the content of one media type. */
interface Described {
  readonly name: string;
  readonly schema?: unknown;
  readonly content?: unknown;
}

function listDescribed(keys: string[], described: Described): { keys: string[]; holder: unknown }[] {
  const contents = Object.entries((described.content ?? {}) as Record<string, unknown>);
  return [
    { keys, holder: described },
    ...contents.map(([mediaType, holder]) => ({ keys: [...keys, "content", mediaType], holder })),
  ];
}

function hasSchema(holder: unknown): holder is SchemaHolder["holder"] {
  return isObject((holder as { readonly schema?: unknown } | null)?.schema);
}

/** The schemas directly inside a schema. Of a schema that refers to itself, the one that the reference points to. */
export function listInnerSchemas(operation: Operation, schema: object): Subschema[] {
  const target = findTarget(operation, schema);
  return [...listSubschemas(schema), ...(isObject(target) ? [{ keys: [], schema: target }] : [])];
}

/** Finds what the reference of a schema points to. Prism resolves all references but those of schemas that refer to themselves. */
export function findTarget(operation: Operation, schema: object): unknown {
  const reference = getReference(schema);
  return reference?.startsWith("#/") ? getValue(operation, parsePointer(reference)) : undefined;
}

/** The version of JSON Schema that a schema names. Prism takes a schema that names none for one of draft 07. */
export function readDialect({ $schema = "" }: { readonly $schema?: unknown }): Dialect {
  const [, version] = /draft\/(2019-09|2020-12)\/schema/.exec(String($schema)) ?? [];
  return (version ?? "draft-07") as Dialect;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
