import { type Content, type OpenApiDocument, type Operation, operationsOf, resolve } from "@run-summary/spec";
import { samplesOf } from "./samples/samples.ts";
import { schemaId, schemaName, schemaTable, table, typeOf } from "./schema-table.ts";

/**
 * The whole reference in Markdown, from the document alone. A heading's id follows it in braces; those of tags and
 * operations are Redoc's, so that a link to one leads there with and without Redoc.
 */
export function referenceOf(document: OpenApiDocument): string {
  const { summary, description } = infoOf(document);
  const sections = [
    ...[summary, description, linkTo(document.externalDocs)],
    commonSections(document),
    ...groupsOf(document).flatMap(({ id, title, description, operations }) => [
      ...[`## ${title} {#${id}}`, description],
      ...operations.map((operation) => operationText(document, operation)),
    ]),
    schemas(document),
  ];
  return joined(sections);
}

/** The Markdown as others read it: without the headings' ids. */
export function withoutIds(markdown: string): string {
  return markdown.replace(/^(#+ .*) \{#.*\}$/gm, "$1");
}

/** The version, and what holds for all operations, in sections whose ids are those that Redoc gives to sections of a description. */
export function commonSections(document: OpenApiDocument): string {
  const version = `Version ${infoOf(document).version} of this description.`;
  return joined([version, clouds(document), throttling(document), authorization(document)]);
}

/** What the document says of itself; empty where it does not. */
export function infoOf(document: OpenApiDocument): Record<"title" | "summary" | "description" | "version", string> {
  return { title: "", summary: "", description: "", version: "", ...document.info };
}

/** The operations by their tag, with the id of each one's heading. */
export function groupsOf(document: OpenApiDocument): {
  id: string;
  title: string;
  description: string;
  operations: readonly Operation[];
}[] {
  const groups = Map.groupBy(operationsOf(document), ({ tags: [tag = ""] }) => tag);
  return [...groups].map(([tag, operations]) => {
    const { description = "", "x-displayName": title = tag } = document.tags?.find(({ name }) => name === tag) ?? {};
    return { id: tagId(tag), title: String(title), description, operations };
  });
}

/** The id of an operation's heading. */
export function operationIdOf({ tags: [tag = ""], operationId }: Operation): string {
  return `${tagId(tag)}/${operationId.toLowerCase()}`;
}

function tagId(tag: string): string {
  return `/${tag.toLowerCase().replaceAll(" ", "-")}`;
}

function joined(parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join("\n\n");
}

function linkTo(docs: { url: string; description?: string } | undefined): string {
  return docs ? `[${docs.description ?? docs.url}](${docs.url})` : "";
}

function clouds({ servers = [] }: OpenApiDocument): string {
  const rows = servers.map(({ url, description = "" }) => [description, `\`${url}\``]);
  return joined(["## Clouds {#/section/clouds}", table(["Cloud", "Address"], rows)]);
}

function throttling(document: OpenApiDocument): string {
  const limits = throttlingTable(document);
  return limits === "" ? "" : joined(["## Throttling {#/section/throttling}", limits]);
}

/** What the service takes from an app and tenant, as a table; empty where the document does not say. */
export function throttlingTable(document: OpenApiDocument): string {
  const { "x-throttling": throttling = {} } = document as { "x-throttling"?: Record<string, number> };
  const { windowSeconds, ...limits } = throttling;
  // As `toLocaleString("en")` writes whole numbers, which they are by the lint; that would load Intl before redocly starts.
  const rows = Object.entries(limits).map(([what, limit]) => [what, String(limit).replace(/\B(?=(\d{3})+$)/g, ",")]);
  return table(["Of one app and tenant", `in ${windowSeconds} seconds, at most`], rows);
}

function operationText(document: OpenApiDocument, operation: Operation): string {
  const { operationId, method, path, summary, description, parameters, requestBody, responses } = operation;
  const source = resolve(document, document.paths?.[path] ?? {})[method];
  const sourceBody = source?.requestBody && resolve(document, source.requestBody);
  const rows = parameters.map((parameter) => [
    `\`${parameter.name}\``,
    parameter.in,
    [typeOf(document, parameter.schema), ...(parameter.required ? ["required"] : [])].join("; "),
    `${parameter.description.trim()} Example: \`${String(parameter.example)}\``,
  ]);
  return joined([
    `### ${summary} {#${operationIdOf(operation)}}`,
    `\`\`\`http\n${method.toUpperCase()} ${path}\n\`\`\``,
    ...[description, linkTo(source?.externalDocs), `[Try it in the console](console.html?operation=${operationId})`],
    rows.length > 0 ? "#### Parameters" : "",
    table(["Name", "In", "Type", "Description"], rows),
    requestBody ? `#### Request body${requestBody.required ? "" : ", optional"}` : "",
    sourceBody?.description ?? "",
    ...Object.entries(requestBody?.content ?? {}).flatMap(([mediaType, { schema }]) => [
      `Content-Type: \`${mediaType}\``,
      schemaTable(document, schema),
    ]),
    ...examplesOf(document, requestBody?.content, sourceBody?.content),
    "#### Responses",
    ...Object.entries(responses).map(([status, { description, content }]) => {
      const sourceResponse = resolve(document, source?.responses[status] ?? { description });
      return joined([
        `##### ${status}`,
        description,
        table(["Header", "Type", "Description"], headerRows(document, sourceResponse.headers ?? {})),
        ...Object.entries(content).map(([type, { schema }]) => `Body: ${typeOf(document, schema)}, \`${type}\``),
        ...examplesOf(document, content, sourceResponse.content),
      ]);
    }),
    "#### Samples",
    ...samplesOf(document)
      .filter((sample) => sample.operationId === operationId)
      .map(({ label, lang, source }) => `${label}\n\n${fenced(lang.toLowerCase(), source)}`),
  ]);
}

type Headers = Parameters<typeof resolve<{ description?: string; required?: boolean; schema?: object }>>[1];

function headerRows(document: OpenApiDocument, headers: Record<string, Headers>): string[][] {
  return Object.entries(headers).map(([name, referenced]) => {
    const { description = "", required, schema = {} } = resolve(document, referenced);
    return [`\`${name}\``, [typeOf(document, schema), ...(required ? ["always"] : [])].join("; "), description];
  });
}

type Source = Record<string, { examples?: Record<string, object> }>;

function examplesOf(document: OpenApiDocument, content: Readonly<Record<string, Content>> = {}, source: Source = {}) {
  return Object.entries(content).flatMap(([mediaType, { examples }]) =>
    Object.entries(examples).map(([name, value]) => {
      const { summary = name } = resolve<{ summary?: string }>(document, source[mediaType]?.examples?.[name] ?? {});
      return `Example: ${summary}\n\n${fenced("json", JSON.stringify(value, null, 2))}`;
    }),
  );
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function authorization(document: OpenApiDocument): string {
  const schemes = Object.entries(document.components?.securitySchemes ?? {}).map(([name, referenced]) => {
    const scheme = resolve(document, referenced);
    const flows = Object.entries("flows" in scheme ? (scheme.flows ?? {}) : {});
    return joined([
      `**${name}**`,
      scheme.description ?? "",
      ...flows.flatMap(([flow, { scopes = {}, ...addresses }]) => [
        table(
          [flow, "Address"],
          Object.entries(addresses).map(([key, url]) => [key, `\`${url}\``]),
        ),
        table(
          ["Permission", "What it allows"],
          Object.entries(scopes).map(([scope, text]) => [`\`${scope}\``, text]),
        ),
      ]),
    ]);
  });
  return joined(["## Authorization {#/section/authorization}", ...schemes]);
}

function schemas(document: OpenApiDocument): string {
  const named = Object.keys(document.components?.schemas ?? {}).map((name) => {
    const schema = { $ref: `#/components/schemas/${name}` };
    const { description = "" } = resolve<{ description?: string }>(document, schema as never);
    return joined([
      `### ${name} {#${schemaId(schemaName(schema) ?? name)}}`,
      description,
      schemaTable(document, schema),
    ]);
  });
  return joined(["## Schemas {#/schemas}", ...named]);
}
