import { describe, expect, it } from "vitest";
import { createDocument } from "../helpers/documents.ts";
import { get, readError, send, temporaryMock } from "../helpers/requests.ts";
import { startServer } from "../helpers/upstream.ts";

const serve = (responses: object) => temporaryMock({ spec: createDocument({ "/a": { get: { responses } } }) });
const schema = { type: "object", properties: { id: { type: "string" } } };

it("has what the document's own example violates in sl-violations", async () => {
  const content = { "application/json": { schema, example: { id: 5 } } };
  const mock = await serve({ 200: { description: "done", content } });

  const { status, headers } = await get(mock, {}, "/a");

  expect(status).toBe(200);
  expect(JSON.parse(headers.get("sl-violations") ?? "[]")).toEqual([
    {
      location: ["response", "body", "id"],
      code: "type",
      message: "Response body property id must be string.",
      severity: "Error",
    },
  ]);
});

it("has the examples of the documented headers, and no header without a schema or a value", async () => {
  const file = { schema: { type: "string" }, examples: { file: { externalValue: "https://a.example/" } } };
  const headers = { "X-Count": { schema: { type: "integer" }, example: 3 }, "X-None": {}, "X-File": file };
  const mock = await serve({ 200: { description: "done", headers } });

  const response = await get(mock, {}, "/a");

  expect(response.headers.get("x-count")).toBe("3");
  expect(response.headers.has("x-none")).toBe(false);
  expect(response.headers.has("x-file")).toBe(false);
});

it.each([
  ["no schema", { example: {} }, "schema is not defined"],
  ["the schema `true`", { schema: true, example: {} }, "cannot be generated"],
])("says why a response with %s cannot be generated", async (_what, content, reason) => {
  const mock = await serve({ 200: { description: "done", content: { "application/json": content } } });

  const response = await get(mock, { prefer: "dynamic=true" }, "/a");

  expect(response.status).toBe(400);
  expect(readError(response).message).toContain(reason);
  expect(readError(response).target).toBe("/header/prefer");
});

it("has the first example of a range with several media types, with the error code of the status", async () => {
  const error = { schema: {}, examples: { gone: { value: { error: { code: "Gone", message: "It has gone." } } } } };
  const content = { "application/json": error, "application/problem+json": error };
  const mock = await serve({ 200: { description: "done" }, "4XX": { description: "wrong", content } });

  expect((await get(mock, { prefer: "code=410" }, "/a")).body).toEqual({ error: { code: "Gone", message: "Gone." } });
});

it("generates another response each time", async () => {
  const number = { type: "object", required: ["n"], properties: { n: { type: "number", minimum: 0, maximum: 1 } } };
  const mock = await serve({ 200: { description: "done", content: { "application/json": { schema: number } } } });
  const generate = async () => (await get(mock, { prefer: "dynamic=true" }, "/a")).body;

  expect(await generate()).not.toEqual(await generate());
});

it("calls the callbacks of an operation for each request", async () => {
  const received: string[] = [];
  const address = await startServer((request, response) => {
    received.push(`${request.method} ${request.url}`);
    response.end();
  });
  const responses = { 200: { description: "done" } };
  const url = `${address}/done`;
  const callbacks = { onDone: { [url]: { post: { responses } } } };
  const mock = await temporaryMock({ spec: createDocument({ "/a": { post: { callbacks, responses } } }) });

  for (let index = 0; index < 2; index++) await send(`${mock.apiUrl}/a`, { method: "POST" });

  await expect.poll(() => received).toEqual(["POST /done", "POST /done"]);
});

it("does not take what is only deprecated for a violation", async () => {
  const headers = { "x-old": { schema: { type: "string" }, deprecated: true, example: "a" } };
  const parameters = [{ in: "query", name: "old", schema: { type: "string" }, deprecated: true }];
  const operation = { parameters, responses: { 200: { description: "done", headers } } };
  const mock = await temporaryMock({ spec: createDocument({ "/a": { get: operation } }) });

  const response = await get(mock, {}, "/a?old=1");

  expect(response.status).toBe(200);
  expect(response.headers.has("sl-violations")).toBe(false);
});

describe("a body with a property error", () => {
  const body = { error: { code: "Other", message: "own", innerError: { date: "2017-01-01" } } };
  const content = { "application/json": { schema: {}, example: body } };

  it("stays as it is in a success", async () => {
    const mock = await serve({ 200: { description: "done", content } });

    expect((await get(mock, {}, "/a")).body).toEqual(body);
    expect((await get(mock, { prefer: "code=200" }, "/a")).body).toEqual(body);
  });

  it("keeps its code and message where its status is documented", async () => {
    const mock = await serve({ 200: { description: "done" }, 409: { description: "wrong", content } });

    expect(readError(await get(mock, { prefer: "code=409" }, "/a"))).toMatchObject({ code: "Other", message: "own" });
  });
});

it.each([[{ message: "own" }], [{ error: {} }], [{ error: "own" }], [{ error: null }], ["own"], [null]])(
  "an error of a range stays as it is where it is not in Graph's form: %j",
  async (example) => {
    const content = { "application/json": { schema: {}, example } };
    const mock = await serve({ 200: { description: "done" }, "4XX": { description: "wrong", content } });

    expect((await get(mock, { prefer: "code=410" }, "/a")).body).toEqual(example);
  },
);

it("has the error code Unknown where the status has no name", async () => {
  const error = { error: { code: "Gone", message: "It has gone." } };
  const content = { "application/json": { schema: {}, example: error } };
  const mock = await serve({ 200: { description: "done" }, "4XX": { description: "wrong", content } });

  expect((await get(mock, { prefer: "code=499" }, "/a")).body).toEqual({
    error: { code: "Unknown", message: "Unknown." },
  });
});

it("has no body where a range has none", async () => {
  const mock = await serve({ 200: { description: "done" }, "4XX": { description: "wrong" } });

  expect(await get(mock, { prefer: "code=404" }, "/a")).toMatchObject({ status: 404, body: undefined });
});

describe("the error of an invalid request", () => {
  const parameters = [{ in: "query", name: "top", schema: { type: "integer" } }];
  const serveError = (error: object) =>
    temporaryMock({
      spec: createDocument({ "/a": { get: { parameters, responses: { 200: { description: "done" }, 400: error } } } }),
    });

  it("has the error code of the first example, and the examples of the headers", async () => {
    const schema = { type: "string" };
    const headers = {
      "X-Reason": { schema, example: "own" },
      "X-Other": { schema },
      "X-File": { schema, examples: { file: { externalValue: "https://a.example/" } } },
      "Request-Id": { schema, example: "1" },
    };
    const content = { "application/json": { schema: {}, example: { error: { code: "OwnCode" } } } };
    const mock = await serveError({ description: "wrong", headers, content });

    const response = await get(mock, {}, "/a?top=x");

    expect(readError(response)).toMatchObject({ code: "OwnCode", target: "/query/top" });
    expect(response.headers.get("x-reason")).toBe("own");
    expect(response.headers.has("x-other")).toBe(false);
    expect(response.headers.has("x-file")).toBe(false);
    expect(response.headers.get("request-id")).toBe(readError(response).innerError["request-id"]);
  });

  it.each([
    ["has no example", {}],
    ["has an example elsewhere", { examples: { file: { externalValue: "https://a.example/" } } }],
  ])("has the error code of the status where the document %s", async (_what, mediaType) => {
    const mock = await serveError({
      description: "wrong",
      content: { "application/json": { schema: {}, ...mediaType } },
    });

    expect(readError(await get(mock, {}, "/a?top=x")).code).toBe("BadRequest");
  });
});
