import { flattenSchema, type OpenApiDocument } from "@run-summary/openapi";
import { formatTable } from "./markdown.ts";
import { formatType, hasOwnTable } from "./schema-type.ts";

/** The properties of an object's schema and of the inline objects in it, as a table in Markdown. */
export function createSchemaTable(document: OpenApiDocument, schema: object): string {
  return formatTable(["Property", "Type", "Description"], createPropertyRows(document, schema, ""));
}

function createPropertyRows(document: OpenApiDocument, schema: object, prefix: string): string[][] {
  const { properties = {}, required = [] } = flattenSchema(document, schema);
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = `${prefix}${name}`;
    const { description = "", items } = flattenSchema(document, property);
    const type = [formatType(document, property), ...(required.includes(name) ? ["required"] : [])].join("; ");
    const inner = items === undefined ? property : (items as object);
    // Since a named schema has its own table, this ends even where a schema contains itself.
    const innerRows = hasOwnTable(document, inner)
      ? []
      : createPropertyRows(document, inner, `${path}${items ? "[]" : ""}.`);
    return [[`\`${path}\``, type, String(description)], ...innerRows];
  });
}
