import { afterAll, describe, expect, it } from "vitest";
import { startMock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { measureGrowth } from "../helpers/growth.ts";
import { get, patch, readError, startFixtureMock, temporaryMock } from "../helpers/requests.ts";

const createContent = (examples: object) => ({
  description: "documented",
  content: { "application/json": { schema: { type: "object" }, examples } },
});
const error = (code: string) => ({ value: { error: { code, message: "documented" } } });
const paths = {
  "/a": {
    get: {
      responses: {
        "2XX": createContent({ success: { value: { id: "1" } } }),
        "4XX": createContent({ gone: error("Gone"), own: error("OwnCode") }),
        default: createContent({ other: error("OtherCode"), timeout: error("GatewayTimeout") }),
      },
    },
  },
  "/b": { get: { responses: { 200: { description: "done" } } } },
  "/c": {
    get: {
      responses: {
        299: createContent({ warning: { value: {} } }),
        500: createContent({ failure: error("Failure") }),
        520: createContent({ origin: error("Origin") }),
        default: createContent({ other: error("OtherCode"), unknown: error("Unknown") }),
      },
    },
  },
};
const mock = await startMock({ spec: createDocument(paths) });
const ownMock = await startFixtureMock();
afterAll(() => Promise.all([mock.close(), ownMock.close()]));

describe("Prefer: example", () => {
  it.each([
    ["success", 200],
    ["gone", 410],
    ["own", 400],
    ["timeout", 504],
    ["other", 500],
  ])("%s has the status of its range and its error code, or the first of the range: %i", async (name, status) => {
    expect((await get(mock, { prefer: `example=${name}` }, "/a")).status).toBe(status);
  });

  it.each([
    ["warning", 299],
    ["failure", 500],
    ["origin", 520],
    ["other", 501],
  ])("%s has the status of its response, or the first that no other response has: %i", async (name, status) => {
    expect((await get(mock, { prefer: `example=${name}` }, "/c")).status).toBe(status);
  });

  it("is not taken from an error code where the request prefers nothing", async () => {
    expect((await get(mock, {}, "/c")).status).toBe(299);
  });

  it("is refused where there are no examples", async () => {
    const response = await get(mock, { prefer: "example=x" }, "/b");

    expect(readError(response).message).toBe("`Prefer: example=x`: there are no examples.");
  });

  it("is refused where the preferred status has no such example", async () => {
    const response = await get(mock, { prefer: "code=404, example=other" }, "/a");

    expect(readError(response).message).toBe("`Prefer: example=other`: the examples of 404 are gone, own.");
  });
});

describe("Prefer: code", () => {
  it.each(["099", "600", "1000", "20", "200x", "x200", ""])("is refused for %s", async (code) => {
    const response = await get(mock, { prefer: `code=${code}` }, "/a");

    expect(response.status).toBe(400);
    expect(readError(response).message).toBe(
      `\`Prefer: code=${code}\`: the operation responds with 2XX, 4XX, default.`,
    );
  });

  it("takes the example of a range whose error code belongs to the status", async () => {
    expect((await get(mock, { prefer: "code=410" }, "/a")).body).toMatchObject({ error: { message: "documented" } });
  });

  it.each([
    [404, "NotFound", "Not Found."],
    [499, "Unknown", "Unknown."],
  ])("%i: replaces the error code of the first example of the range", async (status, code, message) => {
    expect((await get(mock, { prefer: `code=${status}` }, "/a")).body).toEqual({ error: { code, message } });
  });
});

describe("the names of preferences", () => {
  it.each([
    ["CODE=404", 404],
    [' code = "404" ', 404],
    ["respond-async, code=404", 404],
    ["coding=404", 200],
    ["respond-async", 200],
    ["dynamic=false", 200],
    ["cod=404", 400],
    ["c0d3=404", 400],
    ["sed=1", 400],
    ['code="4\\04"', 404],
    ["code=404;reason=x", 404],
    ['wait=1;x="a,code=400", code=404', 404],
    ['x="\\",code=400", code=404', 404],
    ['x="code=404', 200], // a string that does not end
    ['code=404, x="', 404],
    ["\tcode\t=\t404\t;", 404],
    [";code=404", 200],
    ["=404,code=404", 404],
  ])("Prefer: %s: %i", async (prefer, status) => {
    expect((await get(mock, { prefer }, "/a")).status).toBe(status);
  });
});

describe("Prefer: return=minimal", () => {
  it.each([
    ["return=minimal", 204],
    ['return="minimal"', 204],
    ["return = minimal", 204],
    ['Return\t=  "minimal"', 204],
    ["return=Minimal; foo=bar", 204],
    ['odata.include-annotations="*", wait=5 , return=minimal', 204],
    ["return=representation, return=minimal", 200], // RFC 7240, section 2: the first one counts
    ["return=minimal, return=representation", 204],
    ['x="return=minimal"', 200],
    ['x="a, return=minimal, b"', 200],
    ["xreturn=minimal", 200],
    ["return=minimalist", 200],
    ["wait=5;return=minimal", 200],
    ["return", 200],
  ])("%s: %i", async (prefer, status) => {
    expect((await patch(ownMock, { issueDetectedDeviceCount: 1 }, { prefer })).status).toBe(status);
  });
});

describe("the time to read a header", () => {
  it.each<[string, (size: number) => string]>([
    ["spaces before a value", (size) => `a=${" ".repeat(size)}"x"y`],
    ["spaces in a name", (size) => `a${" ".repeat(size)}b`],
    ["quotes", (size) => '"'.repeat(size)],
    ["backslashes", (size) => `a="${"\\".repeat(size)}`],
    ["equals signs", (size) => "=".repeat(size)],
    ["separators", (size) => ";,".repeat(size / 2)],
    ["a long name", (size) => "x".repeat(size)],
    ["many names that are nearly right", (size) => "a=1,cods".repeat(size / 8)],
  ])("is linear for %s", async (_what, createHeader) => {
    const growth = await measureGrowth(700, (size) => get(mock, { prefer: createHeader(size) }, "/b"));

    expect(growth).toBeLessThan(30);
  });
});

describe("other preferences", () => {
  it("return=minimal has no effect where the operation has no 204", async () => {
    expect((await get(mock, { prefer: "return=minimal" }, "/a")).status).toBe(200);
  });

  it("are validated as the document says", async () => {
    const parameters = [{ in: "header", name: "Prefer", schema: { enum: ["respond-async"] } }];
    const operation = { parameters, responses: { 200: { description: "done" } } };
    const strict = await temporaryMock({ spec: createDocument({ "/a": { get: operation } }) });

    expect((await get(strict, { prefer: "code=200, respond-async" }, "/a")).status).toBe(200);
    expect((await get(strict, { prefer: "code=200, wait=5" }, "/a")).status).toBe(400);
    expect((await get(strict, { prefer: "code=200" }, "/a")).status).toBe(200);
    expect((await get(strict, { prefer: "code=200, ,dynamic=false," }, "/a")).status).toBe(200);
    expect((await get(strict, {}, "/a")).status).toBe(200);
  });
});

it("are validated together", async () => {
  const parameters = [{ in: "header", name: "Prefer", schema: { enum: ["respond-async, wait=5"] } }];
  const operation = { parameters, responses: { 200: { description: "done" } } };
  const strict = await temporaryMock({ spec: createDocument({ "/a": { get: operation } }) });

  expect((await get(strict, { prefer: "respond-async, code=200, wait=5" }, "/a")).status).toBe(200);
});

it("dynamic without a value is refused", async () => {
  expect(readError(await get(mock, { prefer: "dynamic" }, "/a")).message).toBe(
    "`Prefer: dynamic=`: it is true or false.",
  );
});

it("dynamic=false asks for an example", async () => {
  expect((await get(mock, { prefer: "dynamic=false" }, "/a")).body).toEqual({ id: "1" });
  expect(readError(await get(mock, { prefer: "dynamic=no" }, "/a")).message).toBe(
    "`Prefer: dynamic=no`: it is true or false.",
  );
});

it("has the response's own ids in the example of any error", async () => {
  const own = await temporaryMock();
  for (const status of [400, 429, 500]) {
    const response = await get(own, { prefer: `code=${status}` });

    expect(readError(response).innerError["request-id"]).toBe(response.headers.get("request-id"));
  }
});
