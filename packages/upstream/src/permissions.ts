// The permissions file of Graph Explorer: which permissions each path and method takes.
import { UpstreamError } from "./upstream-error.ts";

interface PathSet {
  readonly schemeKeys: readonly string[];
  readonly methods: readonly string[];
  /** By path: `least=DelegatedWork,Application`, or an empty text. */
  readonly paths: Readonly<Record<string, string>>;
}

/** The file, as far as it is read. */
export interface PermissionsFile {
  readonly permissions: Readonly<Record<string, { readonly pathSets: readonly PathSet[] }>>;
}

/** The kinds of permissions, as the file calls them. */
export const schemes = { delegated: "DelegatedWork", application: "Application" } as const;

export type Scheme = keyof typeof schemes;

/** The permissions that a method of a path takes, each of which is enough. */
export interface Grants {
  readonly scopes: readonly string[];
  /** The least privileged one; several where the file marks several that it does not tell apart. */
  readonly least: readonly string[];
}

/**
 * Reads the file from its text.
 *
 * @throws {UpstreamError} where the text is something else.
 */
export function readPermissions(text: string): PermissionsFile {
  const file = parseJson(text) as Partial<PermissionsFile> | null;
  const permissions = Object.values(file?.permissions ?? {});
  if (permissions.length > 0 && permissions.every(hasPathSets)) return file as PermissionsFile;
  throw new UpstreamError(
    "It is no permissions file: it has no `permissions` with `pathSets` of schemeKeys, methods and paths.",
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const [line = ""] = text.trim().split("\n");
    throw new UpstreamError(`It is no permissions file: it begins with "${line.slice(0, 60)}", and is no JSON.`);
  }
}

function hasPathSets(permission: { readonly pathSets?: unknown } | null): boolean {
  const sets = permission?.pathSets;
  return (
    Array.isArray(sets) &&
    sets.every(
      ({ schemeKeys, methods, paths }: Partial<PathSet>) =>
        Array.isArray(schemeKeys) && Array.isArray(methods) && typeof paths === "object" && paths !== null,
    )
  );
}

/** A path as it is compared: the file writes some in lower case, calls each parameter `{id}`, and has no `$count` of its own. */
export function normalizePath(path: string): string {
  const template = path
    .toLowerCase()
    .replaceAll(/\{[^{}]*\}/g, "{}")
    .replaceAll("'", "");
  return template.replace(/\/\$(count|value|ref)$/, "");
}

/** The methods that the file has for a path, in lower case. */
export function listMethods(file: PermissionsFile, path: string): string[] {
  return [...new Set(listEntries(file, path).flatMap(({ methods }) => methods))]
    .map((method) => method.toLowerCase())
    .sort();
}

/** The permissions of one kind that a method of a path takes. */
export function findGrants(file: PermissionsFile, path: string, method: string, scheme: Scheme): Grants {
  const key = schemes[scheme];
  const entries = listEntries(file, path).filter(
    ({ methods, schemeKeys }) => methods.includes(method.toUpperCase()) && schemeKeys.includes(key),
  );
  const marked = entries.filter(({ mark }) => readMark(mark, "least").includes(key));
  // A permission may be marked for several methods together. For one of them, another may be enough that is marked for fewer.
  const least = marked.filter(({ methods }) => !marked.some((other) => isSmaller(other.methods, methods)));
  const list = (all: readonly Entry[]) => [...new Set(all.map(({ scopes }) => scopes))].sort();
  return { scopes: list(entries), least: list(least) };
}

interface Entry extends Omit<PathSet, "paths"> {
  /** The permission, with those that have to be granted beside it. */
  readonly scopes: string;
  readonly mark: string;
}

function listEntries({ permissions }: PermissionsFile, path: string): Entry[] {
  const wanted = normalizePath(path);
  return Object.entries(permissions).flatMap(([name, { pathSets }]) =>
    pathSets.flatMap(({ schemeKeys, methods, paths }) =>
      Object.entries(paths)
        .filter(([candidate]) => normalizePath(candidate) === wanted)
        .map(([, mark]) => ({
          scopes: formatScopes([name, ...readMark(mark, "AlsoRequires")]),
          mark,
          schemeKeys,
          methods,
        })),
    ),
  );
}

/** Permissions that have to be granted together, as one text. */
export function formatScopes(scopes: readonly string[]): string {
  return scopes.toSorted().join(" and ");
}

function readMark(mark: string, name: string): string[] {
  const part = mark.split(";").find((one) => one.startsWith(`${name}=`));
  return part?.slice(name.length + 1).split(",") ?? [];
}

function isSmaller(methods: readonly string[], others: readonly string[]): boolean {
  return methods.length < others.length && methods.every((method) => others.includes(method));
}

/** The file with what it says about some paths. */
export function cutPermissions(file: PermissionsFile, paths: readonly string[]): PermissionsFile {
  const wanted = new Set(paths.map(normalizePath));
  const cut = Object.entries(file.permissions).map(([name, { pathSets }]) => {
    const sets = pathSets.map(({ schemeKeys, methods, paths: all }) => ({
      schemeKeys,
      methods,
      paths: Object.fromEntries(Object.entries(all).filter(([path]) => wanted.has(normalizePath(path)))),
    }));
    return [name, { pathSets: sets.filter((set) => Object.keys(set.paths).length > 0) }] as const;
  });
  return { permissions: Object.fromEntries(cut.filter(([, { pathSets }]) => pathSets.length > 0)) };
}
