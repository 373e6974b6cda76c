import { connect } from "node:net";
import { readBundle } from "@run-summary/spec";
import { afterAll, describe, expect, it } from "vitest";
import { startMock } from "../src/index.ts";

const mock = await startMock();
afterAll(() => mock.close());

const path = "/deviceManagement/deviceComplianceScripts/0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60/runSummary";
const authorization = "Bearer token";
const json = "application/json";

async function get(headers: Record<string, string> = {}, url = mock.apiUrl + path) {
  return read(await fetch(url, { headers: { authorization, ...headers } }));
}

async function patch(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const init = { method: "PATCH", headers: { authorization, "content-type": json, ...headers }, body };
  return read(await fetch(mock.apiUrl + path, init));
}

async function read(response: Response) {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

describe("answers with the spec's examples", () => {
  it("answers GET with the first example", async () => {
    const { status, headers, body } = await get();

    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe(json);
    expect(body).toMatchObject({ id: "dad42f14-2f14-dad4-142f-d4da142fd4da", issueDetectedDeviceCount: 8 });
  });

  it("answers below the server's path and at the root", async () => {
    expect(mock.apiUrl).toBe(`${mock.url}/beta`);
    expect((await get({}, mock.url + path)).status).toBe(200);
  });

  it("answers the example and the status that are preferred", async () => {
    expect((await get({ prefer: "example=neverRan" })).body.lastScriptRunDateTime).toBeNull();
    expect(await get({ prefer: "code=503, example=serviceUnavailable" })).toMatchObject({
      status: 503,
      body: { error: { code: "ServiceUnavailable" } },
    });
  });

  it("answers without a body where a minimal answer is preferred", async () => {
    expect(await patch("{}", { prefer: "return=minimal" })).toMatchObject({ status: 204, body: undefined });
    expect(await patch("{}", { prefer: "return=representation" })).toMatchObject({ status: 200 });
  });

  it.each([
    ["code=299", "the operation answers 200, 400, 401, 403, 404, 429, 4XX, 5XX"],
    ["example=other", "the operation's examples are referencePage, neverRan, badRequest"],
  ])("refuses Prefer: %s, and lists what exists", async (prefer, says) => {
    const { status, body } = await get({ prefer });

    expect(status).toBe(400);
    expect(body.error.message).toContain(says);
  });
});

describe("has Graph's ids on every answer", () => {
  it.each([
    ["a success", {}],
    ["an error", { prefer: "example=other" }],
  ])("repeats the client-request-id of %s, and makes a request-id", async (_what, headers) => {
    const id = "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71";

    const [first, second] = [await get({ "client-request-id": id, ...headers }), await get(headers)];

    expect(first.headers.get("client-request-id")).toBe(id);
    expect(first.headers.get("request-id")).toMatch(/^[\da-f]{8}-/);
    expect(second.headers.get("request-id")).not.toBe(first.headers.get("request-id"));
    expect(second.headers.get("client-request-id")).toMatch(/^[\da-f]{8}-/);
  });
});

describe("refuses a request that the spec forbids, with an error in Graph's shape", () => {
  it("says which property may not be written, and of all of them", async () => {
    const { status, headers, body } = await patch('{"id":"x","issueDetectedDeviceCount":1.5,"other":1}');

    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: "BadRequest",
      message: expect.stringContaining("The body takes no property 'id': it is unknown or read-only."),
      innerError: {
        "request-id": headers.get("request-id"),
        "client-request-id": headers.get("client-request-id"),
      },
    });
    expect(body.error.details).toEqual(
      expect.arrayContaining([
        { code: "unevaluatedProperties", message: expect.stringContaining("'id'"), target: "/id" },
        { code: "unevaluatedProperties", message: expect.stringContaining("'other'"), target: "/other" },
        { code: "type", message: expect.stringContaining("must be integer"), target: "/issueDetectedDeviceCount" },
      ]),
    );
  });

  it.each([
    ["a number out of range", '{"issueDetectedDeviceCount":2147483648}', "must be <= 2147483647"],
    ["null where it is not allowed", '{"issueDetectedDeviceCount":null}', "must be integer"],
    ["another type's name", '{"@odata.type":"#microsoft.graph.device"}', "must be equal to constant"],
    ["a time stamp of another form", '{"lastScriptRunDateTime":"2017-01-01 00:01:17Z"}', "must match"],
    ["a body that is no object", "[]", "must be object"],
    ["null", "null", "required"],
    ["no body", "", "required"],
  ])("refuses %s", async (_what, body, says) => {
    const answer = await patch(body);

    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(says);
  });

  it.each([["{bad"], ['{"a":'], [" "], ["\uFEFF{}"], ["NaN"], ["{}{}"], [new Uint8Array([0x22, 0xff, 0x22])]])(
    "refuses %j, which is not JSON",
    async (body) => {
      const answer = await patch(body);

      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toMatch(/^The body is not valid JSON: /);
    },
  );

  it("refuses a missing and a malformed bearer token", async () => {
    for (const value of ["", "Basic dTpw", "Bearer"]) {
      const { status, headers, body } = await get({ authorization: value });

      expect(status).toBe(401);
      expect(headers.get("www-authenticate")).toMatch(/^Bearer /);
      expect(body.error.message).toContain("Send `Authorization: Bearer <token>`");
    }
  });

  it("refuses an unknown path and bad percent-encoding", async () => {
    expect(await get({}, `${mock.apiUrl}/devices`)).toMatchObject({
      status: 404,
      body: { error: { code: "NotFound" } },
    });
    expect(await get({}, `${mock.apiUrl + path}/`)).toMatchObject({ status: 404 });
    expect(await get({}, mock.apiUrl + path.replace("0e7e", "%ZZ"))).toMatchObject({ status: 400 });
    expect(await get({}, mock.apiUrl + path.replace("0e7e", "%FF"))).toMatchObject({ status: 400 });
  });

  it("refuses an unknown method, and says which there are", async () => {
    const { status, headers } = await fetch(mock.apiUrl + path, { method: "DELETE", headers: { authorization } });

    expect(status).toBe(405);
    expect(headers.get("allow")).toBe("GET, PATCH");
  });

  it("refuses a body of another media type", async () => {
    expect(await patch("{}", { "content-type": "text/plain" })).toMatchObject({ status: 415 });
    expect(await patch("{}", { "content-type": "application/merge-patch+json" })).toMatchObject({
      status: 415,
      body: { error: { message: "The body is application/merge-patch+json; send it as application/json." } },
    });
    expect(await patch("{}", { "content-type": "application/json; charset=utf-8" })).toMatchObject({ status: 200 });
  });

  it("refuses an Accept header that it cannot satisfy", async () => {
    expect((await get({ accept: "text/html" })).status).toBe(406);
    expect((await get({ accept: "zzz" })).status).toBe(406);
    expect((await get({ accept: "application/*, */*;q=0.1" })).status).toBe(200);
  });

  it("refuses a body that is too large, and ends the connection", async () => {
    const { status, headers } = await patch(`{"a":"${"x".repeat(2 * 1024 * 1024)}"}`);

    expect(status).toBe(413);
    expect(headers.get("connection")).toBe("close");
  });

  it("refuses a header parameter of another form", async () => {
    expect(await get({ "client-request-id": "1" })).toMatchObject({
      status: 400,
      body: { error: { target: "client-request-id" } },
    });
    expect(await patch("{}", { prefer: "return=all" })).toMatchObject({
      status: 400,
      body: { error: { target: "prefer" } },
    });
  });
});

describe("stays up", () => {
  it("answers after a connection that breaks off in the middle of a body", async () => {
    const { hostname, port } = new URL(mock.url);
    const socket = connect(Number(port), hostname);
    socket.write(`PATCH /beta${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.destroy();

    expect((await get()).status).toBe(200);
  });

  it("serves another document after a reload, and keeps the last one where that cannot be read", async () => {
    const other = await startMock();
    const url = `${other.apiUrl}/things`;
    expect((await get({}, url)).status).toBe(404);

    const document = readBundle();
    await other.reload({ ...document, paths: { "/things": Object.values(document.paths ?? {})[0] } });
    expect((await get({}, url)).status).toBe(400); // the path parameter of the path item is not in the path

    await expect(other.reload("no-such-file.yaml")).rejects.toThrow();
    expect((await get({}, url)).status).toBe(400);
    await other.close();
  });

  it("frees its port when it is closed, with connections open", async () => {
    const other = await startMock();
    await get({}, other.apiUrl + path);

    await other.close();

    const again = await startMock({ port: Number(new URL(other.url).port) });
    expect(again.url).toBe(other.url);
    await again.close();
  });

  it("says that a port is taken", async () => {
    await expect(startMock({ port: Number(new URL(mock.url).port) })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
