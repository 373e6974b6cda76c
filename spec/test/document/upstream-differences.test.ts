import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

const rule = "run-summary/upstream-differences";
const message = "Write `x-upstream: { differs: { <fact>: <what Microsoft says> }, reason: <why the spec differs> }`";

/** The problems of a document with this `x-upstream` beside a path, an operation and a property. */
function lint(declared: unknown): Promise<string[]> {
  const properties = { a: { type: "string", "x-upstream": declared } };
  const content = { "application/json": { schema: { type: "object", properties } } };
  const get = { responses: { 200: { description: "", content } }, "x-upstream": declared };
  return lintDocument({ paths: { "/a": { get, "x-upstream": declared } } }, rule);
}

it("accepts facts with what Microsoft says, and a reason", async () => {
  expect(await lint({ differs: { nullable: "yes", minimum: 1 }, reason: "A tenant showed it." })).toEqual([]);
});

it.each([
  ["no reason", { differs: { type: "string" } }],
  ["an empty reason", { differs: { type: "string" }, reason: " " }],
  ["no facts", { differs: {}, reason: "Why" }],
  ["a list of facts", { differs: ["type"], reason: "Why" }],
  ["a fact without a value", { differs: { type: null }, reason: "Why" }],
  ["another key", { differs: { type: "string" }, reason: "Why", since: "2026" }],
  ["a text", "It differs."],
  ["null", null],
])("refuses %s, wherever it stands", async (_name, declared) => {
  expect(await lint(declared)).toEqual([
    expect.stringContaining(message),
    expect.stringContaining(message),
    expect.stringContaining(message),
  ]);
});
