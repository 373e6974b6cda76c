import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

function lintSchema(schema: object): Promise<string[]> {
  const responses = { 200: { description: "", content: { "application/json": { schema } } } };
  return lintDocument({ paths: { "/a": { get: { responses } } } }, "run-summary/typed-maps");
}

it.each([
  { type: "object", properties: { a: {} } },
  { type: "object", allOf: [{ properties: { a: {} } }] },
  { type: "object", additionalProperties: true },
  { type: "object", additionalProperties: { type: "string" } },
  { type: "object", unevaluatedProperties: false },
  { type: "string" },
])("accepts %j", async (schema) => {
  expect(await lintSchema(schema)).toEqual([]);
});

it.each([
  [{ type: "object" }, "The types would show an object without properties. Write `additionalProperties: true`"],
  [{ type: ["object", "null"], properties: {} }, "The types would show an object without properties."],
  [{ type: "object", unevaluatedProperties: true }, "The types show only `unevaluatedProperties: false`."],
  [{ type: "object", unevaluatedProperties: {} }, "The types show only `unevaluatedProperties: false`."],
])("refuses %j", async (schema, problem) => {
  expect(await lintSchema(schema)).toEqual([expect.stringContaining(problem)]);
});
