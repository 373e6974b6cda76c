import { expect, it } from "vitest";
import type { OpenApiDocument } from "../src/document.ts";
import { findSuccessStatus, listOperations } from "../src/operations.ts";

const text = { type: "string" } as const;

const document: OpenApiDocument = {
  openapi: "3.1.1",
  paths: {
    "/things/{id}": {
      parameters: [
        { $ref: "#/components/parameters/id" },
        { name: "trace", in: "header", schema: text, description: "of the path item" },
      ],
      get: {
        operationId: "getThing",
        summary: "Get a thing",
        description: "Gets it.",
        parameters: [
          { name: "trace", in: "header", required: true, schema: text, description: "of the operation", example: "t" },
          { name: "view", in: "query", schema: { $ref: "#/components/schemas/View" } },
        ],
        responses: { "200": { $ref: "#/components/responses/Thing" } as never, "4XX": { description: "wrong" } },
      },
      put: {
        operationId: "putThing",
        requestBody: { $ref: "#/components/requestBodies/thing~1body" },
        responses: { "204": { description: "done" } },
      },
    },
  },
  components: {
    parameters: { id: { name: "id", in: "path", required: true, schema: text, example: "1" } },
    schemas: { View: { type: "string", enum: ["short", "long"] } },
    examples: { one: { value: { id: "1" } } },
    headers: { "request-id": { required: true, description: "Of the request.", schema: text, example: "r" } },
    responses: {
      Thing: {
        description: "the thing",
        headers: { "request-id": { $ref: "#/components/headers/request-id" } },
        content: { "application/json": { schema: text, examples: { one: { $ref: "#/components/examples/one" } } } },
      },
    },
    requestBodies: {
      "thing/body": { required: true, content: { "application/json": { schema: text, example: "x" } } },
    },
  },
};
const [getThing, putThing] = listOperations(document);

it("gives the operations in the document's order, with method and path", () => {
  expect([getThing, putThing]).toMatchObject([
    { operationId: "getThing", method: "get", path: "/things/{id}", summary: "Get a thing", description: "Gets it." },
    { operationId: "putThing", method: "put", path: "/things/{id}", summary: "", description: "" },
  ]);
});

const simple = { style: "simple", explode: false };

it("gives an operation the parameters of its path item, unless it has its own", () => {
  expect(getThing?.parameters).toEqual([
    { name: "id", in: "path", required: true, description: "", schema: text, ...simple, example: "1" },
    {
      ...{ name: "trace", in: "header", required: true, description: "of the operation" },
      ...{ schema: text, ...simple, example: "t" },
    },
    {
      name: "view",
      in: "query",
      required: false,
      description: "",
      schema: { $ref: "#/components/schemas/View" },
      style: "form",
      explode: true,
      example: "short",
    },
  ]);
});

it("gives the request body behind a reference, whose name may hold a slash", () => {
  expect(putThing?.requestBody).toEqual({
    required: true,
    content: { "application/json": { schema: text, examples: { example: "x" } } },
  });
});

it("gives the responses with their headers and the values of their examples", () => {
  expect(getThing?.responses).toEqual({
    "200": {
      description: "the thing",
      headers: { "request-id": { required: true, description: "Of the request.", schema: text, example: "r" } },
      content: { "application/json": { schema: text, examples: { one: { id: "1" } } } },
    },
    "4XX": { description: "wrong", headers: {}, content: {} },
  });
});

it.each([
  [["404", "202", "200"], 200],
  [["400", "303", "302"], 302],
  [["302", "204"], 204],
  [["2XX", "4XX"], undefined],
])("finds the success among the statuses %j", (statuses, expected) => {
  const responses = Object.fromEntries(
    statuses.map((status) => [status, { description: "", headers: {}, content: {} }]),
  );

  expect(findSuccessStatus({ responses })).toBe(expected);
});
