// Values and schemas whose verdict Prism gets wrong: it merges the parts of `allOf`, and knows inherited members and no falsy body.
import { expect, it } from "vitest";
import { createDocument } from "../helpers/documents.ts";
import { send, temporaryMock } from "../helpers/requests.ts";
import { validateUpstreamResponse } from "../helpers/upstream.ts";

async function requestStatus(schema: object, text: string, components: object = {}): Promise<number> {
  const post = {
    requestBody: { required: true, content: { "application/json": { schema } } },
    responses: { 204: { description: "Accepted." }, 400: { description: "Refused." } },
  };
  const jsonSchemaDialect = "https://json-schema.org/draft/2020-12/schema";
  const mock = await temporaryMock({ spec: createDocument({ "/a": { post } }, { jsonSchemaDialect, components }) });
  const headers = { "content-type": "application/json" };
  return (await send(`${mock.url}/a`, { method: "POST", headers, body: text })).status;
}

const readOnlyId = { properties: { id: { readOnly: true }, name: { type: "string" } } };

it.each<[string, object, accepted: string, refused: string]>([
  [
    "`additionalProperties` beside `allOf`",
    { allOf: [{ properties: { a: {} } }], additionalProperties: { type: "boolean" } },
    '{"b":true}',
    '{"a":1}',
  ],
  ["the schema `false` in `allOf`", { anyOf: [{ type: "string" }, { allOf: [{}, false] }] }, '"a"', "1"],
  [
    "`unevaluatedProperties` in a part of `allOf`",
    { allOf: [{ properties: { a: {} } }, { unevaluatedProperties: false }] },
    "{}",
    '{"a":1}',
  ],
  ["a required property that each object inherits", { required: ["toString"] }, '{"toString":1}', "{}"],
  [
    "a property with the name of an inherited one",
    { properties: { constructor: { type: "number" } } },
    "{}",
    '{"constructor":"a"}',
  ],
  ["the body false", { type: "boolean" }, "false", "0"],
  ["the body 0", { type: "integer" }, "0", "false"],
  ['the body ""', { type: "string" }, '""', "null"],
  ["the body null", { type: "null" }, "null", '""'],
  [
    "a read-only property that another part of `allOf` requires",
    { allOf: [readOnlyId, { required: ["id", "name"] }] },
    '{"name":"a"}',
    "{}",
  ],
  [
    "a read-only property that a part of its own `allOf` marks",
    { properties: { id: { allOf: [{ type: "string" }, { readOnly: true }] }, name: {} }, required: ["id", "name"] },
    '{"name":"a"}',
    "{}",
  ],
  [
    "a read-only property in a closed schema",
    { ...readOnlyId, additionalProperties: false },
    '{"name":"a"}',
    '{"id":1}',
  ],
  [
    "an offset without minutes",
    { type: "string", format: "date-time" },
    '"1985-04-12T00:59:59.999999999999999Z"',
    '"1985-04-12T23:20:50+01"',
  ],
])("validates %s", async (_what, schema, accepted, refused) => {
  expect(await requestStatus(schema, accepted)).toBe(204);
  expect(await requestStatus(schema, refused)).toBe(400);
});

it("validates a schema that refers to itself", async () => {
  const properties = { name: { type: "string" }, child: { $ref: "#/components/schemas/Tree" } };
  const components = { schemas: { Tree: { type: "object", required: ["name"], properties } } };
  const schema = { $ref: "#/components/schemas/Tree" };

  expect(await requestStatus(schema, '{"name":"a","child":{"name":"b"}}', components)).toBe(204);
  expect(await requestStatus(schema, '{"name":"a","child":{}}', components)).toBe(400);
});

/** Lists where an upstream's response with a JSON body is wrong. */
async function listWrongPlaces(schema: object, text: string): Promise<string[]> {
  const described = { content: { "application/json": { schema } } };
  const headers = { "content-type": "application/json" };
  const jsonSchemaDialect = "https://json-schema.org/draft/2020-12/schema";
  const violations = await validateUpstreamResponse(described, headers, text, { jsonSchemaDialect });
  return violations.map((violation) => violation.replace(/ .*/, ""));
}

it.each<[string, object, valid: string, invalid: string, location: string]>([
  [
    "`additionalProperties` beside `allOf`",
    { allOf: [{ properties: { a: {} } }], additionalProperties: { type: "boolean" } },
    '{"b":true}',
    '{"a":1}',
    "response/body/a",
  ],
  [
    "a write-only property that another part of `allOf` requires",
    {
      allOf: [
        { properties: { secret: { writeOnly: true }, name: { type: "string" } } },
        { required: ["secret", "name"] },
      ],
    },
    '{"name":"a"}',
    "{}",
    "response/body/name",
  ],
  ["the body false", { type: "boolean" }, "false", "0", "response/body"],
])("validates %s in a response", async (_what, schema, valid, invalid, location) => {
  expect(await listWrongPlaces(schema, valid)).toEqual([]);
  expect(await listWrongPlaces(schema, invalid)).toEqual([location]);
});
