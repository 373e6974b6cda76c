import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import type { Mock } from "../../src/index.ts";
import { exchangeBytes } from "../helpers/raw-http.ts";
import { referencePage, scriptPath, startFixtureMock, temporaryMock } from "../helpers/requests.ts";

const mock = await startFixtureMock();
const impatientMock = await startFixtureMock({ timeLimit: 300 });
afterAll(() => Promise.all([mock.close(), impatientMock.close()]));

/** Parses a response with a JSON body. */
function parseResponse(bytes: string) {
  const [head = "", body = ""] = bytes.split("\r\n\r\n");
  const [statusLine = "", ...fields] = head.split("\r\n");
  const headers = Object.fromEntries(
    fields.map((field) => [field.split(":")[0]?.toLowerCase(), field.replace(/^.*?: /, "")]),
  );
  return { status: Number(statusLine.split(" ")[1]), statusLine, headers, body: JSON.parse(body) };
}

const get = `GET ${scriptPath} HTTP/1.1\r\nauthorization: Bearer token\r\nconnection: close\r\n`;

describe("a request that is not valid HTTP", () => {
  it.each([
    ["garbage", "garbage\r\n\r\n", 400, "This is not an HTTP request: "],
    ["no Host", `${get}\r\n`, 400, "The request has no Host header."],
    ["two Hosts", `${get}host: a\r\nHost: a\r\n\r\n`, 400, "The request has 2 Host headers."],
    ["two Hosts in HTTP/1.0", `${get.replace("1.1", "1.0")}host: a\r\nhost: b\r\n\r\n`, 400, "has 2 Host headers."],
    ["a Host with a path", `${get}host: a/b\r\n\r\n`, 400, "The Host header is not a host"],
    ["a Host with a user", `${get}host: a@b\r\n\r\n`, 400, "The Host header is not a host"],
    ["a Host with a space", `${get}host: a b\r\n\r\n`, 400, "The Host header is not a host"],
    ["a Host with a malformed port", `${get}host: a:x\r\n\r\n`, 400, "The Host header is not a host"],
    ["HTTP/2.0", `${get.replace("1.1", "2.0")}host: a\r\n\r\n`, 505, "The mock speaks HTTP/1.1, not HTTP/2.0."],
    [
      "an unknown transfer coding",
      `${get}host: a\r\ntransfer-encoding: x, chunked\r\n\r\n0\r\n\r\n`,
      501,
      "not x, chunked.",
    ],
    [
      "two lines of transfer codings",
      `${get}host: a\r\ntransfer-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      501,
      "not gzip, chunked.",
    ],
    [
      "no chunked at the end",
      `${get}host: a\r\ntransfer-encoding: gzip\r\n\r\n`,
      400,
      "The last transfer coding has to be chunked",
    ],
    [
      "a transfer coding and a length",
      `${get}host: a\r\ntransfer-encoding: chunked\r\ncontent-length: 1\r\n\r\n0\r\n\r\n`,
      400,
      "This is not an HTTP request: ",
    ],
    ["another Expect", `${get}host: a\r\nexpect: x\r\n\r\n`, 417, "The mock cannot meet `Expect: x`."],
    ["large headers", `${get}host: a\r\nx: ${"a".repeat(20_000)}\r\n\r\n`, 431, "The header fields are too large."],
    ["no end of the headers", get, 408, "The request did not arrive in time."],
    ["no end of the body", `${get}host: a\r\ncontent-length: 9\r\n\r\n{`, 408, "The request did not arrive in time."],
  ])("%s: gets an error in Graph's form", async (_what, bytes, status, message) => {
    const response = parseResponse(await exchangeBytes(impatientMock, bytes));

    expect(response.status).toBe(status);
    expect(response.body.error.message).toContain(message);
    expect(response.headers["content-type"]).toBe("application/json");
    expect(response.headers["request-id"]).toBe(response.body.error.innerError["request-id"]);
    expect(Date.parse(response.headers.date ?? "")).toBeGreaterThan(Date.now() - 5000);
    expect(response.headers.connection).toBe("close");
    expect(impatientMock.requests.at(-1)).toMatchObject({ status, violations: [{ code: String(status) }] });
  });

  it.each([
    ["no Host", `${get}\r\n`, "/header/host"],
    ["a malformed Host", `${get}host: a/b\r\n\r\n`, "/header/host"],
    ["two Hosts", `${get}host: a\r\nhost: a\r\n\r\n`, "/header/host"],
    ["an unknown transfer coding", `${get}host: a\r\ntransfer-encoding: x\r\n\r\n`, "/header/transfer-encoding"],
    [
      "an unknown transfer coding before chunked",
      `${get}host: a\r\ntransfer-encoding: x, chunked\r\n\r\n0\r\n\r\n`,
      "/header/transfer-encoding",
    ],
    ["another Expect", `${get}host: a\r\nexpect: x\r\n\r\n`, "/header/expect"],
  ])("%s: names %s", async (_what, bytes, target) => {
    expect(parseResponse(await exchangeBytes(impatientMock, bytes)).body.error.target).toBe(target);
  });

  it("is none where another header has the value host", async () => {
    const response = parseResponse(await exchangeBytes(mock, `${get}x: host\r\nhost: a\r\n\r\n`));

    expect(response.status).toBe(200);
  });

  it("has the reason phrase of its status", async () => {
    expect(parseResponse(await exchangeBytes(mock, "garbage\r\n\r\n")).statusLine).toBe("HTTP/1.1 400 Bad Request");
  });
});

describe("a connection with several requests", () => {
  const first = `GET ${scriptPath} HTTP/1.1\r\nauthorization: Bearer token\r\nhost: a\r\n`;

  async function openConnection(server: Mock) {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1").on("error", () => {});
    let received = "";
    socket.on("data", (data) => {
      received += data;
    });
    const ended = once(socket, "close").then(() => received);
    const until = async (pattern: RegExp) => {
      while (!pattern.test(received)) await once(socket, "data");
    };
    return { socket, until, ended };
  }

  it("gets an error for garbage after a whole response, and ends", async () => {
    const { socket, until, ended } = await openConnection(mock);
    socket.write(`${first}\r\n`);
    await until(/"lastScriptRunDateTime":.*\}$/);

    socket.write("garbage\r\n\r\n");

    expect(await ended).toMatch(/^HTTP\/1\.1 200 [\s\S]*\}HTTP\/1\.1 400 Bad Request\r\n/);
    expect(mock.requests.at(-1)).toMatchObject({ method: "-", target: "-", status: 400 });
  });

  it("gets an error for garbage while a response is sent, after this response", async () => {
    const { socket, until, ended } = await openConnection(mock);
    socket.write(`${first}mock-fault: slow\r\n\r\n`);
    await until(/\r\n\r\n\{/);

    socket.write("garbage\r\n\r\n");
    socket.write("more garbage\r\n\r\n");

    expect(await ended).toMatch(/^HTTP\/1\.1 200 [\s\S]*lastScriptRunDateTime.*\}HTTP\/1\.1 400 (?![\s\S]*HTTP\/)/);
  });

  const rest = "content-type: application/json\r\n";
  it.each([
    ["a GET", `${first}\r\n`, "200"],
    ["two GETs", `${first}\r\n${first}\r\n`, "200 200"],
    ["a HEAD", `${first.replace("GET", "HEAD")}\r\n`, "200"],
    ["an unknown path", `${first.replace(scriptPath, "/x")}\r\n`, "404"],
    ["a body of a length", `${first.replace("GET", "PATCH")}${rest}content-length: 2\r\n\r\n{}`, "200"],
    [
      "a body in chunks",
      `${first.replace("GET", "PATCH")}${rest}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
      "200",
    ],
  ])("gets the response to %s before the error for garbage in the same segment", async (_what, bytes, statuses) => {
    for (const garbage of ["garbage", "\0\u0001\u0002", "GET / HTTP/1.1\r\nhost : a\r\n\r\n"]) {
      const received = await exchangeBytes(mock, bytes + garbage);

      expect([...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status).join(" ")).toBe(`${statuses} 400`);
      expect(
        mock.requests
          .slice(-1 - statuses.split(" ").length)
          .map(({ status }) => status)
          .join(" "),
      ).toBe(`${statuses} 400`);
    }
  });

  it("ends without an error for garbage where the client has asked for its end", async () => {
    expect(await exchangeBytes(mock, `${first}connection: close\r\n\r\ngarbage`)).toMatch(
      /^HTTP\/1\.1 200 (?![\s\S]*HTTP\/)/,
    );
  });

  it("ends where the client has ended its side after garbage, and no response comes", async () => {
    const { socket, ended } = await openConnection(impatientMock);

    socket.end(`${first}mock-fault: stall\r\n\r\ngarbage`);

    expect(await ended).toBe("");
  });

  it("goes on after a body that is larger than the limit", async () => {
    const server = await temporaryMock({ bodyLimit: 4 });
    const { socket, ended } = await openConnection(server);
    socket.write("PATCH / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n12345");
    await new Promise((resolve) => setTimeout(resolve, 20));

    socket.write(`6789${get}host: a\r\n\r\n`);

    expect(await ended).toMatch(/^HTTP\/1\.1 413 [\s\S]*HTTP\/1\.1 200 /);
  });

  it("ends where the log cannot be written, and the mock goes on", async () => {
    const server = await temporaryMock({
      log: "json",
      writeLog: () => {
        throw new Error("The disk is full.");
      },
    });
    const other = await openConnection(mock);
    other.socket.write(`${first}\r\n`);
    await other.until(/lastScriptRunDateTime/);
    const { socket, ended } = await openConnection(server);

    socket.write(`${first}\r\n`);

    // Node itself ends idle connections, the oldest one first.
    expect(await Promise.race([ended, other.ended.then(() => "idle for too long")])).toMatch(/^HTTP\/1\.1 200 /);
    other.socket.destroy();
    expect(await exchangeBytes(server, `${get}host: a\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe("a request that expects 100 Continue", () => {
  it("gets it where its body is as large as the limit", async () => {
    const server = await temporaryMock({ bodyLimit: 4 });
    const head = `PATCH ${scriptPath} HTTP/1.1\r\nauthorization: Bearer token\r\nhost: a\r\nconnection: close\r\n`;
    const type = "content-type: application/json\r\n";

    const received = await exchangeBytes(server, `${head}${type}expect: 100-continue\r\ncontent-length: 4\r\n\r\n{  }`);

    expect(received).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
    expect(server.requests).toMatchObject([{ body: "{  }", status: 200 }]);
  });

  it.each([
    ["it has no length", `${get}host: a\r\n`],
    ["its length is 0", `${get}host: a\r\ncontent-length: 0\r\n`],
    ["it is HTTP/1.0", `${get.replace("HTTP/1.1", "HTTP/1.0")}content-length: 2\r\n`],
  ])("does not get it where %s", async (_what, head) => {
    expect(await exchangeBytes(mock, `${head}expect: 100-continue\r\n\r\n{}`)).not.toContain("100 Continue");
  });
});

it("has an address with brackets where the host is one of IPv6", async () => {
  const server = await temporaryMock({ host: "::1" });

  expect(server.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
});

describe("a request that is valid HTTP", () => {
  it.each(["a", "", "a:80", "a:", "[::1]", "[::1]:8080", "127.0.0.1:1", "a-b_c.example", "%41,b"])(
    "may have the Host %s",
    async (host) => {
      expect(await exchangeBytes(mock, `${get}host: ${host}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
    },
  );

  it("may have TE, which asks for nothing that the mock has to do", async () => {
    expect(await exchangeBytes(mock, `${get}host: a\r\nte: gzip;q=0.5, trailers\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it("may omit Host in HTTP/1.0", async () => {
    const response = parseResponse(await exchangeBytes(mock, `${get.replace("HTTP/1.1", "HTTP/1.0")}\r\n`));

    expect(response).toMatchObject({ status: 200, body: referencePage });
  });

  it("may have the whole URL for a target", async () => {
    const bytes = `${get.replace("GET ", "GET http://graph.microsoft.com/beta")}host: a\r\n\r\n`;

    expect(parseResponse(await exchangeBytes(impatientMock, bytes)).status).toBe(200);
  });

  it("gets 413 where its body is far too large, before all of it was read", async () => {
    const mebibytes = 2 ** 20;
    const head = "PATCH / HTTP/1.1\r\nhost: a\r\n";
    const chunk = Buffer.concat([Buffer.from("100000\r\n"), Buffer.alloc(mebibytes, "1"), Buffer.from("\r\n")]);

    const responses = [
      await exchangeBytes(mock, `${head}content-length: ${66 * mebibytes}\r\n\r\n`),
      await exchangeBytes(mock, `${head}expect: 100-continue\r\ncontent-length: ${2 * mebibytes}\r\n\r\n`),
      await exchangeBytes(mock, `${head}transfer-encoding: chunked\r\n\r\n`, ...Array(65).fill(chunk), "1\r\n1\r\n"),
    ].map(parseResponse);

    for (const { status, headers, body } of responses) {
      expect(status).toBe(413);
      expect(headers.connection).toBe("close");
      expect(body.error).toMatchObject({ message: "The body is larger than 1048576 bytes.", target: "/body" });
    }
  });
});
