import { listOperations, type OpenApiDocument, type Operation } from "@run-summary/openapi";
import { formatOperationAnchor, formatTagAnchor } from "./anchors.ts";

/** What the document says about itself. A field that the document does not have is empty. */
export function readInfo(document: OpenApiDocument): Record<"title" | "summary" | "description" | "version", string> {
  return { title: "", summary: "", description: "", version: "", ...document.info };
}

/**
 * Whether the client package, and so the guides, are about this document. Their users choose a server by the project's own
 * extension `x-cloud`.
 */
export function hasClient({ servers = [] }: OpenApiDocument): boolean {
  return servers.some((server) => "x-cloud" in server);
}

/** A tag of the document with its operations. */
export interface TagGroup {
  /** The name of the page that describes the operations. */
  readonly page: string;
  readonly anchor: string;
  readonly title: string;
  readonly description: string;
  readonly operations: readonly Operation[];
}

/** The document's operations by their first tag. */
export function groupOperations(document: OpenApiDocument): TagGroup[] {
  const tags = new Map((document.tags ?? []).map((tag) => [tag.name, tag]));
  const groups = Map.groupBy(listOperations(document), ({ tags: [tag = ""] }) => tag);
  const pages = new Set<string>();
  return [...groups].map(([tag, operations], index) => {
    const { description = "", "x-displayName": title = tag || "Operations" } = tags.get(tag) ?? {};
    const slug = `tag-${tag.toLowerCase().replace(/[^a-z\d]+/g, "-")}`;
    const page = pages.has(slug) ? `${slug}--${index}` : slug;
    pages.add(page);
    return { page, anchor: formatTagAnchor(tag), title: String(title), description, operations };
  });
}

/** Where an operation of the group is described. */
export function formatOperationAddress({ page }: TagGroup, operation: Operation): string {
  return `${page}.html#${formatOperationAnchor(operation)}`;
}

/** A server with a full address. Variables have their default values. */
export interface Server {
  readonly url: string;
  readonly description: string;
  /** Whether the document has only a path, so that the host of the address is a placeholder. */
  readonly isRelative: boolean;
}

/** The document's servers. */
export function listServers({ servers = [] }: OpenApiDocument): Server[] {
  return servers.map(({ url, description = "", variables = {} }) => {
    const filled = url.replace(/\{([^{}]+)\}/g, (text, name: string) => variables[name]?.default ?? text);
    const address = URL.parse(filled, "https://example.com")?.href ?? filled;
    return { url: address.replace(/\/$/, ""), description, isRelative: !URL.canParse(filled) };
  });
}
