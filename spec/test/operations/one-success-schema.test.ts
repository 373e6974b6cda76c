import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

function lintSchemas(schemas: Readonly<Record<string, object | undefined>>): Promise<string[]> {
  const responses = Object.fromEntries(
    Object.entries(schemas).map(([status, schema]) => [
      status,
      { description: "", ...(schema && { content: { "application/json": { schema } } }) },
    ]),
  );
  const components = { schemas: { A: { type: "string" } } };
  return lintDocument({ paths: { "/a": { get: { responses } } }, components }, "run-summary/one-success-schema");
}

it.each([
  { 200: { type: "string" }, 201: { type: "string" } },
  { 200: { $ref: "#/components/schemas/A" }, 201: { type: "string" } },
  { 200: { type: "string" }, 204: undefined },
  { 200: { type: "string" }, "4XX": { type: "object" } },
])("accepts %j", async (schemas) => {
  expect(await lintSchemas(schemas)).toEqual([]);
});

it("refuses two schemas", async () => {
  expect(await lintSchemas({ 200: { type: "string" }, 202: { type: "object" } })).toEqual([
    expect.stringContaining("The client checks a success by its operation, and 202 has another schema than 200."),
  ]);
});
