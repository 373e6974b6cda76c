import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

const rule = "run-summary/error-body";

const text = { type: "string" };
const error = { type: "object", required: ["code", "message"], properties: { code: text, message: text } };
const body = { type: "object", required: ["error"], properties: { error } };

function lintError(status: string, schema: object): Promise<string[]> {
  const responses = { [status]: { description: "", content: { "application/json": { schema } } } };
  return lintDocument({ paths: { "/": { get: { responses } } } }, rule);
}

it.each([
  ["4XX", body],
  ["404", { allOf: [body], properties: { more: text } }],
  ["200", text],
])("accepts the response %s of %j", async (status, schema) => {
  expect(await lintError(status, schema)).toEqual([]);
});

it.each([
  [text, "need not have `error`. Write the property, and its name into `required`."],
  [{ ...body, required: [] }, "need not have `error`."],
  [{ ...body, properties: { error: { ...error, required: ["code"] } } }, "need not have `message`."],
  [{ ...body, properties: { error: { ...error, properties: { message: text } } } }, "need not have `code`."],
])("refuses the error %j", async (schema, problem) => {
  expect(await lintError("4XX", schema)).toEqual([expect.stringContaining(problem)]);
});
