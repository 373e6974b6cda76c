import { flattenSchema, type OpenApiDocument } from "@run-summary/openapi";
import { formatSchemaAnchor, formatTagAnchor } from "./anchors.ts";
import { createCommonSections } from "./common-sections.ts";
import { formatOperationAddress, groupOperations, readInfo, type TagGroup } from "./info.ts";
import { formatCode, formatHeading, joinBlocks } from "./markdown.ts";
import { createOperationSection, formatLink } from "./operation-section.ts";
import { createSchemaTables } from "./schema-table.ts";
import { formatType } from "./schema-type.ts";

/** A page of the reference. */
export interface ReferencePage {
  /** The file's name without its extension. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The page in Markdown. The ids of its headings stand after them, in braces. */
  readonly text: string;
}

/** The overview lists all operations up to this number, and only the tags above it. So it stays small. */
const maxListedOperations = 100;

/**
 * The whole reference: an overview, a page for each tag, and a page with the schemas. No page grows with the number of tags
 * but the overview.
 */
export function createReference(document: OpenApiDocument): ReferencePage[] {
  const groups = groupOperations(document);
  const hasSchemas = Object.keys(document.components?.schemas ?? {}).length > 0;
  return [
    createOverview(document, groups, hasSchemas),
    ...groups.map((group, index) => createTagPage(document, group, groups[index + 1])),
    ...(hasSchemas ? [createSchemaPage(document)] : []),
  ];
}

function createOverview(document: OpenApiDocument, groups: readonly TagGroup[], hasSchemas: boolean): ReferencePage {
  const { title, summary, description } = readInfo(document);
  const count = groups.reduce((sum, { operations }) => sum + operations.length, 0);
  const text = joinBlocks([
    summary,
    description,
    formatLink(document.externalDocs),
    createCommonSections(document),
    formatHeading(2, "Operations", "operations"), // Redoc has no such section
    ...groups.flatMap((group) => [
      formatHeading(3, `[${group.title}](${group.page}.html)`, group.anchor),
      group.description,
      count <= maxListedOperations ? listGroup(group) : `${group.operations.length} operations`,
    ]),
    ...(hasSchemas ? ["### [Schemas](schemas.html)", "The objects in requests and responses."] : []),
  ]);
  return { name: "index", title, description: summary || `The reference of ${title}.`, text };
}

function listGroup(group: TagGroup): string {
  const items = group.operations.map((operation) => {
    const link = `[${operation.summary}](${formatOperationAddress(group, operation)})`;
    return `- ${link} ${formatCode(`${operation.method.toUpperCase()} ${operation.path}`)}`;
  });
  return items.join("\n");
}

function createTagPage(document: OpenApiDocument, group: TagGroup, next: TagGroup | undefined): ReferencePage {
  const { page, title, anchor, description, operations } = group;
  const text = joinBlocks([
    formatHeading(1, title, anchor),
    description,
    ...operations.map((operation) => createOperationSection(document, operation)),
    next ? `Next: [${next.title}](${next.page}.html)` : "",
  ]);
  return { name: page, title, description: description || `The operations of ${title}.`, text };
}

function createSchemaPage(document: OpenApiDocument): ReferencePage {
  const schemas = Object.entries(document.components?.schemas ?? {}).toSorted(([a], [b]) => a.localeCompare(b, "en"));
  const sections = schemas.flatMap(([name, schema]) => {
    const flat = flattenSchema(document, schema);
    const tables = createSchemaTables(document, flat);
    return [
      formatHeading(2, name, formatSchemaAnchor(name)),
      String(flat.description ?? ""),
      tables === "" ? `Type: ${formatType(document, flat)}` : tables,
    ];
  });
  return {
    name: "schemas",
    title: "Schemas",
    description: "The objects in requests and responses.",
    text: joinBlocks([formatHeading(1, "Schemas", formatTagAnchor("schemas")), ...sections]),
  };
}
