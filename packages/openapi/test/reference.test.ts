import { expect, it } from "vitest";
import type { OpenApiDocument } from "../src/document.ts";
import { resolveReference } from "../src/reference.ts";
import { flattenSchema } from "../src/schema/flatten-schema.ts";

const document = {
  components: {
    schemas: {
      Named: { $ref: "#/components/schemas/a~1b" },
      "a/b": { type: "object", required: ["x"], properties: { x: { type: "string" } } },
      Loop: { $ref: "#/components/schemas/Loop" },
    },
  },
} as unknown as OpenApiDocument;

it("follows a reference through other references", () => {
  expect(resolveReference(document, { $ref: "#/components/schemas/Named" })).toMatchObject({ required: ["x"] });
});

it("returns what is no reference as it is", () => {
  const schema = { type: "string" };

  expect(resolveReference(document, schema)).toBe(schema);
});

it.each([
  ["#/components/schemas/Missing", "points to nothing"],
  ["#/components/schemas/Loop", "leads back to itself"],
])("refuses the reference %s, which %s", ($ref, reason) => {
  expect(() => resolveReference(document, { $ref })).toThrow(reason);
});

it("merges the parts of an allOf, and the outer schema wins", () => {
  const flat = flattenSchema(document, {
    allOf: [{ $ref: "#/components/schemas/Named" }],
    required: ["y"],
    properties: { y: { type: "integer" } },
  });

  expect(flat).toEqual({
    type: "object",
    required: ["x", "y"],
    properties: { x: { type: "string" }, y: { type: "integer" } },
  });
});
