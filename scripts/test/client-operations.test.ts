import type { OpenApiDocument } from "@run-summary/spec";
import { expect, it } from "vitest";
import { generateClientOperations } from "../generate/client-operations.ts";

const document: OpenApiDocument = {
  openapi: "3.1.1",
  servers: [{ url: "https://one.example/v1", "x-cloud": "global" } as object as { url: string }],
  paths: {
    "/things": {
      get: {
        operationId: "listThings",
        summary: "List things",
        description: "Ends */ no comment.\n",
        parameters: [{ name: "$top", in: "query", schema: { type: "integer" } }],
        responses: { "200": { description: "things" } },
      },
    },
  },
};

it("generates a table entry and a documented method for each operation", () => {
  const text = generateClientOperations(document)["operations.gen.ts"];

  expect(text).toContain('listThings: {"method":"get","path":"/things","parameters":{"$top":"query"}},');
  expect(text).toContain("  /**\n   * List things\n   *\n   * Ends *\\/ no comment.\n   */\n");
  expect(text).toContain('  listThings: OperationMethod<operations["listThings"]>;');
});

it("takes the clouds from the servers", () => {
  const text = generateClientOperations(document)["operations.gen.ts"];

  expect(text).toContain('export const clouds = {\n  "global": "https://one.example/v1",\n} as const;');
});

it("imports the checks that it uses, and no value of a constant or an enumeration", () => {
  const schema = { properties: { a: { enum: ["x", null] }, b: { const: true }, nullable: { type: "string" } } };
  const success = { description: "things", content: { "application/json": { schema } } };
  const get = { operationId: "listThings", responses: { "200": success } };

  const text = generateClientOperations({ ...document, paths: { "/things": { get } } } as OpenApiDocument)[
    "answer-checks.gen.ts"
  ];

  expect(text).toContain('import { type Check, constant, object, oneOf, string } from "../checks.ts";');
});
