// Pairs of small documents, and the version bump that callers need from one to the other, and back.
import type { OpenApiDocument } from "@run-summary/openapi";
import { expect, it } from "vitest";
import { findBump, json, ok, type Pair, type Part, post, query, receive, send, text } from "./pairs.ts";

function flow(changes: Part, name = "authorizationCode"): OpenApiDocument {
  const urls = { authorizationUrl: "https://a.example/authorize", tokenUrl: "https://a.example/token" };
  const flows = { [name]: { ...urls, scopes: { read: "Reads.", write: "Writes." }, ...changes } };
  return post({ security: [{ a: ["read"] }] }, { components: { securitySchemes: { a: { type: "oauth2", flows } } } });
}

const error = { type: "object", required: ["code"], properties: { code: text } };
const otherError = { type: "object", required: ["reason"], properties: { reason: text } };
const respond = (statuses: Record<string, unknown>) =>
  post({
    responses: {
      ...ok,
      ...Object.fromEntries(
        Object.entries(statuses).map(([status, schema]) => [status, { description: "No", ...json(schema) }]),
      ),
    },
  });
const node = (properties: Part) => ({
  schemas: { Node: { type: "object", properties: { next: { $ref: "#/components/schemas/Node" }, ...properties } } },
});
const pets = (properties: Part) => ({
  schemas: {
    Pet: { type: "object", properties, oneOf: [{ $ref: "#/components/schemas/Cat" }] },
    Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }, { type: "object", properties: { name: text } }] },
  },
});
const nodes = { $ref: "#/components/schemas/Node" };
const scopes = { a: { type: "oauth2", flows: {} } };

const pairs: Pair[] = [
  // What the compiler says
  ["a required body where there was none", post({}), send(text), "major", "major"],
  [
    "a parameter with another name beside a new operation",
    post({ parameters: [query("from", text)] }),
    {
      ...post({ parameters: [query("since", text)] }),
      paths: {
        ...post({ parameters: [query("since", text)] }).paths,
        "/b": { get: { operationId: "other", responses: ok } },
      },
    } as never,
    "major",
    "major",
  ],
  [
    "an error whose body is that of its range",
    respond({ "4XX": error }),
    respond({ "4XX": error, 409: error }),
    "minor",
    "minor",
  ],
  [
    "an error with a body of its own",
    respond({ "4XX": error }),
    respond({ "4XX": error, 409: otherError }),
    "major",
    "major",
  ],
  [
    "a property that moves out of an exported type",
    receive(
      { allOf: [{ $ref: "#/components/schemas/Base" }] },
      { schemas: { Base: { type: "object", required: ["a", "b"], properties: { a: text, b: text } } } },
    ),
    receive(
      {
        allOf: [{ $ref: "#/components/schemas/Base" }, { type: "object", required: ["b"], properties: { b: text } }],
      },
      { schemas: { Base: { type: "object", required: ["a"], properties: { a: text } } } },
    ),
    "major",
    "patch",
  ],
  [
    "a media type that loses its schema",
    receive(text),
    post({ responses: { 200: { description: "OK", content: { "application/json": {} } } } }),
    "major",
    "minor",
  ],
  [
    "an enum of a response that loses a value",
    receive({ enum: ["a", "b"] }),
    receive({ enum: ["a"] }),
    "major",
    "major",
  ],
  // How a document is written
  [
    "a parameter that moves from the path to its operations",
    {
      ...post({}),
      paths: { "/a": { parameters: [query("q", text)], post: { operationId: "send", responses: ok } } },
    } as never,
    post({ parameters: [query("q", text)] }),
    "patch",
    "patch",
  ],
  [
    "security that moves from the document to its operations",
    post({}, { security: [{ a: [] }], components: { securitySchemes: scopes } }),
    post({ security: [{ a: [] }] }, { components: { securitySchemes: scopes } }),
    "patch",
    "patch",
  ],
  [
    "a schema without its reference, and with its allOf merged",
    receive(
      { allOf: [{ $ref: "#/components/schemas/Base" }, { type: "object", properties: { b: text } }] },
      { schemas: { Base: { type: "object", properties: { a: text } } } },
    ),
    receive(
      { type: "object", properties: { a: text, b: text } },
      { schemas: { Base: { type: "object", properties: { a: text } } } },
    ),
    "patch",
    "patch",
  ],
  // What the schemas say
  ["a constant in the place of an enum of one value", send({ enum: ["a"] }), send({ const: "a" }), "patch", "patch"],
  ["a constant in the place of an enum of two", send({ enum: ["a", "b"] }), send({ const: "a" }), "major", "minor"],
  ["minLength: 0, which is nothing", send(text), send({ ...text, minLength: 0 }), "patch", "patch"],
  [
    "a schema that permits everything",
    post({ parameters: [query("q", {})] }),
    post({ parameters: [query("q", true)] }),
    "patch",
    "patch",
  ],
  [
    "a wider format in a request",
    send({ type: "integer", format: "int32" }),
    send({ type: "integer", format: "int64" }),
    "minor",
    "major",
  ],
  [
    "a wider format in a response",
    receive({ type: "integer", format: "int32" }),
    receive({ type: "integer", format: "int64" }),
    "major",
    "minor",
  ],
  [
    "a limit that the format implies",
    send({ type: "integer", format: "int32" }),
    send({ type: "integer", format: "int32", maximum: 2147483647 }),
    "patch",
    "patch",
  ],
  [
    "a length that the format implies",
    receive({ ...text, format: "uuid" }),
    receive({ ...text, format: "uuid", maxLength: 36 }),
    "patch",
    "patch",
  ],
  [
    "exclusiveMinimum: 0 in the place of minimum: 1",
    send({ type: "integer", minimum: 1 }),
    send({ type: "integer", exclusiveMinimum: 0 }),
    "patch",
    "patch",
  ],
  [
    "a multiple of another multiple",
    send({ type: "number", multipleOf: 0.5 }),
    send({ type: "number", multipleOf: 0.25 }),
    "minor",
    "major",
  ],
  ["null beside the same", send(text), send({ oneOf: [{ type: "null" }, text] }), "minor", "major"],
  [
    "a pattern, of which nothing is known",
    send({ ...text, pattern: "^a" }),
    send({ ...text, pattern: "^[ab]" }),
    "major",
    "major",
  ],
  [
    "a property of a closed object",
    send({ type: "object", additionalProperties: false, properties: {} }),
    send({ type: "object", additionalProperties: false, properties: { a: text } }),
    "minor",
    "major",
  ],
  [
    "an object that is closed",
    send({ type: "object", properties: { a: text } }),
    send({ type: "object", additionalProperties: false, properties: { a: text } }),
    "major",
    "minor",
  ],
  [
    "a schema that contains itself",
    send(nodes, node({})),
    send(nodes, node({ size: { type: "integer" } })),
    "minor",
    "major",
  ],
  [
    "one that contains itself, in a response",
    receive(nodes, node({ size: text })),
    receive(nodes, node({ size: { type: "integer" } })),
    "major",
    "major",
  ],
  [
    "a union whose branches hold the schema that they are branches of",
    send({ $ref: "#/components/schemas/Pet" }, pets({})),
    send({ $ref: "#/components/schemas/Pet" }, pets({ age: { type: "integer" } })),
    "minor",
    "major",
  ],
  [
    "what a keyword refers to that is not compared",
    send(
      { type: "object", patternProperties: { "^x": { $ref: "#/components/schemas/X" } } },
      { schemas: { X: { ...text, maxLength: 9 } } },
    ),
    send(
      { type: "object", patternProperties: { "^x": { $ref: "#/components/schemas/X" } } },
      { schemas: { X: { ...text, maxLength: 5 } } },
    ),
    "major",
    "major",
  ],
  [
    "a required property that may be sent now",
    send({ type: "object", required: ["id"], properties: { id: { ...text, readOnly: true } } }),
    send({ type: "object", required: ["id"], properties: { id: text } }),
    "major",
    "major",
  ],
  [
    "items at other positions",
    send({
      type: "array",
      prefixItems: [
        { ...text, maxLength: 1 },
        { ...text, maxLength: 5 },
      ],
    }),
    send({
      type: "array",
      prefixItems: [
        { ...text, maxLength: 5 },
        { ...text, maxLength: 1 },
      ],
    }),
    "major",
    "major",
  ],
  [
    "an empty value in the place of properties",
    send({ type: "object", properties: null }),
    send({ type: "object" }),
    "patch",
    "patch",
  ],
  // What the rules say
  [
    "a webhook's body that may be left out",
    post({}, { webhooks: { done: { post: { requestBody: { required: true, ...json(text) }, responses: ok } } } }),
    post({}, { webhooks: { done: { post: { requestBody: { required: false, ...json(text) }, responses: ok } } } }),
    "major",
    "minor",
  ],
  [
    "a default of OpenAPI that is written out",
    post({ parameters: [query("q", text)] }),
    post({ parameters: [query("q", text, { required: false, allowReserved: false })] }),
    "patch",
    "patch",
  ],
  ["security without scopes", post({ security: [{ a: null }] }), post({ security: [{ a: [] }] }), "patch", "patch"],
  ["another OAuth flow", flow({}), flow({}, "implicit"), "major", "major"],
  ["another address for tokens", flow({}), flow({ tokenUrl: "https://b.example/token" }), "major", "major"],
  ["a scope that is gone", flow({}), flow({ scopes: { read: "Reads." } }), "major", "minor"],
  [
    "the description of a scope",
    flow({}),
    flow({ scopes: { read: "Reads all.", write: "Writes." } }),
    "patch",
    "patch",
  ],
  [
    "a default that is an object, below keys that documentation has, too",
    send({ type: "object", properties: { title: { type: "object", default: { tags: ["a"] } } } }),
    send({ type: "object", properties: { title: { type: "object", default: { tags: ["b"] } } } }),
    "major",
    "major",
  ],
  [
    "the default of a parameter that is always sent",
    post({ parameters: [query("q", { ...text, default: "a" }, { required: true })] }),
    post({ parameters: [query("q", { ...text, default: "b" }, { required: true })] }),
    "patch",
    "patch",
  ],
  [
    "a token for what needed none",
    post({}),
    post({ security: [{ a: [] }] }, { components: { securitySchemes: scopes } }),
    "major",
    "minor",
  ],
  [
    "what a callback sends",
    post({ callbacks: { done: { "{$request.body#/url}": { post: { requestBody: json(text), responses: ok } } } } }),
    post({
      callbacks: {
        done: { "{$request.body#/url}": { post: { requestBody: json({ type: ["string", "null"] }), responses: ok } } },
      },
    }),
    "major",
    "minor",
  ],
  [
    "what a webhook takes",
    post({}, { webhooks: { done: { post: { requestBody: json({ ...text, maxLength: 5 }), responses: ok } } } }),
    post({}, { webhooks: { done: { post: { requestBody: json({ ...text, maxLength: 6 }), responses: ok } } } }),
    "major",
    "minor",
  ],
];

it.each(pairs)("%s", async (_name, base, next, forth, back) => {
  expect([await findBump(base, next), await findBump(next, base)]).toEqual([forth, back]);
});
