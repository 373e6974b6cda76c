import { httpMethods, type OpenApiDocument } from "@run-summary/openapi";

/** A parameter, a header or a media type. */
export interface SchemaHolder {
  schema?: object;
  /** Those of a parameter. */
  readonly in?: string;
  name?: string;
}

type Node = Readonly<Record<string, unknown>>;

/** Everything outside of the schemas that holds a schema, each once. References are not followed: what they lead to is listed where it stands. */
export function listSchemaHolders({ paths, webhooks, components }: OpenApiDocument): SchemaHolder[] {
  const { parameters, headers, requestBodies, responses, pathItems, callbacks } = (components ?? {}) as Node;
  const holders = [
    ...[paths, webhooks, pathItems].flatMap(listValues).flatMap(listInPathItem),
    ...[parameters, headers].flatMap(listValues).flatMap(listInParameter),
    ...[requestBodies, responses].flatMap(listValues).flatMap(listInBody),
    ...listValues(callbacks).flatMap(listValues).flatMap(listInPathItem),
  ];
  return [...new Set(holders)].filter(({ schema }) => typeof schema === "object");
}

function listInPathItem(pathItem: Node): SchemaHolder[] {
  const operations = httpMethods.flatMap((method) => listValues([pathItem[method]]));
  return [
    ...listValues(pathItem.parameters).flatMap(listInParameter),
    ...operations.flatMap(({ parameters, requestBody, responses, callbacks }) => [
      ...listValues(parameters).flatMap(listInParameter),
      ...listValues([requestBody]).flatMap(listInBody),
      ...listValues(responses).flatMap(listInBody),
      ...listValues(callbacks).flatMap(listValues).flatMap(listInPathItem),
    ]),
  ];
}

function listInParameter(parameter: Node): SchemaHolder[] {
  return [parameter, ...listValues(parameter.content)];
}

/** Those of a request body or of a response. */
function listInBody({ headers, content }: Node): SchemaHolder[] {
  return [...listValues(headers).flatMap(listInParameter), ...listValues(content)];
}

/** The objects of a map or of a list. */
function listValues(map: unknown): Node[] {
  return Object.values((map ?? {}) as object).filter((value) => typeof value === "object" && value !== null);
}
