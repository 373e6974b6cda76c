import { fileURLToPath } from "node:url";
import { type OpenApiDocument, type Operation, operationsOf } from "@run-summary/spec";
import { type GeneratedFiles, notice, runGenerator } from "@run-summary/spec/generated-folder";
import { bundleSource } from "@run-summary/spec/source";

export const folder: string = fileURLToPath(new URL("./src/generated/", import.meta.url));

/** What the client has to know of the document at run time, and an interface with a method for each operation. */
export function generateClient(document: OpenApiDocument): GeneratedFiles {
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

function tableEntry({ operationId, method, path, parameters }: Operation) {
  const places: Record<string, string> = {};
  for (const parameter of parameters) {
    if (parameter.name === "body" || parameter.name in places) {
      throw new Error(
        `The parameter \`${parameter.name}\` (in: ${parameter.in}) of ${operationId} would hide ${parameter.name === "body" ? "the request body" : "another parameter of that name"}, ` +
          "since a method of the client takes all in one object. Give it another name in spec/.",
      );
    }
    places[parameter.name] = parameter.in;
  }
  return { method, path, parameters: places };
}

function docComment({ summary, description }: Operation): string[] {
  const text = `${summary}\n\n${description.trim()}`.replaceAll("*/", "*\\/");
  return ["  /**", ...text.split("\n").map((line) => `   * ${line}`.trimEnd()), "   */"];
}

if (import.meta.main) await runGenerator(folder, async () => generateClient(await bundleSource()));
