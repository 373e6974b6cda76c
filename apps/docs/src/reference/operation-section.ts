import { type Content, type OpenApiDocument, type Operation, resolveReference } from "@run-summary/openapi";
import { createSamples } from "../samples/samples.ts";
import { formatOperationAnchor } from "./anchors.ts";
import { formatCodeBlock, formatHeading, formatTable, joinBlocks } from "./markdown.ts";
import { createSchemaTable } from "./schema-table.ts";
import { formatType } from "./schema-type.ts";

/** All that the document says about an operation, with the operation's samples. */
export function createOperationSection(document: OpenApiDocument, operation: Operation): string {
  const { operationId, method, path, summary, description } = operation;
  const samples = createSamples(document).filter((sample) => sample.operationId === operationId);
  return joinBlocks([
    formatHeading(3, summary, formatOperationAnchor(operation)),
    formatCodeBlock("http", `${method.toUpperCase()} ${path}`),
    description,
    formatLink(findSource(document, operation)?.externalDocs),
    `[Try it in the console](console.html?operation=${operationId})`,
    createParameterTable(document, operation),
    createRequestBodySection(document, operation),
    "#### Responses",
    ...Object.keys(operation.responses).map((status) => createResponseSection(document, operation, status)),
    "#### Samples",
    ...samples.flatMap(({ label, lang, source }) => [label, formatCodeBlock(lang.toLowerCase(), source)]),
  ]);
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
  const rows = parameters.map((parameter) => [
    `\`${parameter.name}\``,
    parameter.in,
    [formatType(document, parameter.schema), ...(parameter.required ? ["required"] : [])].join("; "),
    `${parameter.description.trim()} Example: \`${String(parameter.example)}\``,
  ]);
  return rows.length === 0
    ? ""
    : joinBlocks(["#### Parameters", formatTable(["Name", "In", "Type", "Description"], rows)]);
}

function createRequestBodySection(document: OpenApiDocument, operation: Operation): string {
  const { requestBody } = operation;
  const source = findSource(document, operation)?.requestBody;
  if (requestBody === undefined || source === undefined) return "";
  const { description = "", content } = resolveReference(document, source);
  return joinBlocks([
    `#### Request body${requestBody.required ? "" : ", optional"}`,
    description,
    ...Object.entries(requestBody.content).flatMap(([mediaType, { schema }]) => [
      `Content-Type: \`${mediaType}\``,
      createSchemaTable(document, schema),
    ]),
    ...createExamples(document, requestBody.content, content),
  ]);
}

function createResponseSection(document: OpenApiDocument, operation: Operation, status: string): string {
  const { description = "", content = {} } = operation.responses[status] ?? {};
  const source = resolveReference(document, findSource(document, operation)?.responses[status] ?? { description });
  return joinBlocks([
    `##### ${status}`,
    description,
    formatTable(["Header", "Type", "Description"], createHeaderRows(document, source.headers ?? {})),
    ...Object.entries(content).map(([type, { schema }]) => `Body: ${formatType(document, schema)}, \`${type}\``),
    ...createExamples(document, content, source.content),
  ]);
}

type Headers = Record<
  string,
  Parameters<typeof resolveReference<{ description?: string; required?: boolean; schema?: object }>>[1]
>;

function createHeaderRows(document: OpenApiDocument, headers: Headers): string[][] {
  return Object.entries(headers).map(([name, referenced]) => {
    const { description = "", required, schema = {} } = resolveReference(document, referenced);
    return [`\`${name}\``, [formatType(document, schema), ...(required ? ["always"] : [])].join("; "), description];
  });
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
      return [`Example: ${summary}`, formatCodeBlock("json", JSON.stringify(value, null, 2))];
    }),
  );
}
