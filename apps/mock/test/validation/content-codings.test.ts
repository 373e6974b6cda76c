import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeBody } from "../../src/server/content-coding.ts";
import { createDocument } from "../helpers/documents.ts";
import { patch, readError, send, temporaryMock } from "../helpers/requests.ts";

const bodyLimit = 10_000;
const mock = () => temporaryMock({ bodyLimit });
const json = JSON.stringify({ issueDetectedDeviceCount: 3 });
const bytes = (buffer: Buffer) => new Uint8Array(buffer);

describe("an encoded body", () => {
  it.each([
    ["gzip", gzipSync(json)],
    ["x-gzip", gzipSync(json)],
    ["GZip", gzipSync(json)],
    ["deflate", deflateSync(json)],
    ["br", brotliCompressSync(json)],
    ["zstd", zstdCompressSync(json)],
    ["identity", Buffer.from(json)],
    ["", Buffer.from(json)],
    ["deflate, gzip", gzipSync(deflateSync(json))],
    [" , br ,\tGZIP", gzipSync(brotliCompressSync(json))],
    ["br, deflate, gzip", gzipSync(deflateSync(brotliCompressSync(json)))],
  ])("of %s is decoded", async (coding, body) => {
    expect((await patch(await mock(), bytes(body), { "content-encoding": coding })).status).toBe(200);
  });

  it("is validated as it is after decoding", async () => {
    const response = await patch(await mock(), bytes(gzipSync('{"unknown":1}')), { "content-encoding": "gzip" });

    expect(readError(response).details).toMatchObject([{ target: "/body/unknown" }]);
  });

  it.each(["compress", "exi", "gzip, garbage", "gzip gzip"])(
    "of %s is refused with the codings that are known",
    async (coding) => {
      const response = await patch(await mock(), bytes(gzipSync(json)), { "content-encoding": coding });

      expect(response.status).toBe(415);
      expect(response.headers.get("accept-encoding")).toBe("gzip, deflate, br, zstd");
      expect(readError(response)).toMatchObject({
        message: expect.stringMatching(/is not known; .*`Content-Encoding`/),
        target: "/header/content-encoding",
      });
    },
  );

  it("of very many codings is refused", async () => {
    const codings = Array.from({ length: 1000 }, () => "gzip").join();

    const response = await patch(await mock(), bytes(gzipSync(json)), { "content-encoding": codings });

    expect(response.status).toBe(415);
    expect(readError(response).message).toMatch(/^There are 1000 content codings; 3 are possible\. /);
  });

  it.each([
    ["gzip", Buffer.from(json)],
    ["deflate", Buffer.from(json)],
    ["br", Buffer.from(json)],
    ["zstd", Buffer.from(json)],
    ["gzip", gzipSync(json).subarray(0, -1)],
    ["gzip", Buffer.concat([gzipSync(json), Buffer.from("garbage")])],
    ["deflate", Buffer.concat([deflateSync(json), Buffer.from("garbage")])],
    ["br", Buffer.concat([brotliCompressSync(json), Buffer.from("garbage")])],
    ["gzip, gzip", gzipSync(json)],
    ["gzip, br", gzipSync(brotliCompressSync(json))], // the wrong order
  ])("that is not in the coding %s is 400", async (coding, body) => {
    const response = await patch(await mock(), bytes(body), { "content-encoding": coding });

    expect(response.status).toBe(400);
    expect(readError(response).details).toMatchObject([{ code: "content-encoding", target: "/body" }]);
    expect(readError(response).message).toMatch(/^The body is not valid (gzip|deflate|br|zstd): .+\.$/);
  });

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
    ["zstd", zstdCompressSync],
  ])("of %s may have as many bytes after decoding as without a coding", async (coding, encode) => {
    const limited = await mock();
    const send = (length: number) =>
      patch(limited, bytes(encode(JSON.stringify({ issueDetectedDeviceCount: 3 }).padEnd(length))), {
        "content-encoding": coding,
      });

    expect((await send(bodyLimit)).status).toBe(200);
    const tooLarge = await send(bodyLimit + 1);
    expect(tooLarge.status).toBe(413);
    expect(readError(tooLarge).message).toBe("The body is larger than 10000 bytes after decoding.");
    expect(readError(tooLarge).target).toBe("/body");
  });

  it("may be an empty text", async () => {
    const requestBody = { content: { "text/plain": { schema: { type: "string" } } } };
    const operation = { requestBody, responses: { 204: { description: "done" } } };
    const { url } = await temporaryMock({ spec: createDocument({ "/a": { post: operation } }) });
    const headers = { "content-type": "text/plain", "content-encoding": "gzip" };

    expect((await send(`${url}/a`, { method: "POST", headers, body: "" })).status).toBe(204);
  });

  it("is absent where it has no bytes", async () => {
    const paths = { "/a": { get: { responses: { 204: { description: "done" } } } } };
    const { url } = await temporaryMock({ spec: createDocument(paths) });

    expect((await send(`${url}/a`, { headers: { "content-encoding": "gzip" } })).status).toBe(204);
  });
});

it("no more memory than the limit is used for a body that grows a thousand times", () => {
  const bomb = gzipSync(Buffer.alloc(50 * 2 ** 20));
  const before = process.memoryUsage().arrayBuffers;

  expect(() => decodeBody(bomb, "gzip", 2 ** 20)).toThrow("larger than 1048576 bytes");
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 2 ** 20);
});

it("a zstd frame that asks for a window above RFC 9659's 8 MiB is refused", () => {
  const frame = Buffer.from("28b52ffd0088000000", "hex"); // magic number, no content size, a window of 128 MiB

  expect(() => decodeBody(frame, "zstd", 2 ** 20)).toThrow(/not valid zstd.*memory/);
});
