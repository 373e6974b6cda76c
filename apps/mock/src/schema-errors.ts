import { createSchemaCheck, type Dialect, type SchemaError, subschemasOf } from "@run-summary/spec/schema-errors";
import type { IHttpOperation } from "@stoplight/types";

/** What of an operation's schemas does not compile, with the keys that lead to it from the document's root. */
export function schemaErrorsOf({ path, method, request, responses }: IHttpOperation): SchemaError[] {
  const errorsAt = (keys: string[], { schema }: { schema?: unknown }) =>
    errorsBelow(["paths", path, method, ...keys, "schema"], schema);
  const errorsIn = (keys: string[], contents: { mediaType: string; schema?: unknown }[] = []) =>
    contents.flatMap((content) => errorsAt([...keys, "content", content.mediaType], content));
  const { path: inPath = [], query = [], headers: inHeader = [], cookie = [], body } = request ?? {};
  const parameters: { name: string; schema?: unknown }[] = [...inPath, ...query, ...inHeader, ...cookie];
  return [
    ...parameters.flatMap((parameter) => errorsAt(["parameters", parameter.name], parameter)),
    ...errorsIn(["requestBody"], body?.contents),
    ...responses.flatMap(({ code, contents, headers = [] }) => [
      ...headers.flatMap((header) => errorsAt(["responses", code, "headers", header.name], header)),
      ...errorsIn(["responses", code], contents),
    ]),
  ];
}

function errorsBelow(keys: readonly string[], schema: unknown, check = checkFor(schema)): SchemaError[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = check(schema).map((error) => ({ keys: [...keys, ...error.keys], message: error.message }));
  return [...own, ...subschemasOf(schema).flatMap(([below, child]) => errorsBelow([...keys, ...below], child, check))];
}

const checks = new Map<Dialect, ReturnType<typeof createSchemaCheck>>();

// Prism takes a schema that does not say otherwise for one of draft 07, so that is what it has to compile under.
function checkFor(schema: unknown): ReturnType<typeof createSchemaCheck> {
  const { $schema = "" } = (schema ?? {}) as { $schema?: string };
  const [, version] = /draft\/(2019-09|2020-12)\/schema#?$/.exec($schema) ?? [];
  const dialect = (version ?? "draft-07") as Dialect;
  const check = checks.get(dialect) ?? createSchemaCheck(dialect, { strict: false });
  checks.set(dialect, check);
  return check;
}
