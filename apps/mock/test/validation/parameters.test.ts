import { afterAll, describe, expect, it } from "vitest";
import { startMock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { get, readError, send, temporaryMock } from "../helpers/requests.ts";

describe("a document with formats that Prism takes for wider ones", async () => {
  const parameters = [
    { in: "query", name: "id", schema: { type: "string", format: "uuid" } },
    { in: "query", name: "time", schema: { type: "string", format: "date-time" } },
  ];
  const paths = { "/a": { get: { parameters, responses: { 200: { description: "a" } } } } };
  const mock = await startMock({ spec: createDocument(paths) });
  afterAll(() => mock.close());

  it.each([
    ["id", "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71", 200],
    ["id", "urn:uuid:7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71", 400],
    ["time", "2017-01-01T00:01:17+23:59", 200],
    ["time", "2017-01-01T00:01:17+24:00", 400],
    ["time", "2017-01-01 00:01:17Z", 400],
  ])("%s=%s: %i", async (name, value, status) => {
    expect((await get(mock, {}, `/a?${new URLSearchParams({ [name]: value })}`)).status).toBe(status);
  });
});

describe("a document with other parameters and bodies", async () => {
  const responses = { 200: { description: "a" }, 400: { description: "b" } };
  const createParameter = (location: string, name: string, schema: object) => ({
    in: location,
    name,
    schema,
    required: location === "path",
  });
  const parameters = [
    createParameter("path", "index", { type: "integer" }),
    createParameter("query", "top", { type: "integer", maximum: 9 }),
    createParameter("query", "states", { type: "array", items: { enum: ["a", "b"] } }),
    createParameter("query", "text", { type: "string", minLength: 1 }),
    createParameter("query", "either", { type: ["integer", "string"] }),
    createParameter("query", "flag", { type: "boolean" }),
    createParameter("query", "anything", { type: "array" }),
    createParameter("query", "any", { type: "array", items: true }),
    createParameter("query", "pair", { type: "array", items: [{ type: "string" }, { type: "string" }] }),
    createParameter("query", "url", { enum: ["http://a.example/b?c=?d"] }),
    createParameter("header", "X-Count", { type: "integer" }),
    createParameter("header", "Content-Length", { type: "integer" }),
  ];
  const schema = { type: "object", required: ["a/b~c"], properties: { "a/b~c": { type: "string" } } };
  const post = { requestBody: { content: { "application/json": { schema } } }, responses };
  const paths = { "/a/{index}": { get: { parameters, responses } }, "/b": { post } };
  const mock = await startMock({ spec: createDocument(paths) });
  afterAll(() => mock.close());

  it.each([
    ...["/a/1", "/a/-1e1", "/a/10", "/a/%31", "/a/1?top=9", "/a/1?top=1.0e0", "/a/1?top=1E-0"],
    ...["/a/1?states=a", "/a/1?states=a&states=b", "/a/1?text=0x1", "/a/1?either=0x1"],
    ...["/a/1?flag=true", "/a/1?anything=", "/a/1?any=", "/a/1?pair=&pair=a", "/a/1?url=http://a.example/b?c%3D?d"],
  ])("takes %s", async (path) => {
    expect(await get(mock, {}, path)).toMatchObject({ status: 200 });
  });

  it.each([
    ["/a/0x1", "/path/index"],
    ["/a/1?top=", "/query/top"],
    ["/a/1?top=10", "/query/top"],
    ["/a/1?top=0x1", "/query/top"],
    ["/a/1?top=01", "/query/top"],
    ["/a/1?top=+1", "/query/top"],
    ["/a/1?top=%201", "/query/top"],
    ["/a/%30x1", "/path/index"],
    ["/a/1?text=", "/query/text"],
    ["/a/1?states=", "/query/states/0"],
    ["/a/1?states=a&states=", "/query/states/1"],
  ])("refuses %s, and names %s", async (path, target) => {
    const response = await get(mock, {}, path);

    expect(response.status).toBe(400);
    expect(readError(response).details).toMatchObject([{ target }]);
  });

  it("names the parameter in the message", async () => {
    const [query, path, header] = [
      await get(mock, {}, "/a/1?top=0x1"),
      await get(mock, {}, "/a/0x1"),
      await get(mock, { "x-count": "0x1" }, "/a/1"),
    ];

    expect(readError(query).details).toEqual([
      { code: "type", message: "Request query parameter top must be integer.", target: "/query/top" },
    ]);
    expect(readError(path).message).toBe("Request path parameter index must be integer.");
    expect(readError(header).details).toEqual([
      { code: "type", message: "Request header parameter X-Count must be integer.", target: "/header/x-count" },
    ]);
  });

  it("says what a member of a list may be", async () => {
    expect(readError(await get(mock, {}, "/a/1?states=")).message).toBe(
      "Request query parameter states.0 must be equal to one of the allowed values: a, b.",
    );
  });

  it("names what else is wrong beside a coerced parameter", async () => {
    const response = await get(mock, {}, "/a/1?top=0x1&states=c");

    expect(readError(response).details.map(({ target }) => target)).toEqual(["/query/top", "/query/states/0"]);
  });

  it("says that a body that is null is not an object", async () => {
    const headers = { "content-type": "application/json" };

    const response = await send(`${mock.apiUrl}/b`, { method: "POST", headers, body: "null" });

    expect(readError(response).details).toEqual([
      { code: "type", message: "Request body must be object.", target: "/body" },
    ]);
  });

  it.each([
    ["{}", "/body/a~1b~0c"],
    ['{"a/b~c":1}', "/body/a~1b~0c"],
    ["null", "/body"],
  ])("refuses the body %s, and names %s", async (body, target) => {
    const response = await send(`${mock.apiUrl}/b`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });

    expect(response.status).toBe(400);
    expect(readError(response)).toMatchObject({ target });
  });

  it("takes no body where it may be left out", async () => {
    expect(await send(`${mock.apiUrl}/b`, { method: "POST" })).toMatchObject({ status: 200 });
  });
});

it("validates a parameter by the dialect of its document", async () => {
  const schema = { type: "integer", $defs: { limit: { $dynamicAnchor: "limit", maximum: 9 } }, $dynamicRef: "#limit" };
  const operation = { parameters: [{ in: "query", name: "top", schema }], responses: { 200: { description: "a" } } };
  const jsonSchemaDialect = "https://json-schema.org/draft/2020-12/schema";
  const mock = await temporaryMock({ spec: createDocument({ "/a": { get: operation } }, { jsonSchemaDialect }) });

  expect((await get(mock, {}, "/a?top=1")).status).toBe(200);
  expect((await get(mock, {}, "/a?top=10")).status).toBe(400);
});

it.each(["Accept", "Authorization", "Content-Type", "content-type"])(
  "ignores a header parameter %s, as OpenAPI says",
  async (name) => {
    const parameters = [{ in: "header", name, required: true, schema: { enum: ["impossible"] } }];
    const paths = { "/a": { get: { parameters, responses: { 200: { description: "a" } } } } };
    const mock = await temporaryMock({ spec: createDocument(paths) });

    expect((await get(mock, { authorization: "" }, "/a")).status).toBe(200);
    expect((await get(mock, { [name]: "text/plain" }, "/a")).status).toBe(200);
  },
);
