import { flattenSchema, type OpenApiDocument } from "@run-summary/openapi";
import { formatSchemaAnchor } from "./anchors.ts";
import { createCommonSections } from "./common-sections.ts";
import { groupOperations, readInfo } from "./info.ts";
import { formatHeading, joinBlocks } from "./markdown.ts";
import { createOperationSection, formatLink } from "./operation-section.ts";
import { createSchemaTable } from "./schema-table.ts";

/** The whole reference in Markdown. The ids of its headings stand after them, in braces. */
export function createReference(document: OpenApiDocument): string {
  const { summary, description } = readInfo(document);
  return joinBlocks([
    summary,
    description,
    formatLink(document.externalDocs),
    createCommonSections(document),
    ...groupOperations(document).flatMap((group) => [
      formatHeading(2, group.title, group.anchor),
      group.description,
      ...group.operations.map((operation) => createOperationSection(document, operation)),
    ]),
    createSchemaSections(document),
  ]);
}

function createSchemaSections(document: OpenApiDocument): string {
  const sections = Object.entries(document.components?.schemas ?? {}).flatMap(([name, schema]) => [
    formatHeading(3, name, formatSchemaAnchor(name)),
    String(flattenSchema(document, schema).description ?? ""),
    createSchemaTable(document, schema),
  ]);
  return joinBlocks([formatHeading(2, "Schemas", "/schemas"), ...sections]);
}
