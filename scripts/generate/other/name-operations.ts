import { httpMethods, type OpenApiDocument } from "@run-summary/openapi";

// The names that the client has for other things, and those that every object or promise has.
const takenNames = ["baseUrl", "fetch", "then", ...Object.getOwnPropertyNames(Object.prototype)];

/** A document of which each operation has an `operationId` that is a name in JavaScript, and the names that are new. */
export interface NamedOperations {
  readonly document: OpenApiDocument;
  /** A line for each operation whose `operationId` another one replaces. */
  readonly remarks: readonly string[];
}

/** Gives each operation a name: its `operationId`, or else one made of the method and the path. */
export function nameOperations(document: OpenApiDocument): NamedOperations {
  const names = new Set(takenNames);
  const remarks: string[] = [];
  const chooseName = (wanted: string): string => {
    let name = wanted;
    for (let number = 2; names.has(name); number++) name = `${wanted}${number}`;
    names.add(name);
    return name;
  };
  const paths = Object.entries(document.paths ?? {}).map(([path, pathItem]) => {
    const entries = Object.entries(pathItem as Record<string, unknown>).map(([method, operation]) => {
      if (!httpMethods.some((known) => known === method)) return [method, operation];
      const { operationId } = operation as { operationId?: string };
      const name = chooseName(createIdentifier(operationId ?? `${method} ${path}`));
      if (operationId !== undefined && operationId !== name) {
        remarks.push(`${method.toUpperCase()} ${path}: the operation ${operationId} has the method ${name}.`);
      }
      return [method, { ...(operation as object), operationId: name }];
    });
    return [path, Object.fromEntries(entries)];
  });
  return { document: { ...document, paths: Object.fromEntries(paths) }, remarks };
}

/** @example createIdentifier("get /pets/{id}") // "getPetsId" */
function createIdentifier(text: string): string {
  const words = text.split(/[^A-Za-z0-9_$]+/).filter((word) => word !== "");
  const name = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
  return /^[A-Za-z_$]/.test(name) ? name : `operation${name}`;
}
