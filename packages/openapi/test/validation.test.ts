import { expect, it } from "vitest";
import type { OpenApiDocument } from "../src/document.ts";
import { listOperations, type Operation } from "../src/operations.ts";
import { createSchemaCheck, createValidator } from "../src/validation/index.ts";

const document = {
  openapi: "3.1.1",
  info: { title: "Test", version: "1" },
  paths: {
    "/me": {
      get: {
        responses: {
          200: {
            description: "Me",
            headers: { "request-id": { required: true, schema: { type: "string" } } },
            content: { "application/json": { schema: { $ref: "#/components/schemas/Me" } } },
          },
          202: {
            description: "Later",
            headers: { "retry-after": { schema: { type: "integer", maximum: 60 } } },
            content: { "text/csv": { schema: { type: "string", maxLength: 3 } } },
          },
          203: { description: "Bytes", content: { "image/png": { schema: { type: "string", format: "binary" } } } },
          204: { description: "Nobody" },
        },
      },
    },
  },
  components: {
    schemas: {
      Me: {
        type: "object",
        required: ["id"],
        unevaluatedProperties: false,
        properties: { id: { type: "string" }, "a/b": { type: "integer", maximum: 3 } },
      },
    },
  },
} as unknown as OpenApiDocument;
const validator = createValidator(document);
const [operation] = listOperations(document) as [Operation];
const schema = { $ref: "#/components/schemas/Me" };

it.each([
  [{ id: "1", "a/b": 3 }, []],
  [{ "a/b": 3 }, [{ pointer: "/id", expected: "this property", actual: undefined }]],
  [{ id: "1", "a/b": 4 }, [{ pointer: "/a~1b", expected: "<= 3", actual: 4 }]],
  [{ id: "1", other: 2 }, [{ pointer: "/other", expected: "no such property", actual: 2 }]],
])("validates the value %j", (value, mismatches) => {
  expect(validator.validateValue(schema, value)).toEqual(mismatches);
});

it.each([
  [200, { "request-id": "1", "content-type": "application/json; charset=utf-8" }, '{"id":"1"}', []],
  [200, { "content-type": "application/json" }, '{"id":1}', ["/header/request-id", "/body/id"]],
  [200, { "request-id": "1", "content-type": "text/html" }, "<p>", ["/header/content-type"]],
  [200, { "request-id": "1", "content-type": "application/json" }, "{", ["/body"]],
  [202, { "content-type": "text/csv", "retry-after": "60" }, "a,b", []],
  [202, { "content-type": "text/csv", "retry-after": "61" }, "a,b,c", ["/header/retry-after", "/body"]],
  [202, { "content-type": "text/csv", "retry-after": "soon" }, "a,b", ["/header/retry-after"]],
  [203, { "content-type": "image/png" }, "any", []],
  [204, {}, "text", ["/body"]],
])("validates a response with status %i, %j and %s", (status, headers, body, pointers) => {
  const response = { status, headers: new Headers(headers), body };

  const mismatches = validator.validateResponse(operation.responses[status], response);

  expect(mismatches.map(({ pointer }) => pointer)).toEqual(pointers);
});

it("reports a status that is not documented", () => {
  const response = { status: 418, headers: new Headers(), body: "" };

  expect(validator.validateResponse(undefined, response)).toMatchObject([{ pointer: "/status", actual: 418 }]);
});

it("names the keyword that does not compile, and leaves the schemas inside to themselves", () => {
  const checkSchema = createSchemaCheck("2020-12", { strict: true });

  expect(checkSchema({ type: "string", pattern: "(" })).toMatchObject([{ keys: ["pattern"] }]);
  expect(checkSchema({ type: "object", properties: { a: { pattern: "(" } } })).toEqual([]);
});

it("takes no member that each object has for a property", () => {
  const { validateValue } = createValidator({ openapi: "3.1.1" } as never);

  expect(validateValue({ required: ["toString"] }, {})).toEqual([
    { pointer: "/toString", expected: "this property", actual: undefined },
  ]);
});
