import { fileURLToPath } from "node:url";
import { type OpenApiDocument, type Operation, operationsOf } from "@run-summary/spec";
import { type GeneratedFiles, notice } from "./generated-folder.ts";

/** Where the generated operations are committed. */
export const folder: string = fileURLToPath(new URL("../../packages/client/src/generated/", import.meta.url));

/** What the client has to know of the document at run time, and an interface with a method for each operation. */
export function generateClientOperations(document: OpenApiDocument): GeneratedFiles {
  const operations = operationsOf(document);
  const lines = [
    `// ${notice}`,
    "",
    'import type { operations } from "@run-summary/types";',
    'import type { OperationMethod, Operations } from "../operation.ts";',
    "",
    "/** The address of the API where the client is given no other: the first of the document's servers. */",
    `export const defaultBaseUrl: string = ${JSON.stringify(document.servers?.[0]?.url)};`,
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
  return { "operations.gen.ts": lines.join("\n") };
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
