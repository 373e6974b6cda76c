import type {
  Oas3_1Schema,
  Oas3Example,
  Oas3MediaType,
  Oas3Operation,
  Oas3Parameter,
  Oas3RequestBody,
  Oas3Response,
  Referenced,
} from "@redocly/openapi-core";
import type { OpenApiDocument } from "./document.ts";
import { resolveReference } from "./reference.ts";

/** The methods that an operation may have, as a path item names them. */
export const httpMethods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

export type HttpMethod = (typeof httpMethods)[number];

/** A media type's schema as it stands in the document (a reference, mostly) and its examples' values by name. */
export interface Content {
  readonly schema: Referenced<Oas3_1Schema>;
  readonly examples: Readonly<Record<string, unknown>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly description: string;
  readonly schema: Referenced<Oas3_1Schema>;
  /** How a list or an object is written: `form` or `deepObject` in the query, or another style of OpenAPI. */
  readonly style: string;
  /** Whether each item of a list, or member of an object, is a parameter of its own. */
  readonly explode: boolean;
  /** A value that the parameter takes: its example, or else the first of its enumeration. */
  readonly example: unknown;
}

export interface Header {
  readonly required: boolean;
  readonly description: string;
  readonly schema: Referenced<Oas3_1Schema>;
  /** The first of its examples; `undefined` where it has none. */
  readonly example: unknown;
}

export interface Response {
  readonly description: string;
  readonly headers: Readonly<Record<string, Header>>;
  /** By media type; empty for a response without a body. */
  readonly content: Readonly<Record<string, Content>>;
}

export interface RequestBody {
  readonly required: boolean;
  readonly content: Readonly<Record<string, Content>>;
}

/** An operation of the document with its references resolved, but for those of schemas. */
export interface Operation {
  readonly operationId: string;
  readonly method: HttpMethod;
  /** The path template. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly isDeprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | undefined;
  /** By status: `200`, or a range such as `4XX`. */
  readonly responses: Readonly<Record<string, Response>>;
  readonly tags: readonly string[];
  /** The alternatives, of which one is enough: the scopes of one or more security schemes. */
  readonly security: readonly SecurityRequirement[];
  /** Alternatives that the API's provider has announced, and that may be enough in place of those of `security`. */
  readonly announcedSecurity: readonly SecurityRequirement[];
}

/** The scopes of security schemes that are required together. */
type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

/** The project's own extension of an operation. */
interface ExtendedOperation extends Oas3Operation<Oas3_1Schema> {
  readonly "x-announced-security"?: SecurityRequirement[];
}

/** Whether OpenAPI ignores a header parameter, which the operation describes elsewhere (Parameter Object, `name`). */
export function isIgnoredHeader({ name }: Pick<Parameter, "name">): boolean {
  return ["accept", "authorization", "content-type"].includes(name.toLowerCase());
}

/** The document's operations, in its order. */
export function listOperations(document: OpenApiDocument): readonly Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, referenced]) => {
    const pathItem = resolveReference(document, referenced);
    const keys = Object.keys(pathItem) as (keyof typeof pathItem)[];
    return keys.flatMap((key) => {
      const method = httpMethods.find((candidate) => candidate === key);
      const operation = method && pathItem[method];
      return operation ? [readOperation(document, path, method, operation, pathItem.parameters ?? [])] : [];
    });
  });
}

function readOperation(
  document: OpenApiDocument,
  path: string,
  method: HttpMethod,
  operation: Oas3Operation<Oas3_1Schema>,
  pathParameters: readonly Referenced<Oas3Parameter<Oas3_1Schema>>[],
): Operation {
  const parameters = [...pathParameters, ...(operation.parameters ?? [])].map((parameter) =>
    readParameter(document, resolveReference(document, parameter)),
  );
  // An operation's own parameter replaces the path item's with the same name and place.
  const byKey = new Map(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  return {
    operationId: operation.operationId ?? "",
    method,
    path,
    summary: operation.summary ?? "",
    description: operation.description ?? "",
    isDeprecated: operation.deprecated ?? false,
    parameters: [...byKey.values()],
    requestBody: operation.requestBody && readRequestBody(document, resolveReference(document, operation.requestBody)),
    responses: mapValues(operation.responses ?? {}, (response) =>
      readResponse(document, resolveReference(document, response)),
    ),
    tags: operation.tags ?? [],
    security: operation.security ?? document.security ?? [],
    announcedSecurity: (operation as ExtendedOperation)["x-announced-security"] ?? [],
  };
}

function readParameter(document: OpenApiDocument, parameter: Oas3Parameter<Oas3_1Schema>): Parameter {
  const schema = parameter.schema ?? {};
  const [firstExample] = Object.values(readExamples(document, parameter));
  const place = parameter.in as Parameter["in"];
  // The defaults of the Parameter Object.
  const style = parameter.style ?? (["query", "cookie"].includes(place) ? "form" : "simple");
  return {
    name: parameter.name,
    in: place,
    required: parameter.required ?? false,
    description: parameter.description ?? "",
    schema,
    style,
    explode: parameter.explode ?? style === "form",
    example: firstExample ?? resolveReference(document, schema).enum?.[0],
  };
}

function readRequestBody(document: OpenApiDocument, body: Oas3RequestBody<Oas3_1Schema>): RequestBody {
  return { required: body.required ?? false, content: readContent(document, body.content) };
}

function readResponse(document: OpenApiDocument, response: Oas3Response<Oas3_1Schema>): Response {
  return {
    description: response.description ?? "",
    headers: mapValues(response.headers ?? {}, (referenced) => {
      const header = resolveReference(document, referenced);
      const { required = false, description = "", schema = {} } = header;
      return { required, description, schema, example: Object.values(readExamples(document, header))[0] };
    }),
    content: readContent(document, response.content ?? {}),
  };
}

function readContent(document: OpenApiDocument, content: Record<string, Oas3MediaType<Oas3_1Schema>>) {
  return mapValues(content, (mediaType) => ({
    schema: mediaType.schema ?? {},
    examples: readExamples(document, mediaType),
  }));
}

function readExamples(
  document: OpenApiDocument,
  { example, examples = {} }: { example?: unknown; examples?: Record<string, Referenced<Oas3Example>> },
): Record<string, unknown> {
  const named = mapValues(examples, (referenced) => resolveReference(document, referenced).value);
  return example === undefined ? named : { example, ...named };
}

/** The operation's response to a status: its own, that of its range, or the default one. */
export function findResponse({ responses }: Pick<Operation, "responses">, status: number): Response | undefined {
  return responses[status] ?? responses[`${String(status)[0]}XX`] ?? responses.default;
}

/** The first status from 200 to 299 that the operation documents, or else the first redirect; `undefined` where it documents none. */
export function findSuccessStatus({ responses }: Pick<Operation, "responses">): number | undefined {
  const statuses = Object.keys(responses);
  const status =
    statuses.find((candidate) => /^2\d\d$/.test(candidate)) ?? statuses.find((candidate) => /^3\d\d$/.test(candidate));
  return status === undefined ? undefined : Number(status);
}

/** The contents of the operation's documented successes. */
export function listSuccessContents({ responses }: Pick<Operation, "responses">): Content[] {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  return successes.flatMap(([, { content }]) => Object.values(content));
}

function mapValues<From, To>(record: Record<string, From>, to: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}
