import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

function lintBody(status: string, properties: object): Promise<string[]> {
  const schema = { type: "object", allOf: [{ type: "object", properties }] };
  const responses = { [status]: { description: "", content: { "application/json": { schema } } } };
  return lintDocument({ paths: { "/a": { get: { responses } } } }, "run-summary/no-error-property");
}

it.each([
  ["200", { errors: {} }],
  ["200", { a: { type: "object", properties: { error: {} } } }],
  ["4XX", { error: {} }],
])("accepts the response %s with %j", async (status, properties) => {
  expect(await lintBody(status, properties)).toEqual([]);
});

it("refuses the property `error` of a success", async () => {
  expect(await lintBody("200", { error: {} })).toEqual([
    expect.stringContaining("The client takes the body of a success with an `error` for an error."),
  ]);
});
