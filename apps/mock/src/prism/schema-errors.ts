import { listSubschemas } from "@run-summary/openapi";
import { createSchemaCheck, type Dialect, type SchemaError } from "@run-summary/openapi/validation";
import type { IHttpOperation } from "@stoplight/types";

/** Finds what does not compile in an operation's schemas, each with the keys that lead to it from the document's root. */
export function findSchemaErrors({ path, method, request, responses }: IHttpOperation): SchemaError[] {
  const checkOne = (keys: string[], { schema }: { schema?: unknown }) =>
    checkSchema(["paths", path, method, ...keys, "schema"], schema);
  const checkContents = (keys: string[], contents: { mediaType: string; schema?: unknown }[] = []) =>
    contents.flatMap((content) => checkOne([...keys, "content", content.mediaType], content));
  const { path: inPath, query, headers: inHeader, cookie, body } = request ?? {};
  const parameters = [inPath, query, inHeader, cookie].flatMap(
    (list): { name: string; schema?: unknown }[] => list ?? [],
  );
  return [
    ...parameters.flatMap((parameter) => checkOne(["parameters", parameter.name], parameter)),
    ...checkContents(["requestBody"], body?.contents),
    ...responses.flatMap(({ code, contents, headers = [] }) => [
      ...headers.flatMap((header) => checkOne(["responses", code, "headers", header.name], header)),
      ...checkContents(["responses", code], contents),
    ]),
  ];
}

function checkSchema(keys: readonly string[], schema: unknown, check = selectCheck(schema)): SchemaError[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = check(schema).map((error) => ({ keys: [...keys, ...error.keys], message: error.message }));
  const subschemas = listSubschemas(schema);
  return [...own, ...subschemas.flatMap((child) => checkSchema([...keys, ...child.keys], child.schema, check))];
}

const checks = new Map<Dialect, ReturnType<typeof createSchemaCheck>>();

// Prism validates a schema without `$schema` by draft 07, so it must compile by that.
function selectCheck(schema: unknown): ReturnType<typeof createSchemaCheck> {
  const { $schema = "" } = (schema ?? {}) as { $schema?: string };
  const [, version] = /draft\/(2019-09|2020-12)\/schema/.exec($schema) ?? [];
  const dialect = (version ?? "draft-07") as Dialect;
  const check = checks.get(dialect) ?? createSchemaCheck(dialect, { strict: false });
  checks.set(dialect, check);
  return check;
}
