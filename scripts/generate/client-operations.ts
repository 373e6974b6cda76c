import { fileURLToPath } from "node:url";
import { type OpenApiDocument, type Operation, operationsOf } from "@run-summary/spec";
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
      "What a request body has to pass",
      operations.map(({ operationId, requestBody }) => [operationId, checkOf(document, requestBody)]),
    ),
    "answer-checks.gen.ts": checksFile(
      "answerChecks",
      "What a successful answer has to pass",
      operations.map(({ operationId, responses }) => [operationId, checkOf(document, successWithBody(responses))]),
    ),
  };
}

function operationsFile(document: OpenApiDocument, operations: readonly Operation[]): string {
  const lines = [
    `// ${notice}`,
    "",
    'import type { operations } from "@run-summary/types";',
    'import type { OperationMethod, Operations } from "../operation.ts";',
    "",
    "/** The address of the API in each cloud. */",
    "export const clouds = {",
    ...cloudsOf(document).map(([cloud, url]) => `  ${JSON.stringify(cloud)}: ${JSON.stringify(url)},`),
    "} as const;",
    "",
    "/** Method, path template and the place of each parameter, by operationId. */",
    "export const operationTable: Operations = {",
    ...operations.map((operation) => `  ${operation.operationId}: ${JSON.stringify(tableEntry(operation))},`),
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
  // The functions that the expressions call, which are not in quotes, and are no values.
  const names = entries
    .join("\n")
    .replace(/"(?:[^"\\]|\\.)*"/g, "")
    .match(/\b(?!(?:false|null|true)\b)[a-z]\w*\b(?!:)/gi);
  return [
    `// ${notice}`,
    "",
    `import { type Check, ${[...new Set(names)].toSorted().join(", ")} } from "../checks.ts";`,
    "",
    `/** ${what}, by operationId. */`,
    `export const ${name}: Readonly<Record<string, Check>> = {`,
    ...entries,
    "};",
    "",
  ].join("\n");
}

function checkOf(document: OpenApiDocument, part: { content: Operation["responses"][string]["content"] } | undefined) {
  const [content] = Object.values(part?.content ?? {});
  return content && checkExpression(document, content.schema);
}

function successWithBody(responses: Operation["responses"]): Operation["responses"][string] | undefined {
  const [, response] =
    Object.entries(responses).find(
      ([status, { content }]) => status.startsWith("2") && Object.keys(content).length > 0,
    ) ?? [];
  return response;
}

function cloudsOf({ servers = [] }: OpenApiDocument): [cloud: string, url: string][] {
  return (servers as { url: string; "x-cloud": string }[]).map((server) => [server["x-cloud"], server.url]);
}

function tableEntry({ method, path, parameters }: Operation) {
  return {
    method,
    path,
    parameters: Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.in])),
  };
}

function docComment({ summary, description }: Operation): string[] {
  const text = `${summary}\n\n${description.trim()}`.replaceAll("*/", "*\\/");
  return ["  /**", ...text.split("\n").map((line) => `   * ${line}`.trimEnd()), "   */"];
}
