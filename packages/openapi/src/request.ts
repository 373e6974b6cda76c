// Requests to an operation. The console of the docs bundles this module for the browser, so it imports types and plain code only.
import type { Operation, Parameter } from "./operations.ts";
import { expandPath } from "./path-template.ts";

/** The values of an operation's parameters by name, and its `body`. */
export type RequestInput = Readonly<Record<string, unknown>>;

/** What a request is made from. */
export interface RequestOperation extends Pick<Operation, "method" | "path"> {
  readonly parameters: readonly Pick<Parameter, "name" | "in">[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> } | undefined;
}

/** A request as it is sent, without a token. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query, below the server's URL. */
  readonly target: string;
  /** Of the parameters, and `content-type` where there is a body. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as JSON; `undefined` where there is none. */
  readonly body: string | undefined;
}

/** The request to an operation. A parameter without a value is left out; a list has several values. */
export function buildRequest(operation: RequestOperation, input: RequestInput): HttpRequest {
  const { method, path, parameters, requestBody } = operation;
  const listTexts = (place: Parameter["in"]) =>
    parameters
      .filter((parameter) => parameter.in === place && input[parameter.name] !== undefined)
      .map(({ name }): [string, string[]] => [name, [input[name]].flat().map(String)]);
  const listJoined = (place: Parameter["in"]) =>
    Object.fromEntries(listTexts(place).map(([name, texts]) => [name, texts.join()]));
  const query = listTexts("query").flatMap(([name, texts]) =>
    texts.map((text) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`),
  );
  const [mediaType] = Object.keys(requestBody?.content ?? {});
  const body = mediaType === undefined || input.body === undefined ? undefined : JSON.stringify(input.body);
  return {
    method: method.toUpperCase(),
    target: expandPath(path, listJoined("path")) + (query.length === 0 ? "" : `?${query.join("&")}`),
    headers: {
      ...(body === undefined || mediaType === undefined ? {} : { "content-type": mediaType }),
      ...listJoined("header"),
    },
    body,
  };
}

/** The operation's required parameters with their examples, and the body where there is one. */
export function createExampleInput(
  { parameters }: Pick<Operation, "parameters">,
  body?: unknown,
): Record<string, unknown> {
  const required = parameters.filter((parameter) => parameter.required).map(({ name, example }) => [name, example]);
  return { ...Object.fromEntries(required), ...(body === undefined ? {} : { body }) };
}

/** An example of an operation's request body. */
export interface RequestExample {
  /** The example's name; `undefined` where the operation takes no body. */
  readonly name: string | undefined;
  readonly mediaType: string | undefined;
  readonly body: unknown;
}

/** The examples of an operation's request body; one without a body where the operation takes none. */
export function listRequestExamples({ requestBody }: Pick<Operation, "requestBody">): RequestExample[] {
  const examples = Object.entries(requestBody?.content ?? {}).flatMap(([mediaType, content]) =>
    Object.entries(content.examples).map(([name, body]) => ({ name, mediaType, body })),
  );
  return examples.length > 0 ? examples : [{ name: undefined, mediaType: undefined, body: undefined }];
}
