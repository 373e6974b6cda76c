import { fileURLToPath } from "node:url";
import {
  flattenSchema,
  listOperations,
  listSuccessContents,
  type OpenApiDocument,
  type Operation,
} from "@run-summary/openapi";
import { generateCheck } from "./client-checks.ts";
import { type GeneratedFiles, notice } from "./generated-folder.ts";

/** The folder of the generated files, which are committed. */
export const folder: string = fileURLToPath(new URL("../../packages/client/src/generated/", import.meta.url));

/** Generates what the client must know of the document at run time, and an interface with a method for each operation. */
export function generateClientOperations(document: OpenApiDocument): GeneratedFiles {
  const operations = listOperations(document);
  return {
    "operations.gen.ts": generateOperationsFile(document, operations),
    "body-checks.gen.ts": generateChecksFile(
      "bodyChecks",
      "The check of a request body",
      operations.map((operation) => [operation.operationId, generateBodyCheck(document, operation)]),
    ),
    "response-checks.gen.ts": generateChecksFile(
      "responseChecks",
      "The check of a successful response",
      operations.map((operation) => [operation.operationId, generateResponseCheck(document, operation)]),
    ),
  };
}

function generateOperationsFile(document: OpenApiDocument, operations: readonly Operation[]): string {
  const lines = [
    `// ${notice}`,
    "",
    'import type { operations } from "@run-summary/types";',
    'import type { OperationDescription } from "../request/operation-description.ts";',
    'import type { OperationMethod } from "../types/operation-method.ts";',
    "",
    "/** The address of the API in each cloud. */",
    "export const clouds = {",
    ...listClouds(document).map(([cloud, url]) => `  ${JSON.stringify(cloud)}: ${JSON.stringify(url)},`),
    "} as const;",
    "",
    "/** What the client must know of each operation, by operationId. */",
    "export const operationTable: Readonly<Record<string, OperationDescription>> = {",
    ...operations.map((operation) => {
      return `  ${operation.operationId}: ${JSON.stringify(describeOperation(document, operation))},`;
    }),
    "};",
    "",
    "/** A method for each operation of the API. */",
    "export interface OperationMethods {",
    ...operations.flatMap((operation) => [
      ...generateDocComment(operation),
      `  ${operation.operationId}: OperationMethod<operations["${operation.operationId}"]>;`,
    ]),
    "}",
    "",
  ];
  return lines.join("\n");
}

function generateChecksFile(
  name: string,
  description: string,
  checks: readonly (readonly [operationId: string, expression: string | undefined])[],
): string {
  const entries = checks.flatMap(([operationId, expression]) =>
    expression === undefined ? [] : [`  ${operationId}: ${expression},`],
  );
  // The imported functions: the names in the expressions without string literals, keys and JSON's constants.
  const names = entries
    .join("\n")
    .replace(/"(?:[^"\\]|\\.)*"?/g, "")
    .match(/\b(?!(?:null|true|false)\b)[a-z]\w*\b(?!:)/gi);
  return [
    `// ${notice}`,
    "",
    `import { type Check, ${[...new Set(names)].toSorted().join(", ")} } from "../checks/checks.ts";`,
    "",
    `/** ${description}, by operationId. */`,
    `export const ${name}: Readonly<Record<string, Check>> = {`,
    ...entries,
    "};",
    "",
  ].join("\n");
}

function generateBodyCheck(document: OpenApiDocument, { requestBody }: Operation): string | undefined {
  const [content] = Object.values(requestBody?.content ?? {});
  const check = content && generateCheck(document, content.schema);
  return check && (requestBody?.required ? `all(required, ${check})` : `optional(${check})`);
}

function generateResponseCheck(document: OpenApiDocument, operation: Operation): string | undefined {
  const contents = listSuccessContents(operation);
  const [check, ...others] = new Set(contents.map(({ schema }) => generateCheck(document, schema)));
  return others.length > 0 ? `anyOf(${[check, ...others].join(", ")})` : check;
}

function listClouds({ servers = [] }: OpenApiDocument): [cloud: string, url: string][] {
  return (servers as { url: string; "x-cloud": string }[]).map((server) => [server["x-cloud"], server.url]);
}

/** The entry of the operation table: an `OperationDescription` of the client. */
function describeOperation(document: OpenApiDocument, operation: Operation): object {
  const { method, path, parameters, responses } = operation;
  return {
    method,
    path,
    parameters: Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.in])),
    isEntity: isEntity(document, operation),
    ...(Object.keys(responses["200"]?.content ?? { any: {} }).length === 0 && { isEmpty: true }),
  };
}

/** Whether a successful response is always an object without a property `value`. A list has that property. */
function isEntity(document: OpenApiDocument, operation: Operation): boolean {
  const schemas = listSuccessContents(operation).map(({ schema }) => flattenSchema(document, schema));
  return (
    schemas.length > 0 &&
    schemas.every(({ type, properties }) => type === "object" && properties !== undefined && !("value" in properties))
  );
}

function generateDocComment({ summary, description, isDeprecated }: Operation): string[] {
  const text = `${summary}\n\n${description.trim()}${isDeprecated ? "\n\n@deprecated" : ""}`.replaceAll("*/", "*\\/");
  return ["  /**", ...text.split("\n").map((line) => `   * ${line}`.trimEnd()), "   */"];
}
