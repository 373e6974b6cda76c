import {
  type BodyKind,
  type Content,
  flattenSchema,
  getBodyKind,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type RequestBody,
  serializeBody,
} from "@run-summary/openapi";
import { groupOperations, listServers } from "../reference/info.ts";
import { type Credential, listCredentials } from "../samples/credentials.ts";

/** What the console knows about the API. A script of the console's page has it as the constant `consoleDefinition`. */
export interface Definition {
  /** The servers whose whole address the document has. */
  readonly servers: readonly { readonly url: string; readonly name: string }[];
  /** The path of the first server. The mock has the same. */
  readonly basePath: string;
  readonly operations: readonly ConsoleOperation[];
}

export interface ConsoleOperation extends Pick<Operation, "operationId" | "method" | "path" | "summary"> {
  /** The title of its tag. */
  readonly group: string;
  readonly parameters: readonly ConsoleParameter[];
  readonly body: ConsoleBody | undefined;
  readonly credentials: readonly Credential[];
}

export interface ConsoleParameter extends Pick<Parameter, "name" | "in" | "required" | "style" | "explode"> {
  /** What its field takes: a value, one value a line, or one `name=value` a line. */
  readonly kind: "value" | "list" | "object";
  /** The content of the field with the example. */
  readonly example: string;
}

export interface ConsoleBody {
  readonly mediaType: string;
  readonly kind: BodyKind;
  readonly isRequired: boolean;
  /** The examples as the field contains them, by name. A form has one `name=value` a line. */
  readonly examples: Readonly<Record<string, string>>;
}

/** The part of the document that the console needs. */
export function createDefinition(document: OpenApiDocument): Definition {
  const servers = listServers(document);
  return {
    servers: servers
      .filter(({ isRelative }) => !isRelative)
      .map(({ url, description }) => ({ url, name: description === "" ? url : `${description}, ${url}` })),
    basePath: servers[0] === undefined ? "" : new URL(servers[0].url).pathname.replace(/\/$/, ""),
    operations: groupOperations(document).flatMap(({ title, operations }) =>
      operations.map((operation) => ({ group: title, ...createOperation(document, operation) })),
    ),
  };
}

function createOperation(document: OpenApiDocument, operation: Operation): Omit<ConsoleOperation, "group"> {
  const { operationId, method, path, summary, parameters, requestBody } = operation;
  return {
    ...{ operationId, method, path, summary },
    parameters: parameters
      .filter((parameter) => parameter.in !== "cookie")
      .map((parameter) => createParameter(document, parameter)),
    body: requestBody && createBody(requestBody),
    credentials: listCredentials(document, operation),
  };
}

function createParameter(document: OpenApiDocument, parameter: Parameter): ConsoleParameter {
  const { name, in: place, required, schema, style, explode, example = "" } = parameter;
  const { type } = flattenSchema(document, schema);
  const kind = type === "array" ? "list" : type === "object" ? "object" : "value";
  return { name, in: place, required, style, explode, kind, example: formatField(kind, example) };
}

function formatField(kind: ConsoleParameter["kind"], example: unknown): string {
  if (kind === "list") return [example].flat().join("\n");
  return kind === "object" ? formatMembers(example) : String(example);
}

function createBody({ required, content }: RequestBody): ConsoleBody | undefined {
  const [first] = Object.entries<Content>(content);
  if (first === undefined) return undefined;
  const [mediaType, { examples }] = first;
  const kind = getBodyKind(mediaType);
  const format = (example: unknown): string => {
    if (kind === "json" || kind === "multipart") return JSON.stringify(example, null, 2);
    return kind === "form" ? formatMembers(example) : serializeBody(mediaType, example);
  };
  const texts = Object.entries(examples).map(([name, example]) => [name, format(example)]);
  return { mediaType, kind, isRequired: required, examples: Object.fromEntries(texts) };
}

/** The object with one `name=value` a line. A list has several lines. */
function formatMembers(value: unknown): string {
  const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return members.flatMap(([name, values]) => [values].flat().map((one) => `${name}=${one}`)).join("\n");
}
