import { type OpenApiDocument, resolveReference } from "@run-summary/openapi";
import { formatSectionAnchor } from "./anchors.ts";
import { readInfo } from "./info.ts";
import { formatHeading, formatTable, joinBlocks } from "./markdown.ts";

/** The document's version, and the sections about what all operations share. */
export function createCommonSections(document: OpenApiDocument): string {
  return joinBlocks([
    `Version ${readInfo(document).version} of this description.`,
    createSection("Clouds", createServerTable(document)),
    createSection("Throttling", createThrottlingTable(document)),
    createSection("Authorization", createSecurityTables(document)),
  ]);
}

function createSection(title: string, content: string): string {
  return content === "" ? "" : joinBlocks([formatHeading(2, title, formatSectionAnchor(title)), content]);
}

function createServerTable({ servers = [] }: OpenApiDocument): string {
  const rows = servers.map(({ url, description = "" }) => [description, `\`${url}\``]);
  return formatTable(["Cloud", "Address"], rows);
}

/** The service's limits for one app and tenant, as a table; empty where the document has none. */
export function createThrottlingTable(document: OpenApiDocument): string {
  const { "x-throttling": throttling = {} } = document as { "x-throttling"?: Record<string, number> };
  const { windowSeconds, ...limits } = throttling;
  const rows = Object.entries(limits).map(([what, limit]) => [what, limit.toLocaleString("en")]);
  return formatTable(["Of one app and tenant", `in ${windowSeconds} seconds, at most`], rows);
}

function createSecurityTables(document: OpenApiDocument): string {
  const schemes = Object.entries(document.components?.securitySchemes ?? {}).map(([name, referenced]) => {
    const scheme = resolveReference(document, referenced);
    const flows = Object.entries("flows" in scheme ? (scheme.flows ?? {}) : {});
    return joinBlocks([
      `**${name}**`,
      scheme.description ?? "",
      ...flows.flatMap(([flow, { scopes = {}, ...addresses }]) => [
        formatTable([flow, "Address"], createCodeRows(Object.entries(addresses), 1)),
        formatTable(["Permission", "What it allows"], createCodeRows(Object.entries(scopes), 0)),
      ]),
    ]);
  });
  return joinBlocks(schemes);
}

function createCodeRows(rows: readonly (readonly string[])[], codeColumn: number): string[][] {
  return rows.map((cells) => cells.map((cell, column) => (column === codeColumn ? `\`${cell}\`` : cell)));
}
