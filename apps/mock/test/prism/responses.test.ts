import { afterAll, describe, expect, it } from "vitest";
import { get, patch, readError, referencePage, scriptPath, send, startFixtureMock } from "../helpers/requests.ts";

const mock = await startFixtureMock();
afterAll(() => mock.close());

describe("responds with the spec's examples", () => {
  it("responds to GET with the first example", async () => {
    const { status, headers, body } = await get(mock);

    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json");
    expect(body).toEqual(referencePage);
  });

  it("responds below the path of the spec's servers, and at the root", async () => {
    expect(mock.apiUrl).toBe(`${mock.url}/beta`);
    expect(await send(mock.url + scriptPath)).toMatchObject({ status: 200, body: referencePage });
  });

  it("responds to PATCH with the updated object, or without a body where that is preferred", async () => {
    expect(await patch(mock, {})).toMatchObject({ status: 200, body: referencePage });
    expect(await patch(mock, {}, { prefer: "return=representation" })).toMatchObject({ status: 200 });
    expect(await patch(mock, {}, { prefer: "return=minimal" })).toMatchObject({ status: 204, body: undefined });
  });

  it("responds to HEAD as to GET, without the body", async () => {
    const { status, headers, body } = await send(mock.apiUrl + scriptPath, { method: "HEAD" });

    expect(status).toBe(200);
    expect(headers.get("content-length")).toBe(String(JSON.stringify(referencePage).length));
    expect(body).toBeUndefined();
  });

  it("responds to OPTIONS with the methods, without a token", async () => {
    const { status, headers } = await send(mock.apiUrl + scriptPath, {
      method: "OPTIONS",
      headers: { authorization: "" },
    });

    expect(status).toBe(204);
    expect(headers.get("allow")).toBe("GET, HEAD, OPTIONS, PATCH");
  });

  it("lets any page call it: responds to a preflight, and adds the header of CORS to every response", async () => {
    const origin = "https://dashboard.example";
    const preflight = await send(mock.apiUrl + scriptPath, {
      method: "OPTIONS",
      headers: {
        authorization: "",
        origin,
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "authorization,content-type",
      },
    });
    const responses = [await get(mock, { origin }), await get(mock, { origin, authorization: "" })];

    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-methods")).toBe("PATCH");
    expect(preflight.headers.get("access-control-allow-headers")).toBe("authorization,content-type");
    for (const { headers } of [preflight, ...responses])
      expect(headers.get("access-control-allow-origin")).toBe(origin);
    expect((await get(mock)).headers.has("access-control-allow-origin")).toBe(false);
  });

  it.each(["/_mock/reset", "/no/such/path"])("responds to a preflight at %s", async (path) => {
    const headers = { origin: "https://dashboard.example", "access-control-request-method": "POST" };

    const response = await send(mock.url + path, { method: "OPTIONS", headers });

    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-methods")).toBe("POST");
  });
});

describe("has Graph's headers on every response", () => {
  it.each([
    ["a success", {}],
    ["an example of an error", { prefer: "code=429" }],
    ["an error", { accept: "text/html" }],
  ])("on %s: a request-id, the client-request-id of the request, and a date", async (_what, headers) => {
    const id = "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71";

    const [first, second] = [await get(mock, { "client-request-id": id, ...headers }), await get(mock, headers)];

    expect(first.headers.get("client-request-id")).toBe(id);
    expect(first.headers.get("request-id")).toMatch(/^[\da-f]{8}-/);
    expect(second.headers.get("request-id")).not.toBe(first.headers.get("request-id"));
    expect(second.headers.get("client-request-id")).toMatch(/^[\da-f]{8}-/);
    expect(Date.parse(first.headers.get("date") ?? "")).toBeGreaterThan(Date.now() - 5000);
  });
});

describe("responds with what a request prefers", () => {
  it("another example, or a status with an example", async () => {
    expect(await get(mock, { prefer: "example=neverRan" })).toMatchObject({ body: { lastScriptRunDateTime: null } });
    expect(await get(mock, { prefer: "code=503, example=serviceUnavailable" })).toMatchObject({
      status: 503,
      body: { error: { code: "ServiceUnavailable" } },
    });
    expect(await get(mock, { prefer: 'code="418"' })).toMatchObject({
      status: 418,
      body: { error: { code: "ImaTeapot", message: "I'm a Teapot." } },
    });
  });

  it("an example of an error by its name alone, with its status and the response's own ids", async () => {
    const response = await get(mock, { prefer: "example=serviceUnavailable" });

    expect(response.status).toBe(503);
    expect(readError(response).innerError["request-id"]).toBe(response.headers.get("request-id"));
    expect((await get(mock, { prefer: "example=tooManyRequests" })).status).toBe(429);
  });

  it("a generated response, the same for the same seed", async () => {
    const [first, same, other] = [
      await get(mock, { prefer: "dynamic=true, seed=1" }),
      await get(mock, { prefer: "dynamic=true, seed=1" }),
      await get(mock, { prefer: "dynamic=true, seed=2" }),
    ];

    expect(first.status).toBe(200);
    expect(Object.keys(first.body as object)).toEqual(expect.arrayContaining(["id", "issueDetectedDeviceCount"]));
    expect(same.body).toEqual(first.body);
    expect(other.body).not.toEqual(first.body);
  });

  it.each([
    ["code=299", "the operation responds with 200, 400, 401, 403, 404, 429, 4XX, 5XX."],
    ["code=4xx", "the operation responds with 200, 400"],
    ["example=other", "the operation's examples are referencePage, neverRan, invalidHeader"],
    ["code=429, example=neverRan", "the examples of 429 are tooManyRequests."],
    ["code=502, example=neverRan", "the examples of 502 are internalServerError, serviceUnavailable."],
    ['example="neverRan', '`Prefer: example="neverRan`: the operation'],
    ['example=neverRan"', '`Prefer: example=neverRan"`: the operation'],
    ['example="', '`Prefer: example="`: the operation'],
    ["dynamic=yes", "it is true or false."],
    ["dynamic", "it is true or false."],
    ["code=200, dynamic", "`Prefer: dynamic=`: it is true or false."],
    ["exmple=neverRan", "the mock's preferences are code, example, dynamic, seed."],
    ["seeded=1", "the mock's preferences are code, example, dynamic, seed."],
    ["code=200, code=429", "it is given 2 times."],
  ])("refuses Prefer: %s, and lists what exists", async (prefer, says) => {
    const response = await get(mock, { prefer });

    expect(response.status).toBe(400);
    expect(readError(response).message).toContain(says);
    expect(readError(response).target).toBe("/header/prefer");
  });
});
