import { createExampleInput, type OpenApiDocument, type Operation } from "@run-summary/openapi";
import { createThrottlingTable } from "../reference/common-sections.ts";
import { formatOperationAddress, groupOperations, type TagGroup } from "../reference/info.ts";
import { formatTable } from "../reference/markdown.ts";
import { createSamples } from "../samples/samples.ts";

/**
 * What guides may say about the API, by name: facts about all operations, and samples of the first that reads and writes. A
 * fact is undefined if the document has no such operation.
 */
export function createGuideFacts(document: OpenApiDocument): Record<string, string | undefined> {
  const groups = groupOperations(document);
  const operations = groups.flatMap((group) => group.operations);
  const read = operations.find(({ method }) => method === "get");
  const write = operations.find(({ requestBody }) => requestBody !== undefined);
  return {
    permissions: createPermissionTable(groups),
    throttling: createThrottlingTable(document),
    ...createCallFacts(document, "read", read),
    ...createCallFacts(document, "write", write),
  };
}

/** A row for each permission, with the operations that need no more. There are few permissions, and may be many operations. */
function createPermissionTable(groups: readonly TagGroup[]): string {
  const operations = groups.flatMap((group) =>
    group.operations.map((operation) => {
      const [leastPrivileged = {}] = operation.security;
      return {
        permission: Object.values(leastPrivileged).flat().join(", "),
        link: `[${operation.summary}](${formatOperationAddress(group, operation)})`,
      };
    }),
  );
  const rows = [...Map.groupBy(operations, ({ permission }) => permission)].map(([permission, uses]) => [
    permission,
    uses.map(({ link }) => link).join(", "),
  ]);
  return formatTable(["Least privileged permission", "Operations"], rows);
}

function createCallFacts(
  document: OpenApiDocument,
  role: string,
  operation: Operation | undefined,
): Record<string, string | undefined> {
  if (operation === undefined) return { [`${role} call`]: undefined, [`${role} in curl`]: undefined };
  const { operationId, requestBody } = operation;
  const values = Object.entries(createExampleInput(operation)).map(
    ([name, value]) => `${/^[\w$]+$/.test(name) ? name : JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  const input = [...values, ...(requestBody ? ["body"] : [])];
  const samples = createSamples(document, operation);
  return {
    [`${role} call`]: `${operationId}(${input.length === 0 ? "" : `{ ${input.join(", ")} }`})`,
    [`${role} in curl`]: samples.find(({ lang }) => lang === "curl")?.source,
  };
}
