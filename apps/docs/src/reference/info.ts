import { listOperations, type OpenApiDocument, type Operation } from "@run-summary/openapi";
import { formatTagAnchor } from "./anchors.ts";

/** What the document says about itself. A field that the document does not have is empty. */
export function readInfo(document: OpenApiDocument): Record<"title" | "summary" | "description" | "version", string> {
  return { title: "", summary: "", description: "", version: "", ...document.info };
}

/** A tag of the document with its operations. */
export interface TagGroup {
  readonly anchor: string;
  readonly title: string;
  readonly description: string;
  readonly operations: readonly Operation[];
}

/** The document's operations by their first tag. */
export function groupOperations(document: OpenApiDocument): TagGroup[] {
  const groups = Map.groupBy(listOperations(document), ({ tags: [tag = ""] }) => tag);
  return [...groups].map(([tag, operations]) => {
    const { description = "", "x-displayName": title = tag } = document.tags?.find(({ name }) => name === tag) ?? {};
    return { anchor: formatTagAnchor(tag), title: String(title), description, operations };
  });
}
