import { compilePathTemplate, type OpenApiDocument, splitPath } from "@run-summary/openapi";

/** A function that lists the document's paths that match the target of a request. */
export type PathIndex = (target: string) => string[];

/** Compiles the document's paths, which are tried one after the other. */
export function indexPaths({ paths = {} }: OpenApiDocument): PathIndex {
  const templates = Object.keys(paths).map((path) => ({ path, template: compilePathTemplate(path) }));
  return (target) => {
    const segments = splitPath(target.split("?")[0] ?? "");
    return templates.filter(({ template }) => template.match(segments) !== undefined).map(({ path }) => path);
  };
}
