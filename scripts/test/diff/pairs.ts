// Small documents with one operation, and the version bump from one to another.
import type { OpenApiDocument } from "@run-summary/openapi";
import { compareDocuments } from "../../diff/compare/compare-documents.ts";

/** Two documents, and the version bump that callers need from one to the other, and back. */
export type Pair = [name: string, base: OpenApiDocument, next: OpenApiDocument, forth: string, back: string];

export type Part = Readonly<Record<string, unknown>>;

export const text: Part = { type: "string" };
export const ok: Part = { 200: { description: "OK" } };

export function json(schema: unknown): Part {
  return { content: { "application/json": { schema } } };
}

/** A document with one operation, and other parts. */
export function post(operation: Part, others: Part = {}): OpenApiDocument {
  const paths = { "/a": { post: { operationId: "send", responses: ok, ...operation } } };
  return { openapi: "3.1.0", info: { title: "A", version: "1" }, paths, ...others } as never;
}

export function send(schema: unknown, components: Part = {}): OpenApiDocument {
  return post({ requestBody: { required: true, ...json(schema) } }, { components });
}

export function receive(schema: unknown, components: Part = {}): OpenApiDocument {
  return post({ responses: { 200: { description: "OK", ...json(schema) } } }, { components });
}

export function query(name: string, schema: unknown, others: Part = {}): Part {
  return { name, in: "query", schema, ...others };
}

/** The largest version bump of the changes. */
export async function findBump(base: OpenApiDocument, next: OpenApiDocument): Promise<string> {
  const [change] = await compareDocuments(base, next);
  return change?.bump ?? "none";
}
