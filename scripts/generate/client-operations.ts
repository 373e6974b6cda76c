import { fileURLToPath } from "node:url";
import { type Content, flatSchema, type OpenApiDocument, type Operation, operationsOf } from "@run-summary/spec";
import { checkExpression } from "./client-checks.ts";
import { type GeneratedFiles, notice } from "./generated-folder.ts";

/** Where the generated operations are committed. */
export const folder: string = fileURLToPath(new URL("../../packages/client/src/generated/", import.meta.url));

/** What the client has to know of the document at run time, and an interface with a method for each operation. */
export function generateClientOperations(document: OpenApiDocument): GeneratedFiles {
  const operations = operationsOf(document);
  return {
    "operations.gen.ts": operationsFile(document, operations),
    "body-checks.gen.ts": checksFile(
      "bodyChecks",
      "The check of a request body",
      operations.map(({ operationId, requestBody }) => [operationId, bodyCheckOf(document, requestBody)]),
    ),
    "response-checks.gen.ts": checksFile(
      "responseChecks",
      "The check of a successful response",
      operations.map(({ operationId, responses }) => [operationId, answerCheckOf(document, responses)]),
    ),
  };
}

function operationsFile(document: OpenApiDocument, operations: readonly Operation[]): string {
  const lines = [
    `// ${notice}`,
    "",
    'import type { operations } from "@run-summary/types";',
    'import type { OperationDescription } from "../request/operation-description.ts";',
    'import type { OperationMethod } from "../types/operation-method.ts";',
    "",
    "/** The address of the API in each cloud. */",
    "export const clouds = {",
    ...cloudsOf(document).map(([cloud, url]) => `  ${JSON.stringify(cloud)}: ${JSON.stringify(url)},`),
    "} as const;",
    "",
    "/** What the client must know of each operation, by operationId. */",
    "export const operationTable: Readonly<Record<string, OperationDescription>> = {",
    ...operations.map((operation) => `  ${operation.operationId}: ${JSON.stringify(tableEntry(document, operation))},`),
    "};",
    "",
    "/** A method for each operation of the API. */",
    "export interface OperationMethods {",
    ...operations.flatMap((operation) => [
      ...docComment(operation),
      `  ${operation.operationId}: OperationMethod<operations["${operation.operationId}"]>;`,
    ]),
    "}",
    "",
  ];
  return lines.join("\n");
}

function checksFile(
  name: string,
  what: string,
  checks: readonly (readonly [operationId: string, expression: string | undefined])[],
): string {
  const entries = checks.flatMap(([operationId, expression]) =>
    expression === undefined ? [] : [`  ${operationId}: ${expression},`],
  );
  // The functions that the expressions call: not what is in quotes, and not the constants of JSON.
  const names = entries
    .join("\n")
    .replace(/"(?:[^"\\]|\\.)*"/g, "")
    .match(/\b(?!(?:null|true|false)\b)[a-z]\w*\b(?!:)/gi);
  return [
    `// ${notice}`,
    "",
    `import { type Check, ${[...new Set(names)].toSorted().join(", ")} } from "../checks/checks.ts";`,
    "",
    `/** ${what}, by operationId. */`,
    `export const ${name}: Readonly<Record<string, Check>> = {`,
    ...entries,
    "};",
    "",
  ].join("\n");
}

function bodyCheckOf(document: OpenApiDocument, requestBody: Operation["requestBody"]): string | undefined {
  const [content] = Object.values(requestBody?.content ?? {});
  const check = content && checkExpression(document, content.schema);
  return check && (requestBody?.required ? `all(required, ${check})` : `optional(${check})`);
}

function answerCheckOf(document: OpenApiDocument, responses: Operation["responses"]): string | undefined {
  const [check, ...others] = new Set(successesOf(responses).map(({ schema }) => checkExpression(document, schema)));
  return others.length > 0 ? `anyOf(${[check, ...others].join(", ")})` : check;
}

function successesOf(responses: Operation["responses"]): Content[] {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  return successes.flatMap(([, { content }]) => Object.values(content));
}

function cloudsOf({ servers = [] }: OpenApiDocument): [cloud: string, url: string][] {
  return (servers as { url: string; "x-cloud": string }[]).map((server) => [server["x-cloud"], server.url]);
}

function tableEntry(document: OpenApiDocument, { method, path, parameters, responses }: Operation) {
  return {
    method,
    path,
    parameters: Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.in])),
    isEntity: isEntity(document, responses),
    ...(Object.keys(responses["200"]?.content ?? { any: {} }).length === 0 && { isEmpty: true }),
  };
}

// An object; but not one that has a `value` of its own, as a list has, or that may be null.
function isEntity(document: OpenApiDocument, responses: Operation["responses"]): boolean {
  const schemas = successesOf(responses).map(({ schema }) => flatSchema(document, schema));
  return (
    schemas.length > 0 &&
    schemas.every(({ type, properties }) => type === "object" && properties !== undefined && !("value" in properties))
  );
}

function docComment({ summary, description, isDeprecated }: Operation): string[] {
  const text = `${summary}\n\n${description.trim()}${isDeprecated ? "\n\n@deprecated" : ""}`.replaceAll("*/", "*\\/");
  return ["  /**", ...text.split("\n").map((line) => `   * ${line}`.trimEnd()), "   */"];
}
