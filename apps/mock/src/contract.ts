import type { IHttpOperation } from "@stoplight/types";
import { placeOf } from "./place.ts";
import { getHttpOperationsFromSpec } from "./prism.ts";
import { Refusal } from "./refusal.ts";
import { schemaErrorsOf } from "./schema-errors.ts";

/** What the mock serves. */
export interface Contract {
  /** The paths of the document's servers, such as `/beta`: a request may have one of them before the operation's path. */
  readonly basePaths: readonly string[];
  readonly routes: readonly Route[];
}

/** A path of the document with its operations by lower-case method. */
export interface Route {
  readonly template: string;
  readonly pattern: RegExp;
  readonly operations: ReadonlyMap<string, IHttpOperation>;
}

/** The document cannot be served; the message says where and why. */
export class ContractError extends Error {
  override readonly name = "ContractError";
}

/**
 * Reads an OpenAPI document: a file's path, or the document itself.
 *
 * @throws {ContractError} where it cannot be read, has no operation, or a schema in it does not compile: Prism would
 * silently validate nothing with that.
 */
export async function loadContract(spec: string | object): Promise<Contract> {
  const name = typeof spec === "string" ? spec : "the document";
  // A copy, since Prism puts in place what references of a document point to, which ends in circles.
  const own = typeof spec === "string" ? spec : structuredClone(spec);
  const operations = await getHttpOperationsFromSpec(own).catch((error: Error) => {
    throw new ContractError(`${name} cannot be read: ${error.message}`, { cause: error });
  });
  if (operations.length === 0) throw new ContractError(`${name} has no operation.`);
  const errors = operations.flatMap(schemaErrorsOf);
  const messages = errors.map(({ keys, message }) => `${placeOf(spec, keys)}: ${message}`);
  if (messages.length > 0) throw new ContractError([...new Set(messages)].join("\n")); // several may refer to the same one

  const servers = operations.flatMap((operation) => operation.servers ?? []);
  const basePaths = servers.map(({ url, variables = {} }) => {
    const address = url.replace(/\{([^{}]+)\}/g, (_all, variable) => variables[variable]?.default ?? "");
    return new URL(address, "http://localhost").pathname.replace(/\/$/, "");
  });
  return { basePaths: [...new Set(basePaths)].filter((path) => path !== ""), routes: routesOf(operations) };
}

/** The path below the API's root, for a request's path that may begin with the path of one of the servers. */
export function pathBelowRoot({ basePaths }: Contract, path: string): string {
  const basePath = basePaths.find((candidate) => path.startsWith(`${candidate}/`));
  return basePath === undefined ? path : path.slice(basePath.length);
}

/** The route of a path; of several the one with the fewest parameters. */
export function routeOf({ routes }: Contract, path: string): Route | undefined {
  return routes.find(({ pattern }) => pattern.test(path));
}

/**
 * The operation of a method: of GET for HEAD, where there is no other.
 *
 * @throws {Refusal} where there is none.
 */
export function operationOf(route: Route, method: string, path: string): IHttpOperation {
  const operation =
    route.operations.get(method.toLowerCase()) ?? (method === "HEAD" ? route.operations.get("get") : undefined);
  if (operation !== undefined) return operation;
  const allow = allowed(route);
  throw new Refusal(405, `The path ${path} takes ${allow}, not ${method}.`, { headers: { allow }, at: ["method"] });
}

/** The methods that a path takes, as in an `Allow` header. */
export function allowed({ operations }: Route): string {
  const methods = [...operations.keys()].map((method) => method.toUpperCase());
  return [...new Set([...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"])].toSorted().join(", ");
}

function routesOf(operations: readonly IHttpOperation[]): Route[] {
  const byPath = Map.groupBy(operations, (operation) => operation.path);
  const parameterCount = (template: string) => template.split("{").length;
  return [...byPath]
    .map(([template, group]) => ({
      template,
      pattern: pathPattern(template),
      operations: new Map(group.map((operation) => [operation.method.toLowerCase(), operation])),
    }))
    .sort((a, b) => parameterCount(a.template) - parameterCount(b.template));
}

function pathPattern(template: string): RegExp {
  const parts = template.split(/\{[^{}]+\}/).map((part) => RegExp.escape(part));
  return new RegExp(`^${parts.join("[^/]+")}$`);
}
