// What the mock says of the responses of an upstream.
import { expect, it } from "vitest";
import { createDocument } from "../helpers/documents.ts";
import { send, temporaryMock } from "../helpers/requests.ts";
import { startServer, validateUpstreamResponse } from "../helpers/upstream.ts";

const object = { schema: { type: "object" } };

it.each([
  ["application/json", "application/json; charset=utf-8", true],
  ["application/json; charset=utf-8", "application/json", false],
  ["application/json; charset=utf-8", "application/json;charset=UTF-8", false],
  ["application/json; charset=utf-8", 'application/json; odata.metadata=minimal; charset="utf-8"', true],
  ["application/json; a=1; b=2", "application/json; a=1; b=3", false],
  ["application/*; a=1", "application/json; a=1", true],
  ["application/*; a=1", "application/json; a=2", false],
  ["application/*", "text/json", false],
  ["*/*", "text/json", true],
])("described as %s, a response of %s is right: %s", async (described, sent, isRight) => {
  const violations = await validateUpstreamResponse({ content: { [described]: {} } }, { "content-type": sent }, "{}");

  const message = `response The received media type "${sent}" does not match the one specified in the current response: ${described}.`;
  expect(violations).toEqual(isRight ? [] : [message]);
});

it("names a response that is not described in Prism's format", async () => {
  const upstream = await startServer((_request, response) => void response.writeHead(418).end());
  const responses = { 200: { description: "done" }, "3XX": { description: "elsewhere" } };
  const mock = await temporaryMock({ spec: createDocument({ "/a": { get: { responses } } }), upstream });

  const { headers } = await send(`${mock.url}/a`);

  expect(JSON.parse(headers.get("sl-violations") ?? "")).toEqual([
    {
      location: ["response"],
      severity: "Error",
      code: "undocumented",
      message: "Unable to match the returned status code with those defined in the document: 200,3XX.",
    },
  ]);
});

it("lists the media types of a response that has another one", async () => {
  const content = { "application/json": object, "text/csv": { schema: { type: "string" } } };

  expect(await validateUpstreamResponse({ content }, { "content-type": "text/html" }, "<p>")).toContain(
    'response The received media type "text/html" does not match the ones specified in the current response: application/json, text/csv.',
  );
});

it("asks for no media type where none is described", async () => {
  expect(await validateUpstreamResponse({}, { "content-type": "text/html" }, "<p>")).toEqual([]);
});

it.each([
  ["application/json", "1", ["response/body Response body must be object."]],
  ["application/x-www-form-urlencoded", "a=1", []],
  ["multipart/form-data; boundary=x", "--x--", []],
])("validates a body of %s, but no form", async (mediaType, body, violations) => {
  const content = { [mediaType]: object };

  expect(await validateUpstreamResponse({ content }, { "content-type": mediaType }, body)).toEqual(violations);
});

it("names the property that a body has, and should not have", async () => {
  const validate = (schema: object) =>
    validateUpstreamResponse(
      { content: { "application/json": { schema } } },
      { "content-type": "application/json" },
      '{"z":1}',
    );

  expect(await validate({ additionalProperties: false })).toEqual([
    "response/body/z Response body must NOT have additional properties; found 'z'.",
  ]);
  expect(await validate({ allOf: [{ properties: { a: {} } }], unevaluatedProperties: false })).toEqual([
    "response/body/z Response body must NOT have unevaluated properties: 'z'.",
  ]);
});

it("validates a body by the schema of its media type", async () => {
  const content = { "text/plain": { schema: { maxLength: 1 } }, "text/*": { schema: { maxLength: 2 } } };
  const validate = (type: string, body: string) =>
    validateUpstreamResponse({ content }, { "content-type": type }, body);

  expect(await validate("text/plain", "ab")).toEqual([
    "response/body Response body must NOT have more than 1 characters.",
  ]);
  expect(await validate("text/csv", "ab")).toEqual([]);
  expect(await validate("text/csv", "abc")).toEqual([
    "response/body Response body must NOT have more than 2 characters.",
  ]);
});
