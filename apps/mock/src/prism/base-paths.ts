import type { IServer } from "@stoplight/types";
import type { Operation } from "./operation.ts";

/**
 * Lists the paths of an operation's servers, such as `/beta`, or empty. A variable has each value of its enum. Where it has
 * no enum, it has its default, or anything: the path is then a template, such as `/{version}`.
 */
export function listBasePaths({ servers }: Operation): string[] {
  return [...new Set(servers.flatMap(listServerPaths))];
}

/** The path of the first server, by default of its variables: of most operations, where they have servers of their own. */
export function findFirstBasePath(operations: readonly Operation[]): string {
  const counts = Map.groupBy(operations, (operation) => listBasePaths(operation)[0] ?? "");
  const [[first = ""] = []] = [...counts].toSorted(([, a], [, b]) => b.length - a.length);
  return first;
}

function listServerPaths({ url, variables = {} }: IServer): string[] {
  const template = removeAuthority(url);
  const names = new Set(template.match(/\{[^{}]+\}/g));
  const expand = (paths: string[], placeholder: string) => {
    const { default: value = "", enum: values } = variables[placeholder.slice(1, -1)] ?? {};
    const others = values ?? (placeholder.slice(1, -1) in variables ? [placeholder] : []);
    return paths.flatMap((path) => [value, ...others].map((text) => path.replaceAll(placeholder, () => text)));
  };
  return [...names].reduce(expand, [template]).map(normalizeBasePath);
}

function removeAuthority(url: string): string {
  return url.replace(/^(?:[^/?#]*:)?\/\/[^/?#]*/, "");
}

// A variable may hold an authority, too. A relative address is one below the root. `..` removes a segment (RFC 3986, section 5.2.4).
function normalizeBasePath(path: string): string {
  const [withoutQuery = ""] = removeAuthority(path).split(/[?#]/);
  const segments: string[] = [];
  for (const segment of withoutQuery.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(`/${segment}`);
  }
  return segments.join("");
}
