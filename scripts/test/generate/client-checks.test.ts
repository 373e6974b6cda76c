import { keywordsByType } from "@run-summary/openapi";
import { expect, it } from "vitest";
import { generateCheck } from "../../generate/client-checks.ts";

const document = {
  openapi: "3.1.1",
  components: { schemas: { Name: { type: "string", minLength: 1, description: "A name." } } },
} as never;

it.each<[schema: object, expression: string]>([
  [{ type: "integer", format: "int32", minimum: 0, maximum: 9 }, "all(integer, minimum(0), maximum(9))"],
  [{ type: ["string", "null"], format: "date-time", pattern: "Z$" }, 'nullable(all(string, pattern("Z$"), dateTime))'],
  [{ type: "string", format: "date-time" }, "all(string, dateTime)"],
  [{ type: "integer", format: "int32", minimum: 0 }, "all(integer, minimum(0), maximum(2147483647))"],
  [
    { type: ["string", "integer"], minLength: 2, minimum: 1 },
    "anyOf(all(string, minLength(2)), all(integer, minimum(1)))",
  ],
  [{ type: "null" }, "constant(null)"],
  [{ type: "number", exclusiveMinimum: 0, multipleOf: 0.5 }, "all(number, exclusiveMinimum(0), multipleOf(0.5))"],
  [{ type: "string", format: "uuid" }, "all(string, uuid)"],
  [{ type: "string", format: "uri" }, "string"],
  [{ enum: ["a", null] }, 'enumeration(["a",null])'],
  [{ type: ["string", "null"], enum: ["a"] }, 'all(nullable(string), enumeration(["a"]))'],
  [{ const: "a" }, 'constant("a")'],
  [{ type: "array", items: { type: "boolean" } }, "array(boolean)"],
  [{ type: "array", minItems: 1, uniqueItems: true }, "all(array(all()), minItems(1), uniqueItems)"],
  [{ type: "array", uniqueItems: false }, "array(all())"],
  [{ type: "object", additionalProperties: { type: "string" } }, "object({  }, [], string)"],
  [{ $ref: "#/components/schemas/Name" }, "all(string, minLength(1))"],
  [{ type: "object", properties: { a: { type: "number" } }, required: ["a"] }, 'object({ "a": number }, ["a"])'],
  [
    { type: "object", allOf: [{ properties: { a: { type: "string" } } }], unevaluatedProperties: false },
    'object({ "a": string }, [], forbidden)',
  ],
  [
    {
      type: "object",
      allOf: [
        { properties: { a: { type: "string" } }, required: ["a"] },
        { properties: { b: { type: "string" } }, required: ["a", "b"] },
      ],
    },
    'object({ "a": string, "b": string }, ["a","b"])',
  ],
  [{ description: "Anything.", "x-own": true }, "all()"],
])("%j becomes %s", (schema, expression) => {
  expect(generateCheck(document, schema)).toBe(expression);
});

it("generates a check for each keyword that the spec may have", () => {
  const values = { items: { type: "null" }, properties: { a: {} }, required: ["a"], format: "uuid", pattern: "a" };
  for (const [type, keywords] of Object.entries(keywordsByType)) {
    const without = generateCheck(document, { type });
    for (const keyword of keywords) {
      const value = { additionalProperties: false, unevaluatedProperties: false, ...values }[keyword as string] ?? 1;
      expect(generateCheck(document, { type, [keyword]: value }), `${type} ${keyword}`).not.toBe(without);
    }
  }
});
