import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DocumentError, type Mock, startMock } from "../../src/index.ts";
import { copySpec, createDocument, editFile, findPathItem, fixture } from "../helpers/documents.ts";
import { createJwt, get, readError, send, temporaryMock } from "../helpers/requests.ts";
import { startServer } from "../helpers/upstream.ts";

describe("a document that cannot be served", () => {
  it("with a schema that does not compile stops the start, with file and pointer", async () => {
    const folder = await copySpec();
    const spec = join(folder, "openapi.yaml");
    const file = "components/parameters/deviceComplianceScriptId.yaml";
    await editFile(folder, file, "minLength: 1", 'pattern: "("');

    const error = await startMock({ spec, strict: true }).catch((error: unknown) => error);

    expect(error).toBeInstanceOf(DocumentError);
    expect((error as Error).message).toMatch(/^\S+: Invalid regular expression: [^\n]+$/);
    expect((error as Error).message).toContain(`${join(folder, file)}#/schema/pattern: Invalid`);
  });

  const bad = { type: "string", pattern: "(" };
  const parameter = { in: "query", name: "a/b", schema: bad };
  const content = { "application/json": { schema: { allOf: [{}, { $ref: "#/components/schemas/A" }] } } };
  const responses = { 200: { description: "done" } };
  const header = { 200: { description: "done", headers: { a: { schema: bad } } } };

  it.each([
    ["a method's parameter", { get: { parameters: [parameter], responses } }, "/paths/~1a/get/parameters/0/schema"],
    ["a path's parameter", { parameters: [parameter], get: { responses } }, "/paths/~1a/parameters/0/schema"],
    ["a component", { post: { requestBody: { content }, responses } }, "/components/schemas/A/properties/a~1b"],
    [
      "a parameter's content",
      { get: { parameters: [{ in: "query", name: "p", content: { "text/plain": { schema: bad } } }], responses } },
      "/paths/~1a/get/parameters/0/content/text~1plain/schema",
    ],
    ["a header", { get: { responses: header } }, "/paths/~1a/get/responses/200/headers/a/schema"],
    [
      "a response",
      { get: { responses: { 200: { description: "done", content: { "application/json": { schema: bad } } } } } },
      "/paths/~1a/get/responses/200/content/application~1json/schema",
    ],
  ])("with a schema that does not compile in %s is refused with a pointer to it", async (_what, pathItem, pointer) => {
    const components = { schemas: { A: { properties: { "a/b": bad } } } };
    const spec = createDocument({ "/a": pathItem }, { components });

    await expect(startMock({ spec, strict: true })).rejects.toThrow(
      `the document#${pointer}/pattern: Invalid regular expression`,
    );
  });

  it.each(["query", "header", "cookie", "path"])(
    "with a schema that does not compile in a parameter in %s is refused",
    async (place) => {
      const parameters = [{ name: "id", in: place, required: true, schema: bad }];
      const spec = createDocument({ "/a/{id}": { get: { parameters, responses } } });

      await expect(startMock({ spec, strict: true })).rejects.toThrow(
        "#/paths/~1a~1{id}/get/parameters/0/schema/pattern: Invalid",
      );
    },
  );

  it("of Swagger 2.0 with a schema that does not compile is refused with the pointer of OpenAPI 3", async () => {
    const post = { parameters: [{ in: "body", name: "body", schema: bad }], responses };
    const spec = {
      swagger: "2.0",
      info: { title: "A", version: "1" },
      consumes: ["text/plain"],
      paths: { "/a": { post } },
    };

    await expect(startMock({ spec, strict: true })).rejects.toThrow(
      "the document#/paths/~1a/post/requestBody/content/text~1plain/schema/pattern: Invalid regular expression",
    );
  });

  it.each([
    ["2019-09", { dependentRequired: 1 }],
    ["2020-12", { prefixItems: 1 }],
  ])("with a schema that draft %s forbids is refused", async (draft, schema) => {
    const paths = { "/a": { get: { responses: { 200: { description: "done", headers: { a: { schema } } } } } } };
    const jsonSchemaDialect = `https://json-schema.org/draft/${draft}/schema`;

    await expect(startMock({ spec: createDocument(paths, { jsonSchemaDialect }), strict: true })).rejects.toThrow(
      /^the document#\/paths\/~1a\/get\/responses\/200\/headers\/a\/schema/,
    );
  });

  it("stops the start with an error of its own name", async () => {
    const error = await startMock({ spec: {} }).catch((error: unknown) => error);

    expect((error as Error).name).toBe("DocumentError");
    expect((error as Error).cause).toBeInstanceOf(Error);
  });

  it.each([
    ["is no file", "no-such-file.yaml", /^no-such-file\.yaml cannot be read: [\s\S]*no such file/],
    ["has no operation", { openapi: "3.1.1", info: {}, paths: {} }, /^the document has no operation\.$/],
    ["is no OpenAPI document", {}, /^the document cannot be read: Unsupported document format$/],
  ])("that %s stops the start", async (_what, spec, says) => {
    await expect(startMock({ spec, strict: true })).rejects.toThrow(says);
  });

  it("with a reference that leads nowhere stops the start", async () => {
    const folder = await copySpec();
    await editFile(folder, "paths/runSummary.yaml", "NotFound.yaml", "NotFond.yaml");

    await expect(startMock({ spec: join(folder, "openapi.yaml") })).rejects.toThrow(/cannot be read: .*NotFond\.yaml/);
  });
});

describe("a document of another API", () => {
  const schema = {
    type: "object",
    required: ["mail"],
    properties: { mail: { type: "string", "x-faker": "internet.email" }, pair: { type: "array", items: [{}, {}] } },
  };
  const paths = {
    "/a": { get: { responses: { 200: { description: "a", content: { "application/json": { schema } } } } } },
  };

  it.each([
    ["OpenAPI 3.0", { openapi: "3.0.3" }],
    ["OpenAPI 3.1 without a dialect", { openapi: "3.1.1" }],
    ["another dialect", { openapi: "3.1.1", jsonSchemaDialect: "https://json-schema.org/draft/2019-09/schema" }],
  ])("is served where it is of %s", async (_what, version) => {
    const mock = await temporaryMock({ spec: { ...version, info: { title: "A", version: "1" }, paths } });

    expect(await get(mock, {}, "/a")).toMatchObject({ status: 200, body: { mail: "string" } });
  });

  it("is served where its schemas have keywords and formats that JSON Schema does not have", async () => {
    const own = { type: "string", format: "colour", unit: "kg" };
    const headers = { "x-own": { schema: own, example: "red" } };
    const document = createDocument({ "/a": { get: { responses: { 200: { description: "a", headers } } } } });

    const response = await get(await temporaryMock({ spec: document }), {}, "/a");

    expect(response.headers.get("x-own")).toBe("red");
  });

  it("gets generated values that its keywords describe", async () => {
    const mock = await temporaryMock({ spec: createDocument(paths) });

    const { body } = await get(mock, { prefer: "dynamic=true" }, "/a");

    expect(body).toMatchObject({ mail: expect.stringMatching(/^[^@\s]+@[^@\s]+$/) });
  });
});

it("a document that is given stays as it is", async () => {
  const spec = structuredClone(fixture);

  await temporaryMock({ spec });

  expect(spec).toEqual(fixture);
});

describe("a document that is not as strict as the project's own", () => {
  const schema = {
    type: "object",
    required: ["name"],
    properties: { id: { type: "string", readOnly: true }, name: { type: "string" }, count: { type: "integer" } },
  };
  const json = { "application/json": { schema, example: { id: "1", name: "a", count: 1 } } };
  const ok = { 200: { description: "done", content: json } };
  const serve = (paths: object, rest: object = {}) =>
    temporaryMock({ spec: createDocument(paths, rest), stateful: true });
  const write = (mock: Mock, body: unknown, type = "application/json") =>
    send(`${mock.apiUrl}/a`, { method: "PATCH", headers: { "content-type": type }, body: String(body) });

  it("responds with 400 and all violations where no error is documented", async () => {
    const mock = await serve({ "/a": { patch: { requestBody: { content: json }, responses: ok } } });

    const response = await write(mock, '{"name":1,"count":"x"}');

    expect(response.status).toBe(400);
    expect(readError(response).details.map(({ target }) => target)).toEqual(["/body/name", "/body/count"]);
    expect(readError(response).message).toBe(
      "Request body property name must be string. Request body property count must be integer.",
    );
  });

  it("responds with the first status of a range", async () => {
    const mock = await serve({ "/a": { get: { responses: { "2XX": ok[200] } } } });

    expect(await get(mock, {}, "/a")).toMatchObject({ status: 200, body: { name: "a" } });
  });

  it("responds with a text as it is", async () => {
    const content = { "text/plain": { schema: { type: "string" }, example: "hello" } };
    const mock = await serve({ "/a": { get: { responses: { 200: { description: "done", content } } } } });

    expect(await get(mock, {}, "/a")).toMatchObject({ status: 200, body: "hello" });
  });

  it("serves below a server's address with variables", async () => {
    const servers = [
      { url: "https://{host}:443/{version}", variables: { host: { default: "a" }, version: { default: "v2" } } },
    ];
    const mock = await serve({ "/a": { get: { responses: ok } } }, { servers });

    expect(mock.apiUrl).toBe(`${mock.url}/v2`);
    expect((await get(mock, {}, "/a")).status).toBe(200);
  });

  it("takes a token with a permission of either flow of a scheme", async () => {
    const flow = { scopes: { Read: "" } };
    const flows = {
      clientCredentials: { ...flow, tokenUrl: "https://a.example/" },
      authorizationCode: { ...flow, tokenUrl: "https://a.example/", authorizationUrl: "https://a.example/" },
    };
    const components = { securitySchemes: { both: { type: "oauth2", flows } } };
    const mock = await serve({ "/a": { get: { security: [{ both: ["Read"] }], responses: ok } } }, { components });
    const statusWith = async (claims: object) =>
      (await get(mock, { authorization: `Bearer ${createJwt(claims)}` }, "/a")).status;

    expect(await statusWith({ scp: "Read" })).toBe(200);
    expect(await statusWith({ roles: ["Read"] })).toBe(200);
    expect(await statusWith({ scp: "Write" })).toBe(403);
  });

  it("keeps what is read-only where a body may hold anything, and a list a list", async () => {
    const list = { "application/json": { schema: { type: "array" }, example: [1, 2] } };
    const open = { content: { "application/json": { schema: { type: "object" } } } };
    const mock = await serve({
      "/a": { get: { responses: ok }, patch: { requestBody: open, responses: ok } },
      "/b": {
        get: { responses: { 200: { description: "list", content: list } } },
        patch: { requestBody: open, responses: { 200: { description: "list", content: list } } },
      },
    });

    await write(mock, '{"id":"2","name":"b"}');
    await send(`${mock.apiUrl}/b`, { method: "PATCH", headers: { "content-type": "application/json" }, body: "{}" });

    expect((await get(mock, {}, "/a")).body).toEqual({ id: "1", name: "b", count: 1 });
    expect((await get(mock, {}, "/b")).body).toEqual([1, 2]);
  });
});

it("serves a collection of Postman, which Prism reads too", async () => {
  const url = (path: string) => ({ raw: `http://localhost/${path}`, path: path.split("/") });
  const headers = [{ key: "Content-Type", value: "application/json" }];
  const spec = {
    info: { name: "A", schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
    item: [
      {
        name: "read",
        request: { method: "GET", url: url("path/a") },
        response: [{ name: "done", code: 200, header: headers, body: '{"a":1}' }],
      },
      { name: "end", request: { method: "DELETE", url: url("path/a") } },
      {
        name: "write",
        request: {
          ...{ method: "POST", url: url("path") },
          header: [{ key: "Content-Type", value: "application/x-www-form-urlencoded" }],
          body: { mode: "urlencoded", urlencoded: [{ key: "id", value: "1" }] },
        },
        response: [{ code: 201 }],
      },
    ],
  };
  const mock = await temporaryMock({ spec });
  const form = { "content-type": "application/x-www-form-urlencoded" };

  expect(await get(mock, {}, "/path/a")).toMatchObject({ status: 200, body: { a: 1 } });
  expect((await send(`${mock.url}/path/a`, { method: "DELETE" })).status).toBe(204);
  expect((await send(`${mock.url}/path`, { method: "POST", headers: form, body: "id=2" })).status).toBe(201);
});

it("serves a document of Swagger 2.0 with a form", async () => {
  const parameters = [{ in: "formData", name: "count", type: "integer" }];
  const operation = { consumes: ["application/x-www-form-urlencoded"], parameters };
  const responses = { 200: { description: "done", schema: { type: "object" } } };
  const paths = { "/a": { post: { ...operation, responses }, get: { responses } } };
  const mock = await temporaryMock({ spec: { swagger: "2.0", info: { title: "A", version: "1" }, paths } });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const post = (body: string) => send(`${mock.url}/a`, { method: "POST", headers, body });

  expect([(await post("count=1")).status, (await post("count=a")).status]).toEqual([200, 400]);
});

describe("a document of several paths", () => {
  it("has the more exact path before the one with a parameter", async () => {
    const { get: read, patch: write } = findPathItem("get", "patch");
    const paths = {
      "/things/{deviceComplianceScriptId}": { get: read },
      "/things/own": { patch: write },
    };
    const mock = await temporaryMock({ spec: { ...fixture, paths } });

    const changes = { method: "PATCH", headers: { "content-type": "application/json" }, body: "{}" };
    expect(await send(`${mock.apiUrl}/things/own`, changes)).toMatchObject({ status: 200 });
    expect(await send(`${mock.apiUrl}/things/other`, changes)).toMatchObject({ status: 405 });
    expect(await get(mock, {}, "/things/own")).toMatchObject({ status: 200 });
    expect(await get(mock, {}, "/things/other")).toMatchObject({ status: 200 });
  });
});

it("responds with 500 and Graph's headers where a header's example is invalid in HTTP", async () => {
  const headers = { "x-name": { schema: { type: "string" }, example: "€" } };
  const paths = { "/a": { get: { responses: { 200: { description: "done", headers } } } } };
  const mock = await temporaryMock({ spec: createDocument(paths) });

  const response = await get(mock, {}, "/a");

  expect(response.status).toBe(500);
  expect(readError(response).innerError["request-id"]).toBe(response.headers.get("request-id"));
  expect(mock.requests).toMatchObject([{ status: 500 }]);
  expect((await fetch(`${mock.url}/a`)).statusText).toBe("Internal Server Error");
});

describe("reload", () => {
  it("serves the other document from the next request on, and the last one where that cannot be served", async () => {
    const mock = await temporaryMock();
    const pathItem = findPathItem("get", "patch");
    const url = `${mock.apiUrl}/things/1`;
    expect((await send(url)).status).toBe(404);

    await mock.reload({ ...fixture, paths: { "/things/{deviceComplianceScriptId}": pathItem } });
    expect((await send(url)).status).toBe(200);

    await expect(mock.reload("no-such-file.yaml")).rejects.toThrow(DocumentError);
    expect((await send(url)).status).toBe(200);
  });
});

it("serves the document of the last of several calls of reload, whichever is quicker", async () => {
  const item = { get: { responses: { 200: { description: "done" } } } };
  const slow = await startServer(
    (_request, response) => void setTimeout(() => response.end(JSON.stringify(item)), 300),
  );
  const address = `${slow}/item.json`;
  const mock = await temporaryMock();
  const readStatuses = () => Promise.all(["/slow", "/quick"].map(async (path) => (await send(mock.url + path)).status));

  const first = mock.reload(createDocument({ "/slow": { $ref: address } }));
  await mock.reload(createDocument({ "/quick": item }));
  await first;
  expect(await readStatuses()).toEqual([404, 200]);

  const second = mock.reload(createDocument({ "/slow": { $ref: address } }));
  await expect(mock.reload({})).rejects.toThrow(DocumentError);
  await second;
  expect(await readStatuses()).toEqual([200, 404]);
});

describe("the base paths of a document", () => {
  const paths = { "/a": { get: { responses: { 200: { description: "done" } } } } };
  const servers = ["https://a.example/v1/", "https://b.example/v1", "/v2", "https://c.example"].map((url) => ({ url }));

  it.each([
    ["/v1/a", 200],
    ["/v2/a", 200],
    ["/a", 200],
    ["/v1a", 404],
    ["/v3/a", 404],
    ["/v1/a?b=c?d", 200],
  ])("%s: %i", async (path, status) => {
    const mock = await temporaryMock({ spec: createDocument(paths, { servers }) });

    expect(mock.apiUrl).toBe(`${mock.url}/v1`);
    expect((await send(mock.url + path)).status).toBe(status);
  });
});

it("has the path of the first server in its apiUrl, and takes those of all servers", async () => {
  const paths = { "/a": { get: { responses: { 200: { description: "done" } } } } };
  const servers = [{ url: "https://a.example" }, { url: "/v1" }];
  const mock = await temporaryMock({ spec: createDocument(paths, { servers }) });

  expect(mock.apiUrl).toBe(mock.url);
  expect((await send(`${mock.url}/v1/a`)).status).toBe(200);
});

it("leaves out a variable of a server's address that the document does not describe", async () => {
  const paths = { "/a": { get: { responses: { 200: { description: "done" } } } } };
  const servers = [{ url: "/v1{suffix}", variables: { other: { default: "x" } } }];
  const mock = await temporaryMock({ spec: createDocument(paths, { servers }) });

  expect(mock.apiUrl).toBe(`${mock.url}/v1`);
});

describe("the methods of a path", () => {
  const operation = { responses: { 200: { description: "done" } } };
  const paths = { "/a": { post: operation }, "/b": { get: operation, head: operation, options: operation } };

  it.each([
    ["/a", "OPTIONS, POST"],
    ["/b", "GET, HEAD, OPTIONS"],
  ])("of %s are %s", async (path, methods) => {
    const mock = await temporaryMock({ spec: createDocument(paths) });

    const response = await send(mock.url + path, { method: "DELETE" });

    expect(response.headers.get("allow")).toBe(methods);
    expect(readError(response)).toMatchObject({
      message: `The path ${path} takes ${methods}, not DELETE.`,
      target: "/method",
    });
  });
});

it("responds to OPTIONS as the document says, where it has such an operation", async () => {
  const paths = { "/a": { options: { responses: { 202: { description: "done" } } } } };
  const mock = await temporaryMock({ spec: createDocument(paths) });

  expect((await send(`${mock.apiUrl}/a`, { method: "OPTIONS" })).status).toBe(202);
});

it("responds to an invalid request with 422 where that is documented", async () => {
  const schema = { type: "object", additionalProperties: false, properties: { id: {} } };
  const requestBody = { content: { "application/json": { schema } } };
  const responses = { 200: { description: "done" }, 400: { description: "bad" }, 422: { description: "invalid" } };
  const mock = await temporaryMock({ spec: createDocument({ "/a": { post: { requestBody, responses } } }) });
  const headers = { "content-type": "application/json" };

  const response = await send(`${mock.apiUrl}/a`, { method: "POST", headers, body: '{"unknown":1}' });

  expect(response.status).toBe(422);
  expect(readError(response).details).toEqual([
    {
      code: "additionalProperties",
      message: "There is no property 'unknown' to write; the body takes id.",
      target: "/body/unknown",
    },
  ]);
});

it("names the object that has a property nobody may write", async () => {
  const inner = { type: "object", additionalProperties: false, properties: { id: { type: "string" } } };
  const schema = { type: "object", properties: { list: { type: "array", items: inner } } };
  const requestBody = { content: { "application/json": { schema } } };
  const responses = { 200: { description: "done" }, 400: { description: "bad" } };
  const mock = await temporaryMock({ spec: createDocument({ "/a": { post: { requestBody, responses } } }) });
  const headers = { "content-type": "application/json" };

  const response = await send(`${mock.apiUrl}/a`, { method: "POST", headers, body: '{"list":[{"unknown":1}]}' });

  expect(readError(response).message).toBe("There is no property 'unknown' to write in /list/0.");
});
