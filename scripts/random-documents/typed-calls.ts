import {
  getBodyKind,
  listOperations,
  listRequestExamples,
  type OpenApiDocument,
  type Operation,
} from "@run-summary/openapi";

/**
 * A module that calls each method of the client with the examples of the document, and assigns the examples of its successes
 * to what the method returns. It compiles where the types say the same as the document.
 */
export function generateCalls(document: OpenApiDocument): string {
  return [
    'import { createRunSummaryClient, type RunSummaryClient } from "./index.ts";',
    "",
    'const client: RunSummaryClient = createRunSummaryClient({ token: "token" });',
    "",
    "export const calls: readonly (() => Promise<unknown>)[] = [",
    ...listOperations(document).flatMap((operation) =>
      listRequestExamples(operation).map(({ body }) => `  ${formatCall(operation, body)},`),
    ),
    "];",
    "",
    ...listOperations(document).flatMap(formatResults),
    "",
  ].join("\n");
}

function formatCall({ operationId, parameters }: Operation, body: unknown): string {
  const input = parameters.map(({ name, example }) => `${JSON.stringify(name)}: ${JSON.stringify(example)}`);
  if (body !== undefined) input.push(`body: ${JSON.stringify(body)}`);
  return `() => client.${operationId}(${input.length === 0 ? "" : `{ ${input.join(", ")} }`})`;
}

function formatResults(operation: Operation, index: number): string[] {
  // Binary content is a stream.
  const examples = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith("2"))
    .flatMap(([, { content }]) => Object.entries(content))
    .filter(([mediaType]) => getBodyKind(mediaType) !== "binary")
    .flatMap(([, content]) => Object.values(content.examples));
  const type = `Awaited<ReturnType<typeof client.${operation.operationId}>>`;
  return examples.map((example, at) => `export const result${index}At${at}: ${type} = ${JSON.stringify(example)};`);
}
