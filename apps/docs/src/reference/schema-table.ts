import { flattenSchema, type OpenApiDocument } from "@run-summary/openapi";
import { formatCode, formatTable, joinBlocks } from "./markdown.ts";
import { formatType, hasOwnSection, readUnion } from "./schema-type.ts";

/** The properties of an object's schema and of the inline objects in it, and the branches of a union, as tables in Markdown. */
export function createSchemaTables(document: OpenApiDocument, schema: object): string {
  return joinBlocks([
    formatTable(
      ["Property", "Type", "Description"],
      createPropertyRows(document, schema, (name) => name),
    ),
    createUnionTable(document, schema),
  ]);
}

/** A table of a union's branches, and tables of the branches that have no section of their own. */
function createUnionTable(document: OpenApiDocument, schema: object): string {
  const union = readUnion(document, schema);
  if (union === undefined) return "";
  const { keyword, property, branches } = union;
  const rows = branches.map(({ schema: branch, value }) => [
    formatType(document, branch),
    ...(property === undefined ? [] : [value === undefined ? "" : formatCode(JSON.stringify(value))]),
  ]);
  return joinBlocks([
    formatTable(
      [keyword === "oneOf" ? "One of" : "One or more of", ...(property === undefined ? [] : [formatCode(property)])],
      rows,
    ),
    ...branches.map(({ schema: branch }) =>
      hasOwnSection(document, branch) ? "" : createSchemaTables(document, branch),
    ),
  ]);
}

/**
 * The rows of an object's properties.
 *
 * @param formatPath formats the name of a property as it is in the whole
 */
export function createPropertyRows(
  document: OpenApiDocument,
  schema: object,
  formatPath: (name: string) => string,
): string[][] {
  const { properties = {}, required = [] } = flattenSchema(document, schema);
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = formatPath(name);
    const { description = "", items } = flattenSchema(document, property);
    const type = [formatType(document, property), ...(required.includes(name) ? ["required"] : [])].join("; ");
    const inner = items === undefined ? property : (items as object);
    const prefix = `${path}${items ? "[]" : ""}.`;
    // Since a named schema has its own section, this ends even where a schema contains itself.
    const innerRows = hasOwnSection(document, inner)
      ? []
      : createPropertyRows(document, inner, (innerName) => prefix + innerName);
    return [[formatCode(path), type, String(description)], ...innerRows];
  });
}
