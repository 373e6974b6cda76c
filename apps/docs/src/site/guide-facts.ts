import { createExampleInput, listOperations, type OpenApiDocument, type Operation } from "@run-summary/openapi";
import { formatOperationAnchor } from "../reference/anchors.ts";
import { createThrottlingTable } from "../reference/common-sections.ts";
import { formatTable } from "../reference/markdown.ts";
import { createSamples } from "../samples/samples.ts";

/** What guides may say about the API, by name: facts about all operations, and samples of the first that reads and writes. */
export function createGuideFacts(document: OpenApiDocument): Record<string, string> {
  const operations = listOperations(document);
  const read = operations.find(({ method }) => method === "get");
  const write = operations.find(({ requestBody }) => requestBody !== undefined);
  return {
    permissions: createPermissionTable(operations),
    throttling: createThrottlingTable(document),
    ...(read && createCallFacts(document, "read", read)),
    ...(write && createCallFacts(document, "write", write)),
  };
}

function createPermissionTable(operations: readonly Operation[]): string {
  const rows = operations.map((operation) => {
    const [leastPrivileged = {}] = operation.security;
    return [
      `[${operation.summary}](index.html#${formatOperationAnchor(operation)})`,
      Object.values(leastPrivileged).flat().join(", "),
    ];
  });
  return formatTable(["Operation", "Least privileged permission"], rows);
}

function createCallFacts(document: OpenApiDocument, role: string, operation: Operation): Record<string, string> {
  const { operationId, requestBody } = operation;
  const values = Object.entries(createExampleInput(operation)).map(
    ([name, value]) => `${/^[\w$]+$/.test(name) ? name : JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  const input = [...values, ...(requestBody ? ["body"] : [])].join(", ");
  const samples = createSamples(document).filter((sample) => sample.operationId === operationId);
  return {
    [`${role} call`]: `${operationId}({ ${input} })`,
    // The later entry wins, so this keeps the sample of the first example.
    ...Object.fromEntries(samples.reverse().map(({ lang, source }) => [`${role} in ${lang}`, source])),
  };
}
