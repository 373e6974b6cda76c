import { describe, expect, it } from "vitest";
import type { Mock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { get, readError, send, temporaryMock } from "../helpers/requests.ts";

function serve(responses: object | undefined, more: object = {}): Promise<Mock> {
  return temporaryMock({ spec: createDocument({ "/a": { get: { ...(responses && { responses }), ...more } } }) });
}

const respondWith = (content: object) => ({ 200: { description: "done", content } });

describe("an operation of another document", () => {
  it.each<[string, object | undefined, number]>([
    ["no responses", undefined, 204],
    ["an empty list of responses", {}, 204],
    ["an informational response alone", { 100: { description: "continue" } }, 204],
    ["an informational response and a final one", { 103: { description: "hints" }, 202: { description: "done" } }, 202],
    ["a response of no status", { "2000": { description: "odd" }, "12xx": { description: "odd" } }, 204],
    ["a range", { "2XX": { description: "done" } }, 200],
    ["a range in lower case", { "2xx": { description: "done" } }, 200],
    ["a default response", { default: { description: "done" } }, 200],
    ["no success", { 404: { description: "none" } }, 404],
    ["a range of errors", { "4XX": { description: "none" } }, 400],
    ["a redirection", { 307: { description: "elsewhere" } }, 307],
  ])("with %s responds", async (_what, responses, status) => {
    const mock = await serve(responses);

    expect((await fetch(`${mock.url}/a`, { redirect: "manual" })).status).toBe(status);
  });

  it.each<[string, object, string | null, unknown]>([
    [
      "XML from an object",
      { "application/xml": { example: { a: 1, b: ["x", "y"] } } },
      "application/xml",
      "<xml><a>1</a><b>x</b><b>y</b></xml>",
    ],
    ["XML from a text", { "text/xml": { example: "<a/>" } }, "text/xml", "<a/>"],
    [
      "a format that is based on XML",
      { "application/atom+xml": { example: { a: 1 } } },
      "application/atom+xml",
      "<xml><a>1</a></xml>",
    ],
    ["what begins like XML", { "text/xml-patch": { example: { a: 1 } } }, "text/xml-patch", '{"a":1}'],
    ["what ends like XML", { "x-text/xml": { example: { a: 1 } } }, "x-text/xml", '{"a":1}'],
    ["a text", { "text/plain": { schema: { type: "string" } } }, "text/plain", "string"],
    ["an object as a text", { "text/plain": { example: { a: 1 } } }, "text/plain", '{"a":1}'],
    ["bytes", { "image/png": { schema: { type: "string", format: "binary" } } }, "image/png", "string"],
    ["any media type, as JSON", { "*/*": { example: { a: 1 } } }, "application/json", { a: 1 }],
    ["any media type, as a text", { "*/*": { example: "a" } }, "text/plain", "a"],
    ["a range of media types", { "text/*": { example: "a" } }, "text/plain", "a"],
    ["a range with a parameter", { "application/*;v=1": { example: { a: 1 } } }, "application/json", { a: 1 }],
    ["a range of types", { "*/json": { example: { a: 1 } } }, "application/json", { a: 1 }],
    ["a range with a space", { "text /*": { example: { a: 1 } } }, "application/json", { a: 1 }],
    ["two media types in one", { "application/json, text/json": { example: { a: 1 } } }, "application/json", { a: 1 }],
    ["what is no media type", { json: { example: { a: 1 } } }, "application/json", { a: 1 }],
    ["a media type with parameters", { "application/json;v=1": { example: 1 } }, "application/json;v=1", 1],
    ["a media type without anything", { "application/json": {} }, null, undefined],
  ])("sends %s", async (_what, content, type, body) => {
    const mock = await serve(respondWith(content));

    for (const headers of [{}, { accept: "*/*" }]) {
      const response = await get(mock, headers, "/a");
      expect(response).toMatchObject({ status: 200, body });
      expect(response.headers.get("content-type")).toBe(type);
      expect(mock.requests.at(-1)?.violations).toEqual([]);
    }
  });

  it.each([
    ["application/json;v=2", 200, "application/json;v=2"],
    ["application/json; v=2; q=0.5", 200, "application/json;v=2"],
    ["application/json;v=3", 200, "application/json;v=1"],
    ["text/csv;q=0.9, application/json;q=0.1", 200, "text/csv"],
    ["text/csv;header=present, application/json;q=0.1;v=1", 200, "application/json;v=1"],
    ["application/*", 200, "application/json;v=1"],
    ["application/xml, */*;q=0.1", 200, "application/json;v=1"],
    ["application/xml", 406, "application/problem+json"],
  ])("selects the media type for Accept: %s", async (accept, status, type) => {
    const example = "a";
    const content = {
      "application/json;v=1": { example },
      "application/json;v=2": { example },
      "text/csv": { example },
    };
    const response = await get(await serve(respondWith(content)), { accept }, "/a");

    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe(type);
  });

  it("sends the headers of the document, or generates them, but for those of the message", async () => {
    const text = { schema: { type: "string" } };
    const headers = {
      "X-Text": text,
      "X-Number": { schema: { type: "integer" } },
      "X-List": { schema: { type: "array", items: { type: "integer" } }, example: [1, 2] },
      "X-Object": { schema: { type: "object" }, example: { a: 1 } },
      "X-Missing-List": { schema: { type: "array", items: { type: "string" } } },
      ...{ Connection: text, "Content-Encoding": text, "Content-Length": text, "Keep-Alive": text },
      ...{ Trailer: text, "Transfer-Encoding": text, Upgrade: text },
    };
    const content = { "application/json": { example: { a: 1 } } };
    const mock = await serve({ 200: { description: "done", headers, content } });

    const response = await get(mock, {}, "/a");

    expect(response).toMatchObject({ status: 200, body: { a: 1 } });
    const names = ["x-text", "x-number", "x-list", "x-object", "x-missing-list", "content-encoding"];
    expect(names.map((name) => response.headers.get(name))).toEqual(["string", "0", "1,2", "a,1", null, null]);
    expect(mock.requests[0]?.violations).toEqual([]);
  });

  it("finds what is wrong in a header that is a list", async () => {
    const headers = { "X-List": { schema: { type: "array", items: { type: "integer" } }, example: [1, "a"] } };
    const mock = await serve({ 200: { description: "done", headers } });

    expect((await get(mock, {}, "/a")).status).toBe(200);
    expect(mock.requests[0]?.violations).toMatchObject([{ location: ["response", "header", "x-list", "1"] }]);
  });

  it("keeps state, injects faults and takes preferences", async () => {
    const entity = { schema: { type: "object", properties: { a: { type: "integer" } } }, example: { a: 1 } };
    const responses = respondWith({ "application/json": entity });
    const requestBody = { content: { "application/json": { schema: entity.schema } } };
    const spec = createDocument({ "/a": { get: { responses }, patch: { requestBody, responses } } });
    const mock = await temporaryMock({ spec, stateful: true });
    const headers = { "content-type": "application/json" };

    await send(`${mock.url}/a`, { method: "PATCH", headers, body: '{"a":2}' });

    expect((await get(mock, {}, "/a")).body).toEqual({ a: 2 });
    expect((await get(mock, { prefer: "code=200" }, "/a")).body).toEqual({ a: 1 });
    expect((await get(mock, { "mock-fault": "429" }, "/a")).headers.get("retry-after")).toBe("1");
  });
});

describe("the body of a request to another document", () => {
  it("has each of several media types in one in a message", async () => {
    const requestBody = { content: { "application/json,  text/json": {} } };
    const responses = { 200: { description: "done" } };
    const mock = await temporaryMock({ spec: createDocument({ "/a": { post: { requestBody, responses } } }) });

    const init = { method: "POST", headers: { "content-type": "text/csv" }, body: "a" };
    expect(readError(await send(`${mock.url}/a`, init)).message).toBe(
      "The body is text/csv; send it as application/json or text/json.",
    );
  });

  it.each([
    ["application/xml", "application/xml", "<a/>", 200],
    ["text/plain", "text/plain", "a", 200],
    ["application/json, text/json", "text/json", "{}", 200],
    ["application/json,text/json", "text/json", "{}", 200],
    ["json", "application/json", "{}", 200],
    ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded", "a=1", 200],
    ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded", "a=b", 400],
  ])("for %s, sent as %s: %s", async (documented, sent, body, status) => {
    const isForm = documented.includes("form");
    const schema = isForm ? { type: "object", properties: { a: { type: "integer" } } } : {};
    const requestBody = { required: true, content: { [documented]: { schema } } };
    const responses = { 200: { description: "done" } };
    const mock = await temporaryMock({ spec: createDocument({ "/a": { post: { requestBody, responses } } }) });

    const response = await send(`${mock.url}/a`, { method: "POST", headers: { "content-type": sent }, body });

    expect(response.status).toBe(status);
  });
});
