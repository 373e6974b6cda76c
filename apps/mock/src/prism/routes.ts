import { compilePathTemplate, expandPath, type PathTemplate, splitPath } from "@run-summary/openapi";
import type { Target } from "../server/address.ts";
import { HttpError } from "../validation/http-error.ts";
import { listBasePaths } from "./base-paths.ts";
import type { Operation } from "./operation.ts";

/** The paths of a document, compiled. */
export interface Routes {
  /** The paths of the servers, and the empty one. */
  readonly basePaths: readonly CompiledPath[];
  readonly paths: readonly (CompiledPath & { readonly operations: readonly ServedOperation[] })[];
  /** What is wrong in each operation that cannot be served. */
  readonly failures: ReadonlyMap<Operation, string>;
}

interface CompiledPath extends PathTemplate {
  readonly template: string;
  /** How many segments it has, with the empty one before its first slash. */
  readonly depth: number;
}

interface ServedOperation {
  readonly operation: Operation;
  /** The paths of its servers. Mostly it is served without them, too. */
  readonly basePaths: ReadonlySet<string>;
}

/** The operations that a path has, by their lower-case methods: HEAD, too, where there is GET. */
export interface Route {
  readonly operations: ReadonlyMap<string, Operation>;
  readonly failures: ReadonlyMap<Operation, string>;
}

/** The address of a request: what stands before the path of the API, the path, and the query. */
export interface Address {
  /** The path below the base path, with the values of its parameters encoded in one way. */
  readonly path: string;
  readonly query: string;
  /** A path of the document's servers, such as `/beta`, as it came; often empty. */
  readonly sentBasePath: string;
  /** The path below the base path, and the query with its question mark, as they came. */
  readonly sentTarget: string;
}

/** Groups operations by their paths. Of several base paths that match a request, the one with more literal text comes first. */
export function createRoutes(operations: readonly Operation[], failures: ReadonlyMap<Operation, string>): Routes {
  const basePaths = new Set(["", ...operations.flatMap(listBasePaths)]);
  const groups = Map.groupBy(operations, ({ path }) => path);
  return {
    basePaths: [...basePaths].map(compile).toSorted(compareSpecificity),
    paths: [...groups].map(([template, group]) => ({
      ...compile(template),
      operations: group.map((operation) => ({ operation, basePaths: new Set(listBasePaths(operation)) })),
    })),
    failures,
  };
}

function compile(template: string): CompiledPath {
  return { template, depth: template.split("/").length, ...compilePathTemplate(template) };
}

type Literal = Pick<PathTemplate, "literalLength">;

function compareSpecificity(a: Literal, b: Literal): number {
  return b.literalLength - a.literalLength;
}

/** A path that matches a request below one of the base paths. */
interface Candidate {
  readonly basePath: CompiledPath;
  readonly literalLength: number;
  /** The path with the values of its parameters. */
  readonly path: string;
  readonly operations: readonly Operation[];
}

/**
 * Finds what the document has at an address. Of several operations of a method, it is the one whose path has the most
 * literal text: `/users/me` before `/users/{id}`. The address is the same for all methods.
 */
export function findRoute(routes: Routes, { path, search }: Target): { route: Route | undefined; address: Address } {
  const segments = splitPath(path);
  const candidates = listCandidates(routes, segments);
  const operations = new Map<string, Operation>();
  for (const [name, operation] of candidates.flatMap((candidate) => listMethods(candidate.operations)))
    if (!operations.has(name)) operations.set(name, operation);
  const [chosen] = candidates;
  const basePath = chosen?.basePath ?? routes.basePaths.find((one) => matchStart(one, segments));
  const length = basePath?.depth ?? 1;
  const sent = path.split("/");
  const rest = sent.slice(length).map((segment) => `/${segment}`);
  return {
    route: chosen && { operations, failures: routes.failures },
    address: {
      path: chosen?.path ?? rest.join(""),
      query: search.slice(1),
      sentBasePath: sent.slice(0, length).join("/"),
      sentTarget: rest.join("") + search,
    },
  };
}

function listCandidates(routes: Routes, segments: readonly string[]): Candidate[] {
  const { basePaths, paths } = routes;
  const mayLackBasePath = createBasePathOmission(routes, segments);
  const candidates = basePaths
    .filter((basePath) => matchStart(basePath, segments))
    .flatMap((basePath) => {
      const rest = ["", ...segments.slice(basePath.depth)];
      return paths.flatMap(({ template, literalLength, match, operations }) => {
        const values = match(rest);
        const isOmitted = basePath.template === "" && mayLackBasePath(template);
        const served = operations.filter((one) => isOmitted || one.basePaths.has(basePath.template));
        return values === undefined || served.length === 0
          ? []
          : {
              basePath,
              literalLength: basePath.literalLength + literalLength,
              path: expandPath(template, values),
              operations: served.map(({ operation }) => operation),
            };
      });
    });
  const sorted = candidates.toSorted(compareSpecificity);
  // `/beta/things` is no path `/{id}/things` where `/beta` is the base path of `/things`.
  return sorted.filter(({ basePath }) => basePath === sorted[0]?.basePath);
}

/**
 * Whether a path is served without its base path, for a request that may have one: where `/beta` is a base path,
 * `/beta/things` is `/beta/things` of the document, and no value of `/{id}/things`. `/beta` is `/beta` of the document.
 */
function createBasePathOmission({ basePaths }: Routes, segments: readonly string[]): (template: string) => boolean {
  const sent = basePaths.find((one) => !one.template.includes("{") && matchStart(one, segments))?.template ?? "";
  return (template) => `${template}/`.startsWith(`${sent}/`);
}

function matchStart(basePath: CompiledPath, segments: readonly string[]): boolean {
  return basePath.match(segments.slice(0, basePath.depth)) !== undefined;
}

function listMethods(operations: readonly Operation[]): [string, Operation][] {
  const methods = operations.map((operation): [string, Operation] => [operation.method.toLowerCase(), operation]);
  return [
    ...methods,
    ...methods.flatMap(([name, get]): [string, Operation][] => (name === "get" ? [["head", get]] : [])),
  ];
}

/**
 * Finds the operation of a method.
 *
 * @throws {HttpError} 405 where there is none, 501 where it cannot be served.
 */
export function getOperation({ operations, failures }: Route, method: string, path: string): Operation {
  const operation = operations.get(method.toLowerCase());
  const failure = operation && failures.get(operation);
  if (failure !== undefined)
    throw new HttpError(501, `The operation is not served until its schema is corrected: ${failure}.`);
  if (operation !== undefined) return operation;
  const allow = formatAllow({ operations });
  const message = `The path ${path} takes ${allow}, not ${method}.`;
  throw new HttpError(405, message, { headers: { allow }, location: ["method"] });
}

/** The value of the header `Allow` for a route: all methods that it takes. */
export function formatAllow({ operations }: Pick<Route, "operations">): string {
  const methods = [...operations.keys(), "options"].map((method) => method.toUpperCase());
  return [...new Set(methods)].toSorted().join(", ");
}
