import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { startMock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { readError, readViolations, send } from "../helpers/requests.ts";

const responses = { 204: { description: "done" } };
const createPath = (mediaType: string, schema: object, required = false) => ({
  post: { requestBody: { required, content: { [mediaType]: { schema } } }, responses },
});
const json = "application/json";
const form = {
  type: "object",
  required: ["a"],
  properties: { a: { type: "string", maxLength: 3 }, file: { type: "string" } },
};
const mock = await startMock({
  spec: createDocument({
    "/any": createPath(json, {}, true),
    "/boolean": createPath(json, { type: "boolean" }, true),
    "/number": createPath(json, { type: "number", minimum: 1 }),
    "/string": createPath(json, { type: "string" }, true),
    "/null": createPath(json, { type: "null" }, true),
    "/object": createPath(json, { type: "object" }, true),
    "/several": {
      post: {
        requestBody: {
          content: {
            "text/plain": { schema: { type: "string" } },
            [json]: { schema: { type: "number", maximum: -1 } },
          },
        },
        responses,
      },
    },
    "/binary": createPath("application/octet-stream", { type: "string", maxLength: 4 }),
    "/image": createPath("image/*", {}),
    "/short": createPath("application/octet-stream", { type: "string", maxLength: 1 }),
    "/text": createPath("text/plain", { type: "string", maxLength: 2 }),
    "/xml": createPath("application/xml", { type: "string" }),
    "/atom": createPath("application/atom+xml", { type: "string" }),
    "/urlencoded": createPath("application/x-www-form-urlencoded", form),
    "/multipart": createPath("multipart/form-data", form),
  }),
});
afterAll(() => mock.close());

function post(path: string, contentType: string, body: string | Uint8Array<ArrayBuffer>, headers: object = {}) {
  return send(mock.url + path, { method: "POST", headers: { "content-type": contentType, ...headers }, body });
}

describe("a JSON body that JavaScript takes for false", () => {
  it.each([
    ["/any", "false", 204],
    ["/any", "0", 204],
    ["/any", '""', 204],
    ["/any", "null", 204],
    ["/boolean", "false", 204],
    ["/boolean", "0", 400],
    ["/boolean", "null", 400],
    ["/number", "0", 400],
    ["/number", "-0", 400],
    ["/number", "false", 400],
    ["/string", '""', 204],
    ["/string", "null", 400],
    ["/null", "null", 204],
    ["/null", '""', 400],
    ["/object", "null", 400],
    ["/object", "false", 400],
    ["/several", "0", 400],
  ])("at %s: %s: %i", async (path, body, status) => {
    const response = await post(path, json, body);

    expect(response.status).toBe(status);
    if (status === 400) expect(readError(response).message).toMatch(/^Request body must be /);
  });

  it("is not the same as no body", async () => {
    expect(readError(await post("/boolean", json, "")).message).toBe("Body parameter is required.");
  });
});

const binary = new Uint8Array([0xff, 0xfe, 0x00, 0x80]);

describe("a binary body", () => {
  it("need not be UTF-8", async () => {
    expect((await post("/image", "image/png", binary)).status).toBe(204);
    expect((await post("/binary", "application/octet-stream", binary)).status).toBe(204);
  });

  it("has a character for each byte", async () => {
    const response = await post("/binary", "application/octet-stream", new Uint8Array([...binary, 0xff]));

    expect(readError(response).message).toBe("Request body must NOT have more than 4 characters.");
  });

  it("that is UTF-8 is a text", async () => {
    const euro = new Uint8Array(Buffer.from("€"));

    expect((await post("/short", "application/octet-stream", euro)).status).toBe(204);
    expect((await post("/short", "application/octet-stream", euro.subarray(0, 2))).status).toBe(400);
  });

  it("may have percent signs", async () => {
    expect((await post("/binary", "application/octet-stream", "%ZZ=")).status).toBe(204);
    expect((await post("/image", "image/png", new Uint8Array(Buffer.from("%FF=1", "latin1")))).status).toBe(204);
  });

  it("may be encoded", async () => {
    const body = new Uint8Array(gzipSync(binary));

    expect((await post("/binary", "application/octet-stream", body, { "content-encoding": "gzip" })).status).toBe(204);
  });
});

describe("a text", () => {
  it.each([
    ["text/plain", "äö"],
    ["text/plain; charset=utf-8", "äö"],
    ['text/plain; charset="ISO-8859-1"', Buffer.from("äö", "latin1")],
    ["text/plain;charset=utf-16le", Buffer.from("äö", "utf16le")],
  ])("of %s is read in its charset", async (contentType, body) => {
    expect((await post("/text", contentType, typeof body === "string" ? body : new Uint8Array(body))).status).toBe(204);
  });

  it("keeps its byte order mark", async () => {
    expect((await post("/text", "text/plain", "\uFEFFa")).status).toBe(204);
    expect((await post("/text", "text/plain", "\uFEFFab")).status).toBe(400);
  });

  it.each([
    ["/text", "text/plain", "utf-8"],
    ["/xml", "application/xml", "utf-8"],
    ["/atom", "application/atom+xml", "utf-8"],
    ["/text", "text/plain; charset=unknown", "unknown"],
  ])("at %s of %s has to be in its charset", async (path, contentType, code) => {
    expect(readError(await post(path, contentType, binary)).details).toMatchObject([{ code, target: "/body" }]);
  });
});

describe("a form", () => {
  const part = (name: string, rest = "") => `--X\r\ncontent-disposition: form-data; name="${name}"${rest}\r\n\r\n`;
  const createParts = (name: string, value = "1") =>
    new Uint8Array(
      Buffer.concat([
        Buffer.from(`${part(name)}${value}\r\n${part("file", '; filename="f"\r\ncontent-type: image/png')}`),
        binary,
        Buffer.from("\r\n--X--\r\n"),
      ]),
    );

  it.each([
    ["a=1", 204],
    ["a=%C3%A4+b&file=", 204],
    ["b=1", 400],
    ["%ZZ=1&a=1", 400],
    ["%FF=1&a=1", 400],
    ["b%ZZ=1&a=1", 400],
  ])("of x-www-form-urlencoded: %s: %i", async (body, status) => {
    expect((await post("/urlencoded", "application/x-www-form-urlencoded", body)).status).toBe(status);
  });

  it("of several parts may have a part that is not UTF-8", async () => {
    expect((await post("/multipart", "multipart/form-data; boundary=X", createParts("a"))).status).toBe(204);
    expect(readError(await post("/multipart", "multipart/form-data; boundary=X", createParts("b"))).message).toBe(
      "Request body must have required property 'a'.",
    );
  });

  it("of several parts has its texts in UTF-8, whatever the other parts are", async () => {
    const send = (value: string) => post("/multipart", "multipart/form-data; boundary=X", createParts("a", value));

    expect((await send("äöü")).status).toBe(204);
    expect((await send("äöüß")).status).toBe(400);
  });

  it.each([
    ["/urlencoded", "application/x-www-form-urlencoded", 400],
    ["/multipart", "multipart/form-data; boundary=X", 204],
  ])("without fields is one of x-www-form-urlencoded alone: %s", async (path, contentType, status) => {
    expect((await post(path, contentType, "")).status).toBe(status);
  });

  it.each([
    ["multipart/form-data", "--X--\r\n", "missing boundary in content-type header"],
    ["multipart/form-data; boundary=X", "a=1", "no boundary found in multipart body"],
    ["multipart/form-data; boundary=X", `${part("a")}1`, "expected boundary after body"],
  ])("of several parts that cannot be read says why: %s, %j", async (contentType, body, reason) => {
    const response = await post("/multipart", contentType, body);

    expect(response.status).toBe(400);
    const message = `The body cannot be read as ${contentType}: ${reason}.`;
    expect(readError(response).details).toEqual([{ code: "form", message, target: "/body" }]);
    expect(readViolations(response)).toEqual([`request/body ${message}`]);
  });

  it.each(["Content-Disposition", "Content-Disposition:", "Content-Disposition: form-data", "garbage", ""])(
    "of which a part begins with %j is 400",
    async (header) => {
      const response = await post(
        "/multipart",
        "multipart/form-data; boundary=X",
        `--X\r\n${header}\r\n\r\n1\r\n--X--\r\n`,
      );

      expect(response.status).toBe(400);
    },
  );
});
