import { flatSchema, type OpenApiDocument, type Operation, operationsOf, type Parameter } from "@run-summary/spec";
import { jsonOf } from "../samples/call.ts";

/** What the console knows of the API; it stands in its page as JSON. */
export interface Definition {
  readonly servers: readonly { readonly url: string; readonly name: string }[];
  readonly operations: readonly ConsoleOperation[];
}

export interface ConsoleOperation extends Pick<Operation, "operationId" | "method" | "path" | "summary"> {
  readonly parameters: readonly ConsoleParameter[];
  /** Undefined where the operation takes no body. */
  readonly body: { readonly mediaType: string; readonly examples: Readonly<Record<string, string>> } | undefined;
  /** Whether it asks for a bearer token. */
  readonly isAuthorized: boolean;
}

export interface ConsoleParameter extends Pick<Parameter, "name" | "in" | "required"> {
  /** Whether it may have several values. */
  readonly isList: boolean;
  /** An example's values: one, but for a list. */
  readonly example: readonly string[];
}

export function definitionOf(document: OpenApiDocument): Definition {
  return {
    servers: (document.servers ?? []).map(({ url, description }) => ({ url, name: description ?? url })),
    operations: operationsOf(document).map((operation) => {
      const { operationId, method, path, summary, parameters, requestBody, security } = operation;
      const [content] = Object.entries(requestBody?.content ?? {});
      return {
        ...{ operationId, method, path, summary },
        parameters: parameters.map(({ name, in: place, required, schema, example }) => ({
          ...{ name, in: place, required },
          isList: flatSchema(document, schema).type === "array",
          example: [example ?? []].flat().map(String),
        })),
        body: content && { mediaType: content[0], examples: textsOf(content[1].examples) },
        isAuthorized: security.length > 0,
      };
    }),
  };
}

function textsOf(examples: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, jsonOf(value)]));
}
