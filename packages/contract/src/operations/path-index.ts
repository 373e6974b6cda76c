import { compilePathTemplate, type OpenApiDocument, splitPath } from "@run-summary/openapi";

/** A function that lists the document's paths that match the target of a request, which stands behind the path of the first server. */
export type PathIndex = (target: string) => string[];

/** Compiles the document's paths, which are tried one after the other. */
export function indexPaths({ paths = {}, servers = [] }: OpenApiDocument): PathIndex {
  const templates = Object.keys(paths).map((path) => ({ path, template: compilePathTemplate(path) }));
  const [first = "", ...others] = servers.map(({ url }) => readBasePath(url));
  return (target) => {
    const [path = ""] = target.split("?");
    // A mock serves the paths behind those of all servers: with the servers `/` and `/a`, `/a/b` is the path `/b`, too.
    const behindOthers = others
      .filter((base) => `${first}${path}`.startsWith(`${base}/`))
      .map((base) => `${first}${path}`.slice(base.length));
    const candidates = [path, ...behindOthers].map(splitPath);
    return templates
      .filter(({ template }) => candidates.some((segments) => template.match(segments) !== undefined))
      .map((one) => one.path);
  };
}

function readBasePath(url: string): string {
  return URL.parse(url, "https://document.invalid")?.pathname.replace(/\/$/, "") ?? "";
}
