import {
  flattenSchema,
  listOperations,
  type OpenApiDocument,
  type Operation,
  type Parameter,
} from "@run-summary/openapi";

/** What the console knows about the API. The console's page contains it as JSON. */
export interface Definition {
  readonly servers: readonly { readonly url: string; readonly name: string }[];
  readonly operations: readonly ConsoleOperation[];
}

export interface ConsoleOperation
  extends Pick<Operation, "operationId" | "method" | "path" | "summary" | "requestBody"> {
  readonly parameters: readonly ConsoleParameter[];
  /** Whether it requires a bearer token. */
  readonly needsToken: boolean;
}

export interface ConsoleParameter extends Pick<Parameter, "name" | "in" | "required"> {
  /** Whether it may have several values. */
  readonly isList: boolean;
  /** The values of an example. Only a list has more than one. */
  readonly example: readonly string[];
}

/** The part of the document that the console needs. */
export function createDefinition(document: OpenApiDocument): Definition {
  return {
    servers: (document.servers ?? []).map(({ url, description }) => ({ url, name: description ?? url })),
    operations: listOperations(document).map(
      ({ operationId, method, path, summary, parameters, requestBody, security }) => ({
        ...{ operationId, method, path, summary, requestBody },
        parameters: parameters.map(({ name, in: place, required, schema, example }) => ({
          ...{ name, in: place, required },
          isList: flattenSchema(document, schema).type === "array",
          example: [example ?? []].flat().map(String),
        })),
        needsToken: security.length > 0,
      }),
    ),
  };
}
