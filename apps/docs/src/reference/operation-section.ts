import {
  buildRequest,
  type Content,
  flattenSchema,
  getBodyKind,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Response,
  resolveReference,
  serializeBody,
} from "@run-summary/openapi";
import { showOptionNames } from "../samples/call.ts";
import { createSamples, type Sample } from "../samples/samples.ts";
import { formatOperationAnchor } from "./anchors.ts";
import { formatCode, formatCodeBlock, formatHeading, formatTable, joinBlocks } from "./markdown.ts";
import { createPropertyRows, createSchemaTables } from "./schema-table.ts";
import { formatType } from "./schema-type.ts";

/** All that the document says about an operation, with the operation's samples. */
export function createOperationSection(document: OpenApiDocument, operation: Operation): string {
  const { operationId, method, path, summary, description, isDeprecated } = operation;
  return joinBlocks([
    formatHeading(2, summary, formatOperationAnchor(operation)),
    formatCodeBlock("http", `${method.toUpperCase()} ${path}`),
    isDeprecated ? "**Deprecated.**" : "",
    description,
    formatLink(findSource(document, operation)?.externalDocs),
    `[Try it in the console](console.html?operation=${encodeURIComponent(operationId)})`,
    createParameterTable(document, operation),
    createRequestBodySection(document, operation),
    "### Samples",
    ...listFirstSamples(document, operation).flatMap(({ label, lang, source }) => [
      label,
      formatCodeBlock(lang.toLowerCase(), source),
    ]),
    "### Responses",
    ...Object.keys(operation.responses).map((status) => createResponseSection(document, operation, status)),
  ]);
}

/** The samples with the first request example, in each language. The others differ in the body, which the page shows anyway. */
function listFirstSamples(document: OpenApiDocument, operation: Operation): Sample[] {
  const samples = createSamples(document, operation);
  return samples.filter(({ example }) => example === samples[0]?.example);
}

/** A link to external documentation; empty where there is none. */
export function formatLink(docs: { url: string; description?: string } | undefined): string {
  return docs ? `[${docs.description ?? docs.url}](${docs.url})` : "";
}

/** The operation as it stands in the document. It says some things that `Operation` leaves out. */
function findSource(document: OpenApiDocument, { method, path }: Operation) {
  return resolveReference(document, document.paths?.[path] ?? {})[method];
}

function createParameterTable(document: OpenApiDocument, { parameters }: Operation): string {
  const rows = parameters.flatMap((parameter) => createParameterRows(document, parameter));
  return rows.length === 0
    ? ""
    : joinBlocks(["### Parameters", formatTable(["Name", "In", "Type", "Description"], rows)]);
}

/** A row for the parameter, and one for each property of an object in the query. */
function createParameterRows(document: OpenApiDocument, parameter: Parameter): string[][] {
  const { name, in: place, schema, required, description, style, explode } = parameter;
  const isList = flattenSchema(document, schema).type === "array";
  const type = [
    formatType(document, schema),
    ...(required ? ["required"] : []),
    ...(isList && !explode ? ["separated by commas"] : []),
  ];
  const example = formatParameterExample(parameter);
  const text = `${description.trim()}${example === "" ? "" : ` Example: ${formatCode(example)}`}`;
  const memberRows =
    style === "deepObject" ? createPropertyRows(document, schema, (member) => `${name}[${member}]`) : [];
  return [
    [formatCode(name), place, type.join("; "), text],
    ...memberRows.map(([path = "", memberType = "", memberText = ""]) => [path, place, memberType, memberText]),
  ];
}

/** The example; that of a list or an object as it stands in the query. */
function formatParameterExample(parameter: Parameter): string {
  const { name, in: place, example } = parameter;
  if (typeof example !== "object" || example === null) return example === undefined ? "" : String(example);
  const { target, headers } = buildRequest({ method: "get", path: "", parameters: [parameter] }, { [name]: example });
  return place === "query" ? showOptionNames(target).slice(1) : (headers[name] ?? [example].flat().join());
}

function createRequestBodySection(document: OpenApiDocument, operation: Operation): string {
  const { requestBody } = operation;
  const source = findSource(document, operation)?.requestBody;
  if (requestBody === undefined || source === undefined) return "";
  const { description = "", content } = resolveReference(document, source);
  return joinBlocks([
    `### Request body${requestBody.required ? "" : ", optional"}`,
    description,
    ...Object.entries(requestBody.content).flatMap(([mediaType, { schema }]) => {
      const tables = createSchemaTables(document, schema);
      const type = tables === "" ? `, ${formatBodyType(document, mediaType, schema)}` : "";
      return [`Content-Type: \`${mediaType}\`${type}`, tables];
    }),
    ...createExamples(document, requestBody.content, content),
  ]);
}

function createResponseSection(document: OpenApiDocument, operation: Operation, status: string): string {
  const { description = "", content = {}, headers = {} } = operation.responses[status] ?? {};
  const source = resolveReference(document, findSource(document, operation)?.responses[status] ?? { description });
  return joinBlocks([
    `#### ${status}`,
    description,
    formatTable(["Header", "Type", "Description"], createHeaderRows(document, headers)),
    ...Object.entries(content).map(
      ([mediaType, { schema }]) => `Body: ${formatBodyType(document, mediaType, schema)}, \`${mediaType}\``,
    ),
    ...createExamples(document, content, source.content),
  ]);
}

function formatBodyType(document: OpenApiDocument, mediaType: string, schema: object): string {
  return getBodyKind(mediaType) === "binary" ? "binary content" : formatType(document, schema);
}

function createHeaderRows(document: OpenApiDocument, headers: Response["headers"]): string[][] {
  return Object.entries(headers).map(([name, { description, required, schema, example }]) => [
    formatCode(name),
    [formatType(document, schema), ...(required ? ["always"] : [])].join("; "),
    `${description.trim()}${example === undefined ? "" : ` Example: ${formatCode(String(example))}`}`,
  ]);
}

function createExamples(
  document: OpenApiDocument,
  content: Readonly<Record<string, Content>>,
  source: Record<string, { examples?: Record<string, object> }> = {},
): string[] {
  return Object.entries(content).flatMap(([mediaType, { examples }]) =>
    Object.entries(examples).flatMap(([name, value]) => {
      const example = source[mediaType]?.examples?.[name] ?? {};
      const { summary = name } = resolveReference<{ summary?: string }>(document, example);
      return [summary === "example" ? "Example:" : `Example: ${summary}`, formatBody(mediaType, value)];
    }),
  );
}

function formatBody(mediaType: string, value: unknown): string {
  return ["json", "multipart"].includes(getBodyKind(mediaType))
    ? formatCodeBlock("json", JSON.stringify(value, null, 2))
    : formatCodeBlock("", serializeBody(mediaType, value));
}
