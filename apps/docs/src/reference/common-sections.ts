import { type OpenApiDocument, resolveReference } from "@run-summary/openapi";
import { readCredential, type SecurityScheme } from "../samples/credentials.ts";
import { formatSectionAnchor } from "./anchors.ts";
import { hasClient, readInfo } from "./info.ts";
import { formatHeading, formatTable, joinBlocks } from "./markdown.ts";

/** The document's version, and the sections about what all operations share. */
export function createCommonSections(document: OpenApiDocument): string {
  const { servers = [] } = document;
  const what = hasClient(document) ? "Cloud" : "Server";
  const hasNames = servers.some(({ description }) => description);
  const serverRows = servers.map(({ url, description = "" }) => [...(hasNames ? [description] : []), `\`${url}\``]);
  return joinBlocks([
    `Version ${readInfo(document).version} of this description.`,
    createSection(`${what}s`, formatTable([...(hasNames ? [what] : []), "Address"], serverRows)),
    createSection("Throttling", createThrottlingTable(document)),
    createSection("Authorization", createSecurityTables(document)),
  ]);
}

function createSection(title: string, content: string): string {
  return content === "" ? "" : joinBlocks([formatHeading(2, title, formatSectionAnchor(title)), content]);
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
      describeScheme(scheme),
      ...flows.flatMap(([flow, { scopes = {}, ...addresses }]) => [
        formatTable([flow, "Address"], createCodeRows(Object.entries(addresses), 1)),
        formatTable(["Scope", "What it allows"], createCodeRows(Object.entries(scopes), 0)),
      ]),
    ]);
  });
  return joinBlocks(schemes);
}

/** What a request has to contain, for a scheme without flows, and where the samples read it from. */
function describeScheme(scheme: SecurityScheme): string {
  const { kind, variable } = readCredential(scheme);
  if (kind === "apiKey") {
    return `A key in the ${scheme.in}, by the name \`${scheme.name}\`. The samples read it from \`${variable}\`.`;
  }
  if (scheme.type !== "http") return "";
  const secret = kind === "basic" ? "`user:password` in Base64" : "the token";
  return `The HTTP authentication scheme \`${scheme.scheme}\`. The samples read ${secret} from \`${variable}\`.`;
}

function createCodeRows(rows: readonly (readonly string[])[], codeColumn: number): string[][] {
  return rows.map((cells) => cells.map((cell, column) => (column === codeColumn ? `\`${cell}\`` : cell)));
}
