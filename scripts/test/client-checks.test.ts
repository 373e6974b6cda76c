import { describe, expect, it } from "vitest";
import { checkExpression } from "../generate/client-checks.ts";

const document = {
  openapi: "3.1.1",
  components: {
    schemas: {
      Name: { type: "string", minLength: 1, description: "A name." },
      Tree: { properties: { branches: { type: "array", items: { $ref: "#/components/schemas/Tree" } } } },
    },
  },
} as never;

it.each<[schema: object, expression: string]>([
  [{ type: "integer", format: "int32", minimum: 0, maximum: 9 }, "all(integer, minimum(0), maximum(9))"],
  [{ type: ["string", "null"], format: "date-time", pattern: "Z$" }, 'nullable(all(string, pattern("Z$"), dateTime))'],
  [
    { type: "string", format: "date-time" },
    String.raw`all(string, pattern("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$"), dateTime)`,
  ],
  [{ type: ["string", "integer"] }, "anyOf(string, integer)"],
  [{ enum: ["a", null] }, 'oneOf(["a",null])'],
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
  expect(checkExpression(document, schema)).toBe(expression);
});

describe("what the client cannot check is refused", () => {
  it.each<[schema: object, says: string]>([
    [{ type: "integer", multipleOf: 2 }, "The client cannot check the keyword `multipleOf`. Use const, enum,"],
    [{ minimum: 0, allOf: [{ minimum: 1 }] }, "The client cannot check two values of `minimum`"],
    [{ $ref: "#/components/schemas/Tree" }, "The client cannot check a schema that is inside itself."],
  ])("%j", (schema, says) => {
    expect(() => checkExpression(document, schema)).toThrow(says);
  });
});
