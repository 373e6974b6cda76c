import { createExampleInput, type OpenApiDocument, type Operation } from "@run-summary/openapi";
import { createThrottlingTable } from "../reference/common-sections.ts";
import { formatOperationAddress, groupOperations, type TagGroup } from "../reference/info.ts";
import { formatCode, formatTable } from "../reference/markdown.ts";
import { createSamples } from "../samples/samples.ts";

/** Facts of the document by their names in guides. A fact is undefined if the document lacks its operation or parameter. */
export type GuideFacts = (name: string) => string | undefined;

/**
 * What guides may say about the API: facts about all operations, about a call that reads an object and one that updates the same
 * object, and about an operation by its operationId.
 *
 * @throws {Error} (the returned function) where there is no such fact.
 */
export function createGuideFacts(document: OpenApiDocument): GuideFacts {
  const groups = groupOperations(document);
  const operations = groups.flatMap((group) => group.operations);
  const findRead = ({ path }: Operation) => operations.find((other) => other.method === "get" && other.path === path);
  const write = operations.find((operation) => operation.method === "patch" && findRead(operation));
  const read = (write && findRead(write)) ?? operations.find(({ method }) => method === "get");
  const facts: Readonly<Record<string, string | undefined>> = {
    permissions: createPermissionTable(groups),
    throttling: createThrottlingTable(document),
    "read call": read && formatCall(read),
    "read in curl": read && formatCurl(document, read),
    "write call": write && formatCall(write),
    "write in curl": write && formatCurl(document, write),
  };
  return (name) => {
    if (Object.hasOwn(facts, name)) return facts[name];
    const [, what = "", operationId = "", , values = ""] = /^(\w+) (\S+)( with (.+))?$/.exec(name) ?? [];
    const operation = operations.find((candidate) => candidate.operationId === operationId);
    if (what === "link") return operation && formatLink(groups, operation);
    if (what === "scopes") return operation && formatScopes(operation);
    const call = operation && setParameters(operation, values);
    if (what === "call") return call && formatCall(call);
    if (what === "curl") return call && formatCurl(document, call);
    throw new Error(`there is no fact {{${name}}}.`);
  };
}

/** The operation as its calls have the parameters, `$top=5; $skip=10`; undefined if it does not have one of them. */
function setParameters(operation: Operation, values: string): Operation | undefined {
  const given = new Map(
    values.split("; ").flatMap((pair) => {
      const [name = "", ...value] = pair.split("=");
      return name === "" ? [] : [[name, value.join("=")] as const];
    }),
  );
  const names = operation.parameters.map(({ name }) => name);
  if ([...given.keys()].some((name) => !names.includes(name))) return undefined;
  const parameters = operation.parameters.map((parameter) => {
    const text = given.get(parameter.name);
    if (text === undefined) return parameter;
    return { ...parameter, required: true, example: typeof parameter.example === "number" ? Number(text) : text };
  });
  return { ...operation, parameters };
}

function formatLink(groups: readonly TagGroup[], operation: Operation): string {
  const group = groups.find(({ operations }) => operations.includes(operation));
  return group === undefined ? "" : `[${operation.summary}](${formatOperationAddress(group, operation)})`;
}

/** The scopes of which one is enough, from least to most privileged. */
function formatScopes({ security }: Operation): string {
  const scopes = new Set(security.flatMap((schemes) => Object.values(schemes).flat()));
  return [...scopes].map(formatCode).join(", ");
}

/** A row for each permission, with the operations that need no more. There are few permissions, and may be many operations. */
function createPermissionTable(groups: readonly TagGroup[]): string {
  const operations = groups.flatMap((group) =>
    group.operations.map((operation) => {
      const [leastPrivileged = {}] = operation.security;
      return { permission: Object.values(leastPrivileged).flat().join(", "), link: formatLink([group], operation) };
    }),
  );
  const rows = [...Map.groupBy(operations, ({ permission }) => permission)].map(([permission, uses]) => [
    permission,
    uses.map(({ link }) => link).join(", "),
  ]);
  return formatTable(["Least privileged permission", "Operations"], rows);
}

/** The call of the client's method, with the required parameters and `body`. */
function formatCall(operation: Operation): string {
  const { operationId, requestBody } = operation;
  const values = Object.entries(createExampleInput(operation)).map(
    ([name, value]) => `${/^[\w$]+$/.test(name) ? name : JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  const input = [...values, ...(requestBody ? ["body"] : [])];
  return `${operationId}(${input.length === 0 ? "" : `{ ${input.join(", ")} }`})`;
}

function formatCurl(document: OpenApiDocument, operation: Operation): string | undefined {
  return createSamples(document, operation).find(({ lang }) => lang === "curl")?.source;
}
