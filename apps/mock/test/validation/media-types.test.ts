import { describe, expect, it } from "vitest";
import type { Mock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { get, readError, send, temporaryMock } from "../helpers/requests.ts";

const responses = { 200: { description: "done" } };

function startMock(mediaType: string, schema: object = {}): Promise<Mock> {
  const requestBody = { content: { [mediaType]: { schema } } };
  return temporaryMock({ spec: createDocument({ "/a": { post: { requestBody, responses } } }) });
}

function post(mock: Mock, contentType: string, body = "{}") {
  return send(`${mock.apiUrl}/a`, { method: "POST", headers: { "content-type": contentType }, body });
}

describe("the media type of a body", () => {
  it.each([
    ["application/json; charset=utf-8", "application/json", 200],
    ["application/json", "application/json ; charset=utf-8", 200],
    ["application/json", "application/json5", 415],
    ["application/*", "application/json", 200],
    ["*/*", "application/json", 200],
    ["image/*", "image/png", 200],
    ["image/*", "imagery/png", 415],
    ["image/*", "application/json", 415],
    ["*/*", "garbage", 415],
    ["text/plain", "text/plais", 415],
    ["text/plain", " text/plain\t; charset=utf-8", 200],
    ["text/plain", "text/plain a", 415],
    ["text/plain", "\u00a0text/plain", 415], // RFC 9110 knows no other spaces
  ])("for %s, a body of %s: %i", async (documented, sent, status) => {
    expect((await post(await startMock(documented), sent)).status).toBe(status);
  });

  it("is asked for where the request has none", async () => {
    const mock = await startMock("application/json");

    const response = await send(`${mock.apiUrl}/a`, { method: "POST", body: Buffer.from("{}") });

    expect(response.status).toBe(415);
    expect(readError(response).message).toBe("The body is of no stated media type; send it as application/json.");
    expect(readError(response).target).toBe("/header/content-type");
  });

  it("of a text asks for UTF-8", async () => {
    const mock = await startMock("text/plain");

    const headers = { "content-type": "text/plain" };
    const response = await send(`${mock.apiUrl}/a`, { method: "POST", headers, body: new Uint8Array([0xff]) });

    expect(readError(response).details).toEqual([
      { code: "utf-8", message: expect.stringMatching(/^The body is not valid UTF-8: /), target: "/body" },
    ]);
  });

  it("selects the schema of the body", async () => {
    const content = {
      "application/json": { schema: { type: "object" } },
      "text/plain": { schema: { type: "string", maxLength: 1 } },
    };
    const paths = { "/a": { post: { requestBody: { content }, responses } } };
    const mock = await temporaryMock({ spec: createDocument(paths) });

    expect((await post(mock, "application/json", '"a"')).status).toBe(400);
    expect((await post(mock, "text/plain", "a")).status).toBe(200);
    expect((await post(mock, "text/plain", "ab")).status).toBe(400);
    expect(readError(await post(mock, "text/csv")).message).toBe(
      "The body is text/csv; send it as application/json or text/plain.",
    );
  });

  it.each([
    ["application/json", 200],
    ["application/merge-patch+json", 200],
    ["application/json5", 400],
    ["x-application/json", 400],
    ["text/plain", 400],
  ])("%s: the body is an object: %i", async (mediaType, status) => {
    expect((await post(await startMock(mediaType, { type: "object" }), mediaType)).status).toBe(status);
  });
});

describe("the media type of a response", () => {
  const content = { "application/json": { schema: {}, example: {} } };
  const json = { 200: { description: "done", content } };
  const startResponder = (documented: object) =>
    temporaryMock({ spec: createDocument({ "/a": { get: { responses: documented } } }) });

  it("is named where a request excludes it", async () => {
    const response = await get(await startResponder(json), { accept: "text/html" }, "/a");

    expect(response.status).toBe(406);
    expect(readError(response).message).toBe(
      "The operation responds with application/json, which `Accept: text/html` excludes.",
    );
    expect(readError(response).target).toBe("/header/accept");
  });

  it.each([
    ["application/json;q=0", 406],
    ["application/json ; q=0", 406],
    ["application/json; q=0", 406],
    ["application/json; odata.metadata=none", 200],
    [", ,", 200],
    ["text/html, , */*", 200],
  ])("for Accept: %s: %i", async (accept, status) => {
    expect((await get(await startResponder(json), { accept }, "/a")).status).toBe(status);
  });

  it("is the one that the request accepts", async () => {
    const text = { "text/csv": { schema: { type: "string" }, example: "a,b" } };
    const mock = await startResponder({ 200: { description: "done", content: { ...content, ...text } } });
    const readType = async (accept: string) => (await get(mock, { accept }, "/a")).headers.get("content-type");

    expect(await readType("text/csv")).toBe("text/csv");
    expect(await readType("text/*;q=0.5, application/json")).toBe("application/json");
  });

  it("is one of the response's, though the request prefers that of another response", async () => {
    const csv = { "text/csv": { schema: { type: "string" }, example: "a" } };
    const wrong = { 400: { description: "wrong", content: { "application/json": { example: {} } } } };
    const mock = await startResponder({ 200: { description: "done", content: csv }, ...wrong });
    const accept = "application/json, text/csv;q=0.5";

    expect(await get(mock, { accept }, "/a")).toMatchObject({ status: 200, body: "a" });
    expect(await get(mock, { accept, prefer: "code=400" }, "/a")).toMatchObject({ status: 400, body: {} });
    expect((await get(mock, { accept: "application/json" }, "/a")).status).toBe(406);
  });

  it("is that of an error, whatever the request accepts", async () => {
    const csv = { "text/csv": { schema: { type: "string" }, example: "a" } };
    const wrong = { 404: { description: "wrong", content: { "application/json": { example: {} } } } };
    const mock = await startResponder({ 200: { description: "done", content: csv }, ...wrong });

    for (const accept of ["text/csv", "text/html"])
      expect(await get(mock, { accept, prefer: "code=404" }, "/a")).toMatchObject({ status: 404, body: {} });
  });

  it("is one of a success: where the request accepts none, the error lists them", async () => {
    const error = { description: "wrong", content: { "application/problem+json": { schema: {} } } };
    const mock = await startResponder({ ...json, 400: error, 422: error, 403: error });

    const response = await get(mock, { accept: "text/html" }, "/a");

    expect(readError(response).message).toContain("responds with application/json, which");
  });

  it("is one of an error where the document has no success", async () => {
    const mock = await startResponder({ 404: { description: "none", content } });

    expect((await get(mock, { accept: "application/json" }, "/a")).status).toBe(404);
    expect((await get(mock, { accept: "text/html" }, "/a")).status).toBe(406);
  });

  it("is not negotiated where no response has a body", async () => {
    const mock = await startResponder({ 204: { description: "done" } });

    expect((await get(mock, { accept: "text/html" }, "/a")).status).toBe(204);
  });

  it("is left to Prism where a success has a range of media types", async () => {
    const text = { "text/*": { schema: { type: "string" }, example: "a" } };
    const mock = await startResponder({ 200: { description: "done", content: { ...content, ...text } } });

    expect((await get(mock, { accept: "text/csv" }, "/a")).status).toBe(200);
    expect(await get(mock, { accept: "application/json" }, "/a")).toMatchObject({ status: 200, body: {} });
  });

  it("is the best one of the chosen response, though the request prefers that of another success", async () => {
    const example = "a";
    const mock = await startResponder({
      200: { description: "done", content: { "text/csv": { example }, "text/html": { example } } },
      201: { description: "made", content: { "application/xml": { example } } },
    });

    const accept = "application/xml, text/html;q=0.9, text/csv;q=0.8";
    const response = await get(mock, { accept }, "/a");

    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html"]);
    expect(readError(await get(mock, { accept: "image/png" }, "/a")).message).toBe(
      "The operation responds with text/csv, text/html, application/xml, which `Accept: image/png` excludes.",
    );
  });

  it("is left to Prism where an error has a range of media types", async () => {
    const mock = await startResponder({
      ...json,
      400: { description: "wrong", content: { "text/*": { schema: {} } } },
    });

    expect((await get(mock, { accept: "application/json" }, "/a")).status).toBe(200);
    expect((await get(mock, { accept: "text/csv", prefer: "code=400" }, "/a")).status).toBe(400);
  });
});
