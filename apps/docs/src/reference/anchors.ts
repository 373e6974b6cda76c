// The ids of headings. They are the ids that Redoc gives to the same parts, so a link works with and without Redoc.
import type { Operation } from "@run-summary/openapi";

export function formatTagAnchor(tag: string): string {
  return `/${tag.toLowerCase().replaceAll(" ", "-")}`;
}

export function formatOperationAnchor({ tags: [tag = ""], operationId }: Operation): string {
  return `${formatTagAnchor(tag)}/${operationId.toLowerCase()}`;
}

/** Where a schema is described. */
export function formatSchemaAddress(name: string): string {
  return `schemas.html#${formatSchemaAnchor(name)}`;
}

export function formatSchemaAnchor(name: string): string {
  return `/schemas/${name.toLowerCase()}`;
}

/** Redoc gives these ids to the headings in a document's description. */
export function formatSectionAnchor(title: string): string {
  return `/section/${title.toLowerCase()}`;
}
