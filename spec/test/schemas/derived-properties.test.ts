import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

const item = {
  type: "object",
  properties: { state: { type: "string", enum: ["read", "open"] }, time: { type: "string", format: "date-time" } },
};
const count = { type: "integer" };
const dateTime = { type: ["string", "null"], format: "date-time" };

function createGet(schema: object): object {
  return { get: { responses: { 200: { description: "", content: { "application/json": { schema } } } } } };
}

/** Lints a document of a list of books, and of a summary with a property that has this schema. */
function lintProperty(property: object): Promise<string[]> {
  const page = {
    type: "object",
    properties: { value: { type: "array", items: { $ref: "#/components/schemas/Book" } } },
  };
  const paths = {
    "/shelves/{id}/summary": createGet({ type: "object", properties: { property } }),
    "/shelves/{id}/books": createGet(page),
  };
  return lintDocument({ paths, components: { schemas: { Book: item } } }, "run-summary/derived-properties");
}

it.each([
  { ...count, "x-derived-from": { list: "books", count: { state: "read" } } },
  { ...dateTime, "x-derived-from": { list: "books", latest: "time" } },
  // Nothing follows from a list that the document does not have.
  { ...count, "x-derived-from": { list: "pens", count: { colour: "red" } } },
  count,
])("accepts %j", async (property) => {
  expect(await lintProperty(property)).toEqual([]);
});

const shape = "Nothing can be computed from this `x-derived-from`. Write `{ list: ";

it.each([
  [count, null, shape],
  [count, { list: "books" }, shape],
  [count, { list: "books", count: {} }, shape],
  [count, { list: 1, count: { state: "read" } }, shape],
  [count, { list: "books", count: { state: "read" }, latest: "time" }, shape],
  [count, { list: "books", count: { state: "read" }, sum: "x" }, shape],
  [{ type: "string" }, { list: "books", count: { state: "read" } }, "Write `type: integer` beside it."],
  [{ ...dateTime, type: "string" }, { list: "books", latest: "time" }, 'Write `type: [string, "null"]` and'],
  [count, { list: "books", count: { stat: "read" } }, "have no property `stat`. They have state, time."],
  [
    count,
    { list: "books", count: { state: "lost" } },
    "No item of `books` has this `state`: it must be equal to one of",
  ],
  [dateTime, { list: "books", latest: "state" }, "The property `state` of `books` is no date-time."],
])("refuses %j with %j", async (property, derivation, problem) => {
  expect(await lintProperty({ ...property, "x-derived-from": derivation })).toEqual([expect.stringContaining(problem)]);
});
