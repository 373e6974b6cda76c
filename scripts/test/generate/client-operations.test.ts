import type { OpenApiDocument } from "@run-summary/openapi";
import { describe, expect, it } from "vitest";
import { generateClientOperations } from "../../generate/client-operations.ts";

const document: OpenApiDocument = {
  openapi: "3.1.1",
  servers: [{ url: "https://one.example/v1", "x-cloud": "global" } as object as { url: string }],
  paths: {
    "/things": {
      get: {
        operationId: "listThings",
        deprecated: true,
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

  expect(text).toContain(
    'listThings: {"method":"get","path":"/things","parameters":{"$top":"query"},"isEntity":false,"isEmpty":true},',
  );
  expect(text).toContain("  /**\n   * List things\n   *\n   * Ends *\\/ no comment.\n   *\n   * @deprecated\n   */\n");
  expect(text).toContain('  listThings: OperationMethod<operations["listThings"]>;');
});

it("imports only the checks that the expressions call", () => {
  const schema = { type: ["boolean", "null"], enum: [true, null, "minimum(0)"] };
  const post = {
    operationId: "addThing",
    requestBody: { content: { "application/json": { schema } } },
    responses: {},
  };
  const paths = { "/things": { post } } as OpenApiDocument["paths"];

  const text = generateClientOperations({ ...document, ...(paths && { paths }) })["body-checks.gen.ts"];

  expect(text).toContain(
    'import { type Check, all, boolean, enumeration, nullable, optional } from "../checks/checks.ts";',
  );
  expect(text).toContain('  addThing: optional(all(nullable(boolean), enumeration([true,null,"minimum(0)"]))),');
});

it("takes the clouds from the servers", () => {
  const text = generateClientOperations(document)["operations.gen.ts"];

  expect(text).toContain('export const clouds = {\n  "global": "https://one.example/v1",\n} as const;');
});

describe("depending on the bodies in the document", () => {
  const schema = { type: "object", properties: { a: { type: "string" } } };
  const json = (content: object) => ({ content: { "application/json": { schema: content } } });
  const filesFor = (requestBody: object, response: object) => {
    const operation = {
      operationId: "post",
      summary: "s",
      description: "d",
      requestBody,
      responses: { "200": response },
    };
    return generateClientOperations({ ...document, paths: { "/things": { post: operation } } } as OpenApiDocument);
  };

  it.each<[required: boolean, expression: string]>([
    [true, 'post: all(required, object({ "a": string }, [])),'],
    [false, 'post: optional(object({ "a": string }, [])),'],
  ])("a body check takes undefined unless the body is required (%s)", (required, expression) => {
    expect(filesFor({ ...json(schema), required }, json(schema))["body-checks.gen.ts"]).toContain(expression);
  });

  it.each<[what: string, schema: object, isEntity: boolean]>([
    ["an object", schema, true],
    ["a composed object", { allOf: [schema, { properties: { b: { type: "string" } } }] }, true],
    ["a page of a list", { type: "object", properties: { value: { type: "array", items: schema } } }, false],
    ["a list", { type: "array", items: schema }, false],
    ["a number", { type: "integer" }, false],
    ["an object or null", { ...schema, type: ["object", "null"] }, false],
  ])("decides whether a response with %s is an entity", (_what, response, isEntity) => {
    expect(filesFor(json(schema), json(response))["operations.gen.ts"]).toContain(`"isEntity":${isEntity}}`);
  });

  it("checks several successful responses as any of them, and takes them for entities where all of them are", () => {
    const responses = { "200": json(schema), "201": json({ type: "integer" }), "202": json(schema), "204": {} };
    const post = { operationId: "post", summary: "s", description: "d", responses };
    const files = generateClientOperations({ ...document, paths: { "/things": { post } } } as OpenApiDocument);

    expect(files["response-checks.gen.ts"]).toContain('  post: anyOf(object({ "a": string }, []), integer),');
    expect(files["operations.gen.ts"]).toContain('"isEntity":false}');
  });
});
