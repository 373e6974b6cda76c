// Requests to an operation. The console of the docs bundles this module for the browser, so it imports types and plain code only.
import { serializeArrayParam, serializeObjectParam, serializePrimitiveParam } from "openapi-fetch";
import { getBodyKind } from "./media-type.ts";
import type { Operation, Parameter } from "./operations.ts";
import { expandPath } from "./path-template.ts";

/** The values of an operation's parameters by name, and its `body`. */
export type RequestInput = Readonly<Record<string, unknown>>;

/** What a request is made from. */
export interface RequestOperation extends Pick<Operation, "method" | "path"> {
  /** Without a style, a parameter has OpenAPI's default. */
  readonly parameters: readonly RequestParameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> } | undefined;
}

type RequestParameter = Pick<Parameter, "name" | "in"> & Partial<Pick<Parameter, "style" | "explode">>;

/** A request as it is sent, without a token. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query, below the server's URL. */
  readonly target: string;
  /** Of the parameters, and `content-type` where there is a body. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as its media type writes it; `undefined` where there is none. */
  readonly body: string | undefined;
}

/** The request to an operation. A parameter without a value, or whose list is empty, is left out. */
export function buildRequest(operation: RequestOperation, input: RequestInput): HttpRequest {
  const { method, path, parameters, requestBody } = operation;
  const listGiven = (place: Parameter["in"]) =>
    parameters.filter((parameter) => parameter.in === place && input[parameter.name] !== undefined);
  const joinTexts = (place: Parameter["in"]) =>
    Object.fromEntries(listGiven(place).map(({ name }) => [name, [input[name]].flat().map(String).join()]));
  const query = listGiven("query").map((parameter) => serializeQuery(parameter, input[parameter.name]));
  // As a URL has it once it is parsed (URL standard, "special-query percent-encode set").
  const search = query
    .filter((text) => text !== "")
    .join("&")
    .replaceAll("'", "%27");
  const [mediaType] = Object.keys(requestBody?.content ?? {});
  const body = mediaType === undefined || input.body === undefined ? undefined : serializeBody(mediaType, input.body);
  return {
    method: method.toUpperCase(),
    target: expandPath(path, joinTexts("path")) + (search === "" ? "" : `?${search}`),
    headers: {
      ...(body === undefined || mediaType === undefined ? {} : { "content-type": mediaType }),
      ...joinTexts("header"),
    },
    body,
  };
}

function serializeQuery(
  { name, style = "form", explode = style === "form" }: RequestParameter,
  value: unknown,
): string {
  const encodedName = encodeURIComponent(name);
  if (Array.isArray(value)) {
    const options = { style: "form", explode } as const;
    return value.length === 0 ? "" : serializeArrayParam(encodedName, value, options);
  }
  if (typeof value !== "object" || value === null) return serializePrimitiveParam(encodedName, String(value));
  const members = Object.entries(value).map(([key, member]) => [encodeURIComponent(key), member]);
  const options = { style: style === "deepObject" ? "deepObject" : "form", explode } as const;
  return serializeObjectParam(encodedName, Object.fromEntries(members), options);
}

/**
 * A value as the text of a body: JSON, the fields of a form, or the text itself. Of binary content it is the text whose
 * bytes in UTF-8 are the body.
 */
export function serializeBody(mediaType: string, value: unknown): string {
  const kind = getBodyKind(mediaType);
  if (kind === "json") return JSON.stringify(value);
  if (kind !== "form" || typeof value !== "object" || value === null) return String(value);
  const fields = Object.entries(value).flatMap(([name, members]) =>
    [members].flat().map((member): [string, string] => [name, String(member)]),
  );
  return String(new URLSearchParams(fields));
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
