import { cpSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readBundle } from "@run-summary/spec";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { DocumentError, type Mock, startMock } from "../src/index.ts";
import { createJwt, get, patch, readError, scriptPath, send, temporaryMock } from "./requests.ts";

const source = dirname(fileURLToPath(import.meta.resolve("@run-summary/spec/source.yaml")));
const properties = "components/schemas/RunSummaryProperties.yaml";

async function copySpec(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mock-spec-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of ["openapi.yaml", "paths", "components"]) {
    // A tenth of the time that its twin with a promise takes.
    cpSync(join(source, name), join(folder, name), { recursive: true });
  }
  return folder;
}

function findPathItem(...methods: string[]): Record<string, object> {
  const pathItems = Object.values(readBundle().paths ?? {}) as Record<string, object>[];
  const found = pathItems.find((pathItem) => methods.every((method) => method in pathItem));
  if (found === undefined) throw new Error(`No path has ${methods.join(" and ")}.`);
  return found;
}

async function edit(folder: string, file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, file), "utf8");
  expect(text).toContain(from);
  await writeFile(join(folder, file), text.replaceAll(from, to));
}

describe("a document that cannot be served", () => {
  it("with a schema that does not compile stops the start, with file and pointer", async () => {
    const folder = await copySpec();
    const spec = join(folder, "openapi.yaml");
    await edit(folder, properties, "pattern: ^", "pattern: ^(");

    const error = await startMock({ spec }).catch((error: unknown) => error);

    expect(error).toBeInstanceOf(DocumentError);
    expect((error as Error).message).toMatch(/^\S+: Invalid regular expression: [^\n]+$/);
    expect((error as Error).message).toContain(
      `${join(folder, properties)}#/properties/lastScriptRunDateTime/pattern: Invalid`,
    );
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
    ["a header", { get: { responses: header } }, "/paths/~1a/get/responses/200/headers/a/schema"],
  ])("with a schema that does not compile in %s is refused with a pointer to it", async (_what, pathItem, pointer) => {
    const components = { schemas: { A: { properties: { "a/b": bad } } } };
    const spec = { openapi: "3.1.1", info: { title: "A", version: "1" }, paths: { "/a": pathItem }, components };

    await expect(startMock({ spec })).rejects.toThrow(`the document#${pointer}/pattern: Invalid regular expression`);
  });

  it.each([
    ["is no file", "no-such-file.yaml", /^no-such-file\.yaml cannot be read: [\s\S]*no such file/],
    ["has no operation", { openapi: "3.1.1", info: {}, paths: {} }, /^the document has no operation\.$/],
    ["is no OpenAPI document", {}, /^the document cannot be read: Unsupported document format$/],
  ])("that %s stops the start", async (_what, spec, says) => {
    await expect(startMock({ spec })).rejects.toThrow(says);
  });

  it("with a reference that leads nowhere stops the start", async () => {
    const folder = await copySpec();
    await edit(folder, "paths/runSummary.yaml", "NotFound.yaml", "NotFond.yaml");

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

  it("gets generated values that its keywords describe", async () => {
    const mock = await temporaryMock({ spec: { openapi: "3.1.1", info: { title: "A", version: "1" }, paths } });

    const { body } = await get(mock, { prefer: "dynamic=true" }, "/a");

    expect(body).toMatchObject({ mail: expect.stringMatching(/^[^@\s]+@[^@\s]+$/) });
  });
});

describe("a document with patterns that are stricter than Prism's formats", async () => {
  const uuid = { type: "string", format: "uuid", pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" };
  const time = { type: "string", format: "date-time", pattern: "^[^ ]+(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$" };
  const parameters = [
    { in: "query", name: "id", schema: uuid },
    { in: "query", name: "time", schema: time },
  ];
  const paths = { "/a": { get: { parameters, responses: { 200: { description: "a" } } } } };
  const mock = await startMock({ spec: { openapi: "3.1.1", info: { title: "A", version: "1" }, paths } });
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
  const of = (place: string, name: string, schema: object) => ({ in: place, name, schema, required: place === "path" });
  const parameters = [
    of("path", "index", { type: "integer" }),
    of("query", "top", { type: "integer", maximum: 9 }),
    of("query", "states", { type: "array", items: { enum: ["a", "b"] } }),
  ];
  const schema = { type: "object", required: ["a/b~c"], properties: { "a/b~c": { type: "string" } } };
  const post = { requestBody: { content: { "application/json": { schema } } }, responses };
  const paths = { "/a/{index}": { get: { parameters, responses } }, "/b": { post } };
  const mock = await startMock({ spec: { openapi: "3.1.1", info: { title: "A", version: "1" }, paths } });
  afterAll(() => mock.close());

  it.each(["/a/1", "/a/-1e1", "/a/1?top=9", "/a/1?states=a", "/a/1?states=a&states=b"])("takes %s", async (path) => {
    expect(await get(mock, {}, path)).toMatchObject({ status: 200 });
  });

  it.each([
    ["/a/0x1", "/path/index"],
    ["/a/1?top=", "/query/top"],
    ["/a/1?top=10", "/query/top"],
    ["/a/1?top=0x1", "/query/top"],
    ["/a/1?top=01", "/query/top"],
    ["/a/1?top=+1", "/query/top"],
    ["/a/1?states=", "/query/states"],
    ["/a/1?states=a&states=", "/query/states"],
  ])("refuses %s, and names %s", async (path, target) => {
    const response = await get(mock, {}, path);

    expect(response.status).toBe(400);
    expect(readError(response).details).toMatchObject([{ target }]);
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

it("a document that is given stays as it is", async () => {
  const spec = readBundle();

  await temporaryMock({ spec });

  expect(spec).toEqual(readBundle());
});

describe("a document that is not as strict as the project's own", () => {
  const info = { title: "A", version: "1" };
  const schema = {
    type: "object",
    required: ["name"],
    properties: { id: { type: "string", readOnly: true }, name: { type: "string" }, count: { type: "integer" } },
  };
  const json = { "application/json": { schema, example: { id: "1", name: "a", count: 1 } } };
  const ok = { 200: { description: "done", content: json } };
  const serve = (paths: object, rest: object = {}) =>
    temporaryMock({ spec: { openapi: "3.1.1", info, paths, ...rest }, stateful: true });
  const write = (mock: Mock, body: unknown, type = "application/json") =>
    send(`${mock.apiUrl}/a`, { method: "PATCH", headers: { "content-type": type }, body: String(body) });

  it("responds with 400 and all violations where no error is documented", async () => {
    const mock = await serve({ "/a": { patch: { requestBody: { content: json }, responses: ok } } });

    const response = await write(mock, '{"name":1,"count":"x"}');

    expect(response.status).toBe(400);
    expect(readError(response).details.map(({ target }) => target)).toEqual(["/body/name", "/body/count"]);
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

  it.each([
    ["application/json; charset=utf-8", "application/json", 200],
    ["application/*", "application/json", 200],
    ["*/*", "application/json", 200],
    ["image/*", "image/png", 200],
    ["image/*", "application/json", 415],
  ])("takes for %s a body of %s: %i", async (documented, sent, status) => {
    const content = { [documented]: { schema: {} } };
    const mock = await serve({ "/a": { patch: { requestBody: { content }, responses: ok } } });

    expect((await write(mock, "{}", sent)).status).toBe(status);
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

describe("a document of several paths", () => {
  it("has the more exact path before the one with a parameter", async () => {
    const { get: read, patch: write } = findPathItem("get", "patch");
    const paths = {
      "/things/{deviceComplianceScriptId}": { get: read },
      "/things/own": { patch: write },
    };
    const mock = await temporaryMock({ spec: { ...readBundle(), paths } });

    expect(await get(mock, {}, "/things/own")).toMatchObject({ status: 405 });
    expect(await get(mock, {}, "/things/other")).toMatchObject({ status: 200 });
  });
});

it("responds with 500 and Graph's headers where a header's example is invalid in HTTP", async () => {
  const headers = { "x-name": { schema: { type: "string" }, example: "€" } };
  const paths = { "/a": { get: { responses: { 200: { description: "done", headers } } } } };
  const mock = await temporaryMock({ spec: { openapi: "3.1.1", info: { title: "A", version: "1" }, paths } });

  const response = await get(mock, {}, "/a");

  expect(response.status).toBe(500);
  expect(readError(response).innerError["request-id"]).toBe(response.headers.get("request-id"));
  expect(mock.requests).toMatchObject([{ status: 500 }]);
});

describe("reload", () => {
  it("serves the other document from the next request on, and the last one where that cannot be served", async () => {
    const mock = await temporaryMock();
    const pathItem = findPathItem("get", "patch");
    const url = `${mock.apiUrl}/things/1`;
    expect((await send(url)).status).toBe(404);

    await mock.reload({ ...readBundle(), paths: { "/things/{deviceComplianceScriptId}": pathItem } });
    expect((await send(url)).status).toBe(200);

    await expect(mock.reload("no-such-file.yaml")).rejects.toThrow(DocumentError);
    expect((await send(url)).status).toBe(200);
  });
});

describe("watch", () => {
  async function watching() {
    const folder = await copySpec();
    const lines: string[] = [];
    const mock = await temporaryMock({
      spec: join(folder, "openapi.yaml"),
      watch: true,
      writeLog: (line) => lines.push(line),
    });
    return { folder, mock, lines };
  }

  async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it("serves any file that is saved, and drops no connection", async () => {
    const { folder, mock } = await watching();
    const stalled = send(mock.apiUrl + scriptPath, { headers: { "mock-fault": "slow" } });
    expect((await patch(mock, { issueDetectedDeviceCount: -1 })).status).toBe(200);

    await edit(folder, properties, "minimum: -2147483648", "minimum: 0");
    await until(async () => (await patch(mock, { issueDetectedDeviceCount: -1 })).status === 400);

    expect((await stalled).status).toBe(200);
  });

  it("reports a document that is saved half-written, serves the last good one, and the next good one", async () => {
    const { folder, mock, lines } = await watching();
    const whole = await readFile(join(folder, properties), "utf8");

    await writeFile(join(folder, properties), whole.slice(0, whole.indexOf("issueDetectedDeviceCount:") + 20));
    await until(() => lines.length > 0);
    expect(lines[0]).toMatch(/openapi\.yaml[\s\S]*The mock serves the last good document until this is corrected\.$/);
    expect((await get(mock)).status).toBe(200);

    await writeFile(join(folder, properties), whole.replaceAll("minimum: -2147483648", "minimum: 0"));
    await until(async () => (await patch(mock, { issueDetectedDeviceCount: -1 })).status === 400);
    expect(lines.at(-1)).toMatch(/^The mock serves .*openapi\.yaml as it was saved\.$/);
  });

  it("reports a save in JSON where the log is JSON", async () => {
    const folder = await copySpec();
    const spec = join(folder, "openapi.yaml");
    const lines: string[] = [];
    await temporaryMock({ spec, watch: true, log: "json", writeLog: (line) => lines.push(line) });

    await edit(folder, properties, "minimum: -2147483648", "minimum: 0");
    await until(() => lines.length > 0);

    expect(JSON.parse(lines[0] ?? "")).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      message: expect.stringMatching(/^The mock serves .*openapi\.yaml as it was saved\.$/),
    });
  });

  it("follows files in a folder with a dot in its name, and outside the document's folder", async () => {
    const folder = await copySpec();
    const document = { ...readBundle(), paths: { "/a": { $ref: "api.v2/a.json" }, "/b": { $ref: "../b.json" } } };
    const spec = join(folder, "own", "openapi.json");
    await mkdir(join(folder, "own", "api.v2"), { recursive: true });
    const pathItem = JSON.stringify({ get: { responses: { 200: { description: "done" } } } });
    for (const file of [join(folder, "own", "api.v2", "a.json"), join(folder, "b.json")])
      await writeFile(file, pathItem);
    await writeFile(spec, JSON.stringify(document));
    const mock = await temporaryMock({ spec, watch: true, writeLog: () => {} });

    for (const [path, file] of [
      ["/a", "own/api.v2/a.json"],
      ["/b", "b.json"],
    ] as const) {
      expect((await get(mock, {}, path)).status).toBe(200);
      await writeFile(join(folder, file), pathItem.replace("200", "204"));
      await until(async () => (await get(mock, {}, path)).status === 204);
    }
  });

  it("is refused for a document that is not in a file", async () => {
    await expect(startMock({ spec: readBundle(), watch: true })).rejects.toThrow(
      "Only a document in a file can be watched.",
    );
  });
});
