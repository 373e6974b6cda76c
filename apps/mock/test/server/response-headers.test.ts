import { afterAll, describe, expect, it } from "vitest";
import { startMock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { get, patch, scriptPath, send, startFixtureMock } from "../helpers/requests.ts";

const mock = await startFixtureMock();
const plainMock = await startMock({
  spec: createDocument({
    "/vary": createVaryingPath("accept"),
    "/vary-all": createVaryingPath("*"),
    "/a": {
      get: {
        responses: {
          200: {
            description: "a length that is not that of the body",
            headers: { "content-length": { schema: { type: "string" }, example: "1" } },
            content: { "text/plain": { schema: { type: "string" }, example: "a text" } },
          },
          304: { description: "not changed" },
        },
      },
    },
  }),
});
afterAll(() => Promise.all([mock.close(), plainMock.close()]));

function createVaryingPath(vary: string): object {
  const headers = { vary: { schema: { type: "string" }, example: vary } };
  return { get: { responses: { 200: { description: "varies", headers } } } };
}

const origin = "https://dashboard.example";

describe("client-request-id", () => {
  it.each(["7B1F8A52-6C1D-4E0B-8F5A-2D9F0C3E4B71", "00000000-0000-0000-0000-000000000000"])(
    "is the request's own where it is the UUID %s",
    async (id) => {
      expect((await get(plainMock, { "client-request-id": id }, "/a")).headers.get("client-request-id")).toBe(id);
    },
  );

  it.each([
    "x7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71",
    "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71x",
    "7b1f8a52-6c1d-4e0b-2d9f0c3e4b71",
    "7b1f8a52",
  ])("is a new UUID where the request has %s", async (id) => {
    const { headers } = await get(plainMock, { "client-request-id": id }, "/a");

    expect(headers.get("client-request-id")).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(headers.get("client-request-id")).not.toBe(id);
  });
});

describe("content-length", () => {
  it("is the length of the body, whatever the document's example says", async () => {
    const { headers, body } = await get(plainMock, {}, "/a");

    expect(headers.get("content-length")).toBe("6");
    expect(body).toBe("a text");
  });

  it("is omitted from a response of 204", async () => {
    const { status, headers } = await patch(mock, {}, { prefer: "return=minimal" });

    expect(status).toBe(204);
    expect(headers.has("content-length")).toBe(false);
  });

  it("is omitted from a response of 304", async () => {
    const { status, headers } = await get(plainMock, { prefer: "code=304" }, "/a");

    expect(status).toBe(304);
    expect(headers.has("content-length")).toBe(false);
  });
});

describe("a page of another origin", () => {
  it("may read every header of a response, with credentials, too", async () => {
    const { headers } = await get(mock, { origin, prefer: "code=429" });

    const exposed = headers.get("access-control-expose-headers")?.split(", ");
    expect(exposed).toEqual(expect.arrayContaining(["date", "request-id", "client-request-id", "retry-after"]));
    const hidden = ["connection", "content-length", "content-type", "keep-alive", "vary"];
    const isListed = (name: string) => name.startsWith("access-control-") || exposed?.includes(name);
    expect([...headers.keys()].filter((name) => !isListed(name))).toEqual(hidden);
  });

  it.each([origin, "null"])("of %s may send credentials: to its preflight, and in a request", async (origin) => {
    const names = { "access-control-request-method": "PATCH", "access-control-request-headers": "authorization,x-own" };
    const preflight = await send(mock.apiUrl + scriptPath, { method: "OPTIONS", headers: { origin, ...names } });
    const refused = await patch(mock, "{bad", { origin });

    for (const { headers } of [preflight, await get(mock, { origin }), refused]) {
      expect(headers.get("access-control-allow-origin")).toBe(origin);
      expect(headers.get("access-control-allow-credentials")).toBe("true");
      expect(headers.get("vary")).toBe("origin");
    }
    expect(preflight.headers.get("access-control-allow-headers")).toBe("authorization,x-own");
    expect(refused.headers.get("access-control-expose-headers")).toContain("sl-violations");
  });

  it("does not get the response that another origin, or none, got from a cache", async () => {
    expect((await get(mock)).headers.get("vary")).toBe("origin");
    expect((await get(plainMock, { origin }, "/vary")).headers.get("vary")).toBe("accept, origin");
    expect((await get(plainMock, { origin }, "/vary-all")).headers.get("vary")).toBe("*");
  });

  it("is told of no methods and no names of headers, except in a preflight", async () => {
    const { status, headers } = await get(mock, { origin });

    expect(status).toBe(200);
    expect(headers.has("access-control-allow-methods")).toBe(false);
    expect(headers.has("access-control-allow-headers")).toBe(false);
  });

  it("gets the response to a GET that has the header of a preflight", async () => {
    const response = await get(mock, { origin, "access-control-request-method": "PATCH" });

    expect(response.status).toBe(200);
  });

  it("gets the methods of the path for OPTIONS without the header of a preflight", async () => {
    const { headers } = await send(mock.apiUrl + scriptPath, { method: "OPTIONS", headers: { origin } });

    expect(headers.get("allow")).toBe("GET, HEAD, OPTIONS, PATCH");
  });
});
