import { describe, expect, it } from "vitest";
import { checkExpression } from "../generate/client-checks.ts";

const document = {
  openapi: "3.1.1",
  components: { schemas: { Name: { type: "string", minLength: 1, description: "A name." } } },
} as never;

it.each<[schema: object, expression: string]>([
  [{ type: "integer", format: "int32", minimum: 0, maximum: 9 }, "all(integer, minimum(0), maximum(9))"],
  [{ type: ["string", "null"], format: "date-time", pattern: "Z$" }, 'nullable(all(string, pattern("Z$"), dateTime))'],
  [{ type: "string", format: "date-time" }, "all(string, dateTime)"],
  [{ type: "integer", format: "int32", minimum: 0 }, "all(integer, minimum(0), maximum(2147483647))"],
  [{ type: ["string", "integer"] }, "anyOf(string, integer)"],
  [{ enum: ["a", null] }, 'oneOf(["a",null])'],
  [{ type: ["string", "null"], enum: ["a"] }, 'all(nullable(string), oneOf(["a"]))'],
  [{ const: "a" }, 'constant("a")'],
  [{ type: "array", items: { type: "boolean" } }, "array(boolean)"],
  [{ $ref: "#/components/schemas/Name" }, "all(string, minLength(1))"],
  [{ properties: { a: { type: "number" } }, required: ["a"] }, 'object({ "a": number }, ["a"])'],
  [
    { type: "object", allOf: [{ properties: { a: { type: "string" } } }], unevaluatedProperties: false },
    'object({ "a": string }, [], "closed")',
  ],
  [
    {
      allOf: [
        { properties: { a: { type: "string" } }, required: ["a"] },
        { properties: { b: { type: "string" } }, required: ["a", "b"] },
      ],
    },
    'object({ "a": string, "b": string }, ["a","b"])',
  ],
  [{ description: "Anything.", "x-own": true }, "all()"],
])("%j becomes %s", (schema, expression) => {
  expect(checkExpression(document, schema, "request")).toBe(expression);
});

describe("what the client cannot check is refused", () => {
  it.each<[schema: object, says: string]>([
    [{ type: "integer", multipleOf: 2 }, "The client cannot check the keyword `multipleOf`. Use const, enum,"],
    [{ minimum: 0, allOf: [{ minimum: 1 }] }, "The client cannot check two values of `minimum`"],
    [{ type: "string", format: "uri" }, "The client cannot check the format `uri`. Use binary, date-time,"],
    [{ properties: { a: { type: "string", readOnly: true } } }, "The property `a` is read-only. Take it out"],
  ])("%j", (schema, says) => {
    expect(() => checkExpression(document, schema, "request")).toThrow(says);
  });

  it("but for the formats of an answer, and what only it may hold", () => {
    const schema = { properties: { a: { type: "string", format: "uri", readOnly: true } } };

    expect(checkExpression(document, schema, "answer")).toBe('object({ "a": string }, [])');
  });
});
