// The names of what is in a union: spec and types use the same ones.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";
import { expect, it, onTestFinished } from "vitest";
import { createTable, findDisagreements, listSpecFacts, readTypesFacts } from "../src/agreement/index.ts";

const text = { type: "string" };
const object = { type: "object", required: ["a"], properties: { a: text } };

it.each([
  ["a scalar and an object", { oneOf: [text, object] }, "string | { a: string }"],
  ["a scalar, an object and null", { anyOf: [object, text, { type: "null" }] }, "{ a: string } | string | null"],
  ["a scalar and a list", { oneOf: [{ type: "array", items: text }, { type: "number" }] }, "string[] | number"],
  ["a schema of several types", { ...object, type: ["string", "object"] }, "string | { a: string }"],
  ["a list and an object", { oneOf: [{ type: "array", items: text }, object] }, "string[] | { a: string }"],
])("are the same for %s", async (_, value, type) => {
  const schema = { type: "object", required: ["value"], properties: { value } };
  const responses = {
    "200": { description: "It.", content: { "application/json": { schema, example: { value: "a" } } } },
  };
  const document = {
    openapi: "3.1.1",
    info: { title: "Things", version: "1" },
    paths: { "/things": { get: { operationId: "getThing", summary: "Get", responses } } },
  } as unknown as OpenApiDocument;
  const folder = await mkdtemp(join(tmpdir(), "union-facts-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "index.d.ts");
  await writeFile(
    file,
    `export interface paths { "/things": { get: operations["getThing"] } }
export interface operations {
  getThing: { responses: { 200: { content: { "application/json": { value: ${type} } } } } };
}`,
  );

  const evidence = { document, spec: listSpecFacts(document), types: readTypesFacts(file), docs: [], results: [] };

  const table = createTable(evidence);
  expect(findDisagreements(table).filter(({ source }) => source === "types")).toEqual([]);
  const inside = table.filter(({ subject, cells }) => subject.length > 2 && cells.types === "✓");
  expect(inside.length > 0).toBe(type !== "string[] | { a: string }");
});
