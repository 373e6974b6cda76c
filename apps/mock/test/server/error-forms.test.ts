import { describe, expect, it } from "vitest";
import type { Mock, MockOptions } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { get, readError, send, temporaryMock } from "../helpers/requests.ts";

const text = { type: "string" };
const graphError = {
  type: "object",
  required: ["error"],
  properties: { error: { type: "object", required: ["code", "message"], properties: { code: text, message: text } } },
};
const parameters = [{ in: "query", name: "top", schema: { type: "integer" } }];
const ok = { description: "done" };
const json = (mediaType: object) => ({ description: "wrong", content: { "application/json": mediaType } });

function serve(responses: object, options: MockOptions = {}): Promise<Mock> {
  return temporaryMock({
    spec: createDocument({ "/a": { get: { parameters, responses: { 200: ok, ...responses } } } }),
    ...options,
  });
}

const getInvalid = (mock: Mock) => get(mock, {}, "/a?top=x");

describe("the error of an operation", () => {
  it.each<[string, object]>([
    ["the status has it", { 400: json({ schema: graphError }) }],
    ["the range has it", { "4XX": json({ schema: graphError }) }],
    ["the default response has it", { default: json({ schema: graphError }) }],
    ["it is one part of the schema", { 400: json({ schema: { allOf: [graphError, { properties: { more: {} } }] } }) }],
    ["it is one of several forms", { 400: json({ schema: { oneOf: [graphError, { required: ["fault"] }] } }) }],
    ["only an example has it", { 400: json({ schema: {}, example: { error: { code: "Own", message: "" } } }) }],
    ["another operation's status has it", { 404: json({ schema: graphError }) }],
  ])("has Graph's form where %s", async (_where, responses) => {
    const response = await getInvalid(await serve(responses));

    expect(response).toMatchObject({ status: 400, body: { error: { target: "/query/top" } } });
    expect(response.headers.get("content-type")).toBe("application/json");
  });

  it.each<[string, object, unknown]>([
    ["its example", { 400: json({ schema: { type: "object" }, example: { fault: 1 } }) }, { fault: 1 }],
    [
      "what is generated from its schema",
      { 400: json({ schema: { properties: { fault: text } } }) },
      { fault: "string" },
    ],
    ["an example of the range", { "4XX": json({ example: { fault: 2 } }) }, { fault: 2 }],
    ["an example of the default response", { default: json({ example: { fault: 3 } }) }, { fault: 3 }],
    ["an error without a code", { 400: json({ schema: { properties: { error: {} } } }) }, { error: null }],
    ["an error that is no object", { 400: json({ schema: { properties: { error: text } } }) }, { error: "string" }],
    [
      "an error that takes no body of the mock",
      { 400: json({ schema: { ...graphError, additionalProperties: false, required: ["error", "id"] } }) },
      { error: { code: "string", message: "string" } },
    ],
    ["a text", { 400: { description: "wrong", content: { "text/plain": { example: "wrong" } } } }, "wrong"],
  ])("has the form of the document: %s", async (_what, responses, body) => {
    const response = await getInvalid(await serve(responses));

    expect(response).toMatchObject({ status: 400, body });
    expect(JSON.parse(response.headers.get("sl-violations") ?? "")).toMatchObject([
      { location: ["request", "query", "top"], code: "type", severity: "Error" },
    ]);
  });

  it("has the headers of the document beside its body", async () => {
    const headers = { "x-reason": { schema: text, example: "own" } };
    const mock = await serve({ 400: { ...json({ example: { fault: 1 } }), headers } });

    expect((await getInvalid(mock)).headers.get("x-reason")).toBe("own");
  });

  it.each<[string, object]>([
    ["has none", {}],
    ["has none for the status", { 404: json({ example: { fault: 1 } }) }],
    ["has one without a body", { 400: { description: "wrong" } }],
    ["has one with an empty schema", { 400: json({ schema: {} }) }],
  ])("has the form of problem details where the document %s", async (_what, responses) => {
    const response = await getInvalid(await serve(responses));

    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response).toMatchObject({
      status: 400,
      body: {
        type: "about:blank",
        title: "Bad Request",
        status: 400,
        detail: "Request query parameter top must be integer.",
        validation: [
          {
            location: ["query", "top"],
            severity: "Error",
            code: "type",
            message: "Request query parameter top must be integer.",
          },
        ],
      },
    });
  });

  it("of 422 is the document's, where it has that status", async () => {
    const mock = await serve({ 422: json({ example: "invalid" }), 400: json({ example: "wrong" }) });

    expect(await getInvalid(mock)).toMatchObject({ status: 422, body: "invalid" });
  });

  it("of the mock itself says what to correct", async () => {
    const header = { "x-own": { schema: text, example: "a\nb" } };
    const mock = await serve({ 200: { ...ok, headers: header }, 500: json({ example: { fault: 1 } }) });

    expect(readError(await get(mock, {}, "/a")).message).toMatch(/^The mock failed: .*x-own/);
  });

  it("that is a fault has the default form where the document does not have the status", async () => {
    const response = await get(await serve({}), { "mock-fault": "503" }, "/a");

    const body = { type: "about:blank", title: "Service Unavailable", status: 503, detail: "Service Unavailable." };
    expect([response.status, response.body]).toEqual([503, body]);
    expect(response.headers.get("mock-fault")).toBe("503");
  });
});

describe("an error outside the operations", () => {
  const requests: [string, number, (mock: Mock) => Promise<{ status: number; body: unknown }>][] = [
    ["an unknown path", 404, (mock) => get(mock, {}, "/b")],
    ["another method", 405, (mock) => send(`${mock.url}/a`, { method: "DELETE" })],
    ["a path that is malformed", 400, (mock) => get(mock, {}, "/%ZZ")],
    ["a body that is too large", 413, (mock) => send(`${mock.url}/a`, { method: "POST", body: "too large" })],
    ["a reset of a mock without state", 404, (mock) => send(`${mock.url}/_mock/reset`, { method: "POST" })],
  ];

  it.each(requests)("has Graph's form where an operation has it: %s", async (_what, status, request) => {
    const mock = await serve({ default: json({ schema: graphError }) }, { bodyLimit: 2 });

    expect(await request(mock)).toMatchObject({ status, body: { error: { message: expect.any(String) } } });
  });

  it.each(requests)("has the form of problem details where none has it: %s", async (_what, status, request) => {
    const mock = await serve({ default: json({ example: { fault: 1 } }) }, { bodyLimit: 2 });

    expect(await request(mock)).toMatchObject({ status, body: { status, detail: expect.any(String) } });
  });

  it.each<[string, object, boolean]>([
    ["400", { 400: json({ schema: graphError }) }, true],
    ["a range of errors", { "4XX": json({ schema: graphError }) }, true],
    ["the default response", { default: json({ schema: graphError }) }, true],
    ["a success", { 200: json({ schema: graphError }) }, false],
    ["a redirect", { 302: json({ schema: graphError }) }, false],
  ])("has Graph's form where %s has it: %j", async (_what, responses, isGraph) => {
    const { headers } = await get(await serve(responses), {}, "/b");

    expect(headers.get("content-type")).toBe(isGraph ? "application/json" : "application/problem+json");
  });

  it("has Graph's form where one of several operations has it", async () => {
    const operation = { responses: { 200: ok } };
    const errors = { responses: { 200: ok, 404: json({ schema: graphError }) } };
    const mock = await temporaryMock({ spec: createDocument({ "/a": { get: operation, post: errors } }) });

    expect((await get(mock, {}, "/b")).body).toMatchObject({ error: { target: "/path" } });
  });

  it("has Graph's form where its schema asks for the ids and the message of an error", async () => {
    const id = { type: "string", maxLength: 40 };
    const innerError = { type: "object", required: ["request-id", "client-request-id"], additionalProperties: id };
    const message = { type: "string", minLength: 1 };
    const error = { type: "object", required: ["message"], properties: { code: text, message, innerError } };
    const schema = { type: "object", properties: { error } };

    expect((await get(await serve({ 404: json({ schema }) }), {}, "/b")).body).toMatchObject({ error: {} });
  });

  it("has the form of the document that was loaded last", async () => {
    const mock = await serve({});
    const responses = { 200: ok, 404: json({ schema: graphError }) };
    await mock.reload(createDocument({ "/b": { get: { responses } } }));

    expect((await get(mock, {}, "/a")).body).toMatchObject({ error: { code: "NotFound" } });
  });
});
