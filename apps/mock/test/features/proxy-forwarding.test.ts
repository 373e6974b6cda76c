// What RFC 9110 and RFC 9112 ask of a proxy, with an upstream that is written in bytes.
import { once } from "node:events";
import { createServer as createHttpServer, get as httpGet, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Mock, MockOptions } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { exchangeBytes } from "../helpers/raw-http.ts";
import { get, patch, readViolations, referencePage, scriptPath, send, temporaryMock } from "../helpers/requests.ts";

interface RawUpstream {
  readonly mock: Mock;
  /** The requests that it has received, each with its head in lower case. */
  readonly received: string[];
  readonly sockets: Socket[];
}

/** Starts a proxy for an upstream that responds to each request with these bytes. */
async function startRawProxy(bytes: string | Buffer, options: MockOptions = {}): Promise<RawUpstream> {
  const received: string[] = [];
  const sockets: Socket[] = [];
  const upstream = createServer((socket) => {
    sockets.push(socket);
    socket
      .on("error", () => {})
      .on("data", (data) => {
        const text = data.toString("latin1");
        received.push(text.toLowerCase());
        if (/^\w+ \S+ http/i.test(text)) socket.write(bytes);
      });
  });
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    upstream.close();
    for (const socket of sockets) socket.destroy();
  });
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/beta`;
  return { mock: await temporaryMock({ upstream: url, upstreamTimeLimit: 2000, ...options }), received, sockets };
}

function createRequest(method: string, headers: string, body = ""): string {
  const first = `${method} ${scriptPath} HTTP/1.1\r\nhost: mock.example\r\nauthorization: Bearer token\r\n`;
  return `${first}${headers}connection: close\r\n\r\n${body}`;
}

const empty = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

describe("the request that is sent on", () => {
  it("does not fail where the upstream closes the connection of the last one", async () => {
    const upstream = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => {
        socket.write(empty);
        socket.once("data", () => socket.destroy()); // as where it closes just before the next request arrives
      });
    });
    await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void upstream.close());
    const mock = await temporaryMock({ upstream: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}` });

    for (let request = 0; request < 3; request++) expect((await patch(mock, {})).status).toBe(200);
  });

  it.each([
    ["GET", ""],
    ["HEAD", ""],
    ["DELETE", ""],
    ["OPTIONS", ""],
    ["GET", "transfer-encoding: chunked\r\n"],
  ])("%s without a body (%j) has no header about one", async (method, headers) => {
    const { mock, received } = await startRawProxy(empty);

    await exchangeBytes(mock, createRequest(method, headers, headers === "" ? "" : "0\r\n\r\n"));

    expect(received).toHaveLength(1);
    expect(received[0]).toMatch(new RegExp(`^${method.toLowerCase()} /beta/devicemanagement/`));
    expect(received[0]).not.toMatch(/\r\n(content-length|transfer-encoding|content-type):/);
  });

  it.each([
    ["GET", "content-length: 0\r\n", "", "content-length: 0\r\n"],
    ["DELETE", "content-length: 2\r\ncontent-type: application/json\r\n", "{}", "content-length: 2\r\n"],
    ["PATCH", "content-length: 2\r\n", "{}", "content-length: 2\r\n"],
    ["PATCH", "transfer-encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n", "content-length: 2\r\n"],
    ["PATCH", "", "", "content-length: 0\r\n"],
    ["PATCH", "content-length: 2\r\ncontent-encoding: gzip\r\n", "{}", "content-encoding: gzip\r\n"],
  ])("%s with %j and the body %j", async (method, headers, body, expected) => {
    const { mock, received } = await startRawProxy(empty);

    await exchangeBytes(mock, createRequest(method, headers, body));

    expect(received.join("")).toContain(expected);
    expect(received.join("")).not.toContain("transfer-encoding");
    expect(received.join("").endsWith(body.includes("{}") ? "{}" : "\r\n\r\n")).toBe(true);
  });

  it("has the upstream's host, and neither the headers of the connection nor those that Connection names", async () => {
    const { mock, received } = await startRawProxy(empty);
    const own =
      "connection: X-Own, keep-alive\r\nx-own: 1\r\nkeep-alive: 5\r\nproxy-connection: close\r\nx-other: 2\r\n";
    const others = "te: trailers\r\nupgrade: h2c\r\ntrailer: x\r\nproxy-authorization: Basic eDp5\r\n";

    await exchangeBytes(mock, createRequest("GET", own + others));

    expect(received[0]).toMatch(/\r\nhost: 127\.0\.0\.1:\d+\r\n/);
    expect(received[0]).toContain("\r\nx-other: 2\r\n");
    expect(received[0]).not.toMatch(/x-own|keep-alive: 5|proxy-connection|\nte:|upgrade|trailer|proxy-authorization/);
    expect(received[0]).not.toContain("mock.example");
  });

  it("does not expect what the mock has met", async () => {
    const { mock, received } = await startRawProxy(empty);

    const headers = "content-type: application/json\r\nexpect: 100-continue\r\ncontent-length: 2\r\n";
    const response = await exchangeBytes(mock, createRequest("PATCH", headers, "{}"));

    expect(response).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
    expect(received.join("")).not.toContain("expect");
  });

  it("has the fields of a header with several lines", async () => {
    const { mock, received } = await startRawProxy(empty);

    await exchangeBytes(mock, createRequest("GET", "x-a: 1\r\nx-a: 2\r\ncookie: a=1\r\ncookie: b=2\r\n"));

    expect(received[0]).toContain("x-a: 1, 2\r\n");
    expect(received[0]).toContain("cookie: a=1; b=2\r\n");
  });

  it("ends when the client leaves, before the response and in it", async () => {
    for (const bytes of ["", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"]) {
      const { mock, received, sockets } = await startRawProxy(bytes, { upstreamTimeLimit: 60_000 });
      const client = connect(Number(new URL(mock.url).port), "127.0.0.1");
      client.write(createRequest("GET", ""));
      while (received.length === 0) await sleep(5);
      await sleep(50);
      const [socket] = sockets;
      const ended = socket && once(socket, "close");

      client.destroy();

      await ended;
      while (mock.requests.length === 0) await sleep(5);
      expect(mock.requests).toMatchObject([{ status: 0, violations: [] }]);
    }
  });
});

describe("the response that is passed back", () => {
  async function exchange(bytes: string | Buffer, method = "GET"): Promise<string> {
    const { mock } = await startRawProxy(bytes);
    return exchangeBytes(mock, createRequest(method, ""));
  }

  it("to HEAD has the upstream's content-length, or none", async () => {
    const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

    expect(await exchange(`${head}content-length: 321\r\n\r\n`, "HEAD")).toMatch(/\r\ncontent-length: 321\r\n/i);
    expect(await exchange(`${head}transfer-encoding: chunked\r\n\r\n`, "HEAD")).not.toMatch(
      /content-length|transfer-encoding/i,
    );
  });

  it.each([
    [204, 'etag: "1"\r\ncontent-type: application/json\r\n', /etag: "1"\r\ncontent-type: application\/json\r\n/],
    [304, 'etag: "1"\r\ncontent-length: 321\r\nvary: a\r\n', /etag: "1"\r\nvary: a\r\n[\s\S]*content-length: 321\r\n/],
    [304, 'etag: "1"\r\n', /etag: "1"\r\n/],
  ])("of status %i has its headers: %j", async (status, headers, expected) => {
    const response = await exchange(`HTTP/1.1 ${status} x\r\n${headers}\r\n`);

    expect(response).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(response).toMatch(expected);
    expect(response).not.toMatch(/transfer-encoding/i);
    expect(response.endsWith("\r\n\r\n")).toBe(true);
    if (status === 204) expect(response).not.toMatch(/content-length/i);
  });

  it("has no header of the connection, and none that Connection names", async () => {
    const connection =
      "connection: X-Own\r\nx-own: 1\r\nkeep-alive: timeout=9\r\nproxy-connection: close\r\nx-other: 2\r\n";

    const response = await exchange(`HTTP/1.1 200 OK\r\n${connection}content-length: 2\r\n\r\nok`);

    expect(response).toContain("x-other: 2\r\n");
    expect(response).not.toMatch(/x-own|timeout=9|proxy-connection/i);
  });

  it("has each cookie, and nothing of trailers", async () => {
    const head =
      "HTTP/1.1 200 OK\r\nset-cookie: a=1\r\nset-cookie: b=2, c\r\ntrailer: x-own\r\ntransfer-encoding: chunked\r\n";

    const response = await exchange(`${head}\r\n2\r\nok\r\n0\r\nx-own: 1\r\n\r\n`);

    expect(response).toContain("set-cookie: a=1\r\nset-cookie: b=2, c\r\n");
    expect(response).not.toMatch(/x-own|trailer:/i);
    expect(response).toMatch(/\r\ncontent-length: 2\r\n[\s\S]*\r\n\r\nok$/);
  });

  it("is the final one, after responses that only inform", async () => {
    const informing =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n";

    expect(await exchange(`${informing}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok`)).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  it("has bytes above ASCII in its headers as they came", async () => {
    const bytes = Buffer.from("HTTP/1.1 200 OK\r\nx-own: \xe9\r\ncontent-length: 0\r\n\r\n", "latin1");
    const { mock } = await startRawProxy(bytes);
    const client = connect(Number(new URL(mock.url).port), "127.0.0.1");
    client.write(createRequest("GET", ""));

    expect(Buffer.concat(await Array.fromAsync(client)).toString("latin1")).toContain("x-own: \xe9\r\n");
  });

  it.each([
    ["garbage", 'The received media type \\"garbage\\" does not match'],
    ["", 'The received media type \\"\\" does not match'],
    ["application/json; charset=", "Response body must have required property 'id'."],
    ["application/json;;;", "Response body must have required property 'id'."],
  ])("is passed on, and validated, where its media type is malformed: %j", async (type, message) => {
    const response = await exchange(`HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\ncontent-length: 2\r\n\r\n{}`);

    expect(response).toMatch(/^HTTP\/1\.1 200 [\s\S]*\{\}$/);
    expect(response).toContain(message);
  });

  it("is 502 where it has another transfer coding, or two lengths", async () => {
    const codings = "transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n";

    expect(await exchange(`HTTP/1.1 200 OK\r\n${codings}`)).toMatch(
      /^HTTP\/1\.1 502 [\s\S]*transfer coding is gzip, chunked/,
    );
    expect(await exchange("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab")).toMatch(
      /^HTTP\/1\.1 502 /,
    );
  });

  it("is passed on where it comes before the request's body was read, and the connection then ends", async () => {
    const upstream = createHttpServer((request, response) => {
      response.writeHead(413, { connection: "close" }).end(() => request.socket.destroy());
    });
    await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void upstream.close());
    const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    const mock = await temporaryMock({ upstream: url, bodyLimit: 2 ** 25 });

    const { status } = await send(mock.url + scriptPath, { method: "PUT", body: new Uint8Array(2 ** 24) });

    expect([413, 502]).toContain(status);
    expect((await send(mock.url + scriptPath)).status).toBe(413);
  });
});

describe("the content coding of a response", () => {
  async function findViolations(bytes: Buffer, coding: string, spec?: object): Promise<string[]> {
    const ids =
      "request-id: 5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24\r\nclient-request-id: 7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71\r\n";
    const type = `content-type: application/json\r\ncontent-encoding: ${coding}\r\n`;
    const head = `HTTP/1.1 200 OK\r\n${ids}${type}content-length: ${bytes.length}\r\n\r\n`;
    const { mock } = await startRawProxy(Buffer.concat([Buffer.from(head), bytes]), {
      spec,
      upstreamTimeLimit: 20_000,
    });
    const client = connect(Number(new URL(mock.url).port), "127.0.0.1");
    client.write(createRequest("GET", ""));
    const response = Buffer.concat(await Array.fromAsync(client));
    const end = response.indexOf("\r\n\r\n");
    expect(response.subarray(end + 4).equals(bytes)).toBe(true); // the upstream's bytes as they are
    expect(response.subarray(0, end).toString()).toContain(`content-encoding: ${coding}`);
    const [, violations = "[]"] = /sl-violations: (.*)/i.exec(response.subarray(0, end).toString()) ?? [];
    return readViolations({ headers: new Headers({ "sl-violations": violations }) });
  }

  const wrong = JSON.stringify({ ...referencePage, id: 5 });

  it.each([
    ["gzip", gzipSync(wrong)],
    ["x-gzip", gzipSync(wrong)],
    ["GZip", gzipSync(wrong)],
    ["deflate", deflateSync(wrong)],
    ["br", brotliCompressSync(wrong)],
    ["zstd", zstdCompressSync(wrong)],
    ["gzip, br", brotliCompressSync(gzipSync(wrong))],
    ["identity, deflate,, X-GZIP", gzipSync(deflateSync(wrong))],
  ])("%s is decoded where it is validated", async (coding, bytes) => {
    expect(await findViolations(bytes, coding)).toEqual(["response/body/id Response body property id must be string."]);
  });

  it.each([
    ["gzip", Buffer.from(wrong), /^response\/body The body is not valid gzip: /],
    ["br", gzipSync(wrong), /^response\/body The body is not valid br: /],
    ["gzip", gzipSync(wrong).subarray(0, -9), /^response\/body The body is not valid gzip: /],
    ["other", Buffer.from(wrong), /^response\/body The content coding other is not known/],
    ["gzip", gzipSync(Buffer.alloc(9 * 2 ** 20, " ")), /^response\/body The body of the response is not validated: /],
  ])("%s that it does not have, or that swells, is named", async (coding, bytes, expected) => {
    expect(await findViolations(bytes, coding)).toEqual([expect.stringMatching(expected)]);
  });

  it("that swells a thousandfold takes little memory", async () => {
    const part = gzipSync(Buffer.alloc(2 ** 22, " "));
    const bytes = Buffer.concat(Array.from({ length: 64 }, () => part)); // 256 MiB: gzip is a list of parts (RFC 1952)
    const before = process.memoryUsage.rss();

    expect(await findViolations(bytes, "gzip")).toEqual([expect.stringMatching(/not validated/)]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 2 ** 20);
  });
});

describe("a response that is large", () => {
  const item = { type: "object" };
  const schema = { $ref: "#/components/schemas/List" };
  const components = { schemas: { List: { type: "array", items: { anyOf: [item, schema] } } } };
  const responses = { 200: { description: "done", content: { "application/json": { schema } } } };
  const spec = createDocument({ [scriptPath]: { get: { responses } } }, { components });

  it.each([
    ["values", `[${"1,".repeat(100_000)}1]`],
    ["levels", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["bytes", `["${"a".repeat(8 * 2 ** 20)}"]`],
  ])("in its %s is passed on, and is not validated", async (_what, body) => {
    const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
    const { mock } = await startRawProxy(head + body, { spec, upstreamTimeLimit: 20_000 });

    const response = await fetch(mock.url + scriptPath);

    expect((await response.text()).length).toBe(body.length);
    expect(response.headers.get("sl-violations")).toMatch(
      /"code":"size","message":"The body of the response is not validated/,
    );
  });

  it("is 503 where others hold the memory, and 200 once they have been passed on", async () => {
    const body = Buffer.alloc(52 * 2 ** 20);
    const held: (() => void)[] = [];
    const upstream = createHttpServer((request, response) => {
      response.writeHead(200, { "content-type": "application/octet-stream" });
      response.write(body, () => {
        if (request.url?.includes("held")) held.push(() => response.end());
        else response.end();
      });
    });
    await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      upstream.closeAllConnections();
      upstream.close();
    });
    const mock = await temporaryMock({ upstream: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}` });
    const readStatus = async (path: string) => {
      const [response] = (await once(httpGet(mock.url + path), "response")) as [IncomingMessage];
      await once(response.resume(), "end");
      return response.statusCode;
    };
    const statuses = Array.from({ length: 4 }, () => readStatus("/held"));
    while (held.length < 4) await sleep(5);

    expect(await readStatus("/free")).toBe(503);

    for (const end of held) end();
    expect(await Promise.all(statuses)).toEqual([200, 200, 200, 200]);
    expect(await readStatus("/free")).toBe(200);
  }, 60_000);

  it("may come in chunks of one byte, which take no more memory than one", async () => {
    const chunks = "1\r\na\r\n".repeat(2 ** 20);
    const head = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n";
    const { mock } = await startRawProxy(`${head}${chunks}0\r\n\r\n`, { upstreamTimeLimit: 20_000 });
    const before = process.memoryUsage.rss();

    expect((await get(mock)).body).toHaveLength(2 ** 20);
    expect(process.memoryUsage.rss() - before).toBeLessThan(250 * 2 ** 20);
  });
});
