import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import type { IHttpOperation } from "@stoplight/types";

/** What the mock serves. */
export interface Contract {
  readonly operations: IHttpOperation[];
  /** The paths of the document's servers, such as `/beta`: a request may have one of them before the operation's path. */
  readonly basePaths: readonly string[];
}

/** Reads an OpenAPI document: a file's path, or the document itself. */
export async function loadContract(spec: string | object): Promise<Contract> {
  const operations = await getHttpOperationsFromSpec(spec);
  const servers = operations.flatMap((operation) => operation.servers ?? []);
  const basePaths = servers.map(({ url }) => new URL(url, "http://localhost").pathname.replace(/\/$/, ""));
  return { operations, basePaths: [...new Set(basePaths)].filter((path) => path !== "") };
}

/** The path below the API's root, for a request's path that may begin with the path of one of the servers. */
export function pathBelowRoot({ basePaths }: Contract, path: string): string {
  const basePath = basePaths.find((candidate) => path.startsWith(`${candidate}/`));
  return basePath === undefined ? path : path.slice(basePath.length);
}

/** The operations on a path, whatever their method. */
export function operationsAt({ operations }: Contract, path: string): IHttpOperation[] {
  return operations.filter((operation) => pathPattern(operation.path).test(path));
}

function pathPattern(template: string): RegExp {
  const parts = template.split(/\{[^{}]+\}/).map((part) => RegExp.escape(part));
  return new RegExp(`^${parts.join("[^/]+")}$`);
}
