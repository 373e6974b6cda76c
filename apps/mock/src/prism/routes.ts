import { compilePathTemplate, listPathParameters } from "@run-summary/openapi";
import type { IHttpOperation } from "@stoplight/types";
import { HttpError } from "../validation/http-error.ts";

/** A path of the document with its operations by lower-case method. */
export interface Route {
  /** The path template. */
  readonly template: string;
  readonly pattern: RegExp;
  readonly operations: ReadonlyMap<string, IHttpOperation>;
  /** What is wrong in each operation that cannot be served, of all paths. */
  readonly failures: ReadonlyMap<IHttpOperation, string>;
}

/** The address of a request: what stands before the path of the API, the path, and the query. */
export interface Address {
  /** A path of the document's servers, such as `/beta`; often empty. */
  readonly basePath: string;
  readonly path: string;
  readonly query: string;
}

/** Groups operations by their paths; paths with fewer parameters come first. */
export function createRoutes(
  operations: readonly IHttpOperation[],
  failures: ReadonlyMap<IHttpOperation, string>,
): Route[] {
  const groups = Map.groupBy(operations, ({ path }) => path);
  const countParameters = ({ template }: Route) => listPathParameters(template).length;
  return [...groups]
    .map(([template, group]) => ({
      template,
      pattern: compilePathTemplate(template),
      operations: new Map(group.map((operation) => [operation.method.toLowerCase(), operation])),
      failures,
    }))
    .sort((a, b) => countParameters(a) - countParameters(b));
}

/**
 * Parses a request's target, which may begin with one of the base paths.
 *
 * @throws {HttpError} 400 where the path is not valid percent-encoded UTF-8.
 */
export function parseTarget(basePaths: readonly string[], target: string): Address {
  // A client that takes the mock for a proxy sends the whole URL.
  const [path = "", ...query] = target.replace(/^https?:\/\/[^/?]*/i, "").split("?");
  try {
    decodeURIComponent(path);
  } catch {
    throw new HttpError(400, `The path ${path} is not valid percent-encoded UTF-8.`, { location: ["path"] });
  }
  const basePath = basePaths.find((candidate) => candidate !== "" && path.startsWith(`${candidate}/`)) ?? "";
  return { basePath, path: path.slice(basePath.length), query: query.join("?") };
}

/** Finds the route of a path; of several, the one with the fewest parameters. */
export function findRoute(routes: readonly Route[], path: string): Route | undefined {
  return routes.find(({ pattern }) => pattern.test(path));
}

/**
 * Finds the operation of a method. For HEAD it is the one of GET where the path has no other.
 *
 * @throws {HttpError} 405 where there is none, 501 where it cannot be served.
 */
export function getOperation(route: Route, method: string, path: string): IHttpOperation {
  const operation =
    route.operations.get(method.toLowerCase()) ?? (method === "HEAD" ? route.operations.get("get") : undefined);
  const failure = operation && route.failures.get(operation);
  if (failure !== undefined)
    throw new HttpError(501, `The operation is not served until its schema is corrected: ${failure}.`);
  if (operation !== undefined) return operation;
  const allow = formatAllow(route);
  const message = `The path ${path} takes ${allow}, not ${method}.`;
  throw new HttpError(405, message, { headers: { allow }, location: ["method"] });
}

/** The value of the header `Allow` for a route: all methods that it takes. */
export function formatAllow({ operations }: Route): string {
  const methods = [...operations.keys()].map((method) => method.toUpperCase());
  return [...new Set([...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"])].toSorted().join(", ");
}
