import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { createDocument } from "../helpers/documents.ts";
import { getTarget } from "../helpers/raw-http.ts";
import { scriptPath, startFixtureMock, temporaryMock } from "../helpers/requests.ts";

const received: string[] = [];
const upstream = createServer((request, response) => {
  received.push(request.url ?? "");
  response.writeHead(200, { "content-type": "text/plain" }).end("done");
});
await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
const mock = await startFixtureMock();
const proxy = await startFixtureMock({ upstream: `${origin}/base/v1` });
const rootProxy = await startFixtureMock({ upstream: origin });
afterEach(() => {
  received.length = 0;
});
afterAll(async () => {
  await Promise.all([mock, proxy, rootProxy].map((server) => server.close()));
  upstream.close();
});

const scripts = "/deviceManagement/deviceComplianceScripts";

describe("an address that another program could read as another one is refused", () => {
  it.each([
    ["/../v1.0/me", "a dot segment"],
    ["/beta/../v1.0/me", "a dot segment"],
    ["/beta/%2e%2e/v1.0/me", "a dot segment"],
    ["/beta/.%2E/v1.0/me", "a dot segment"],
    ["/beta/%2E./v1.0/me", "a dot segment"],
    ["/beta/./me", "a dot segment"],
    ["/beta/%2e", "a dot segment"],
    ["/beta/..", "a dot segment"],
    ["/beta/..?a=b", "a dot segment"],
    ["/beta/..;a=b/me", "a dot segment"],
    ["/beta/..%2Fv1.0/me", "a dot segment"],
    ["/beta/a%2f..%2f..", "a dot segment"],
    ["/beta/%5C..%5cv1.0/me", "a dot segment"],
    [`/beta${scripts}/%2e%2e/runSummary`, "a dot segment"],
    [`/beta${scripts}/a%2F../runSummary`, "a dot segment"],
    ["/..\\v1.0/me", "a backslash"],
    ["/beta\\me", "a backslash"],
    ["//host/me", "two slashes"],
    ["//host/../me", "two slashes"],
    ["http://host//other/me", "two slashes"],
    ["/a#b", "sent as %23"],
    ["/a?b#c", "sent as %23"],
    ['/a"<>^`{}', "sent as %22, %3C, %3E, %5E, %60."],
    ["/a%00b", "a control character"],
    ["/a%0d%0ab", "a control character"],
    ["/a%ZZ", "not valid percent-encoded UTF-8"],
    ["/a%", "not valid percent-encoded UTF-8"],
    ["/a%c0%ae%c0%ae", "not valid percent-encoded UTF-8"],
    ["/a%u002e", "not valid percent-encoded UTF-8"],
    ["http://user@host/beta/me", "a user name or a password"],
    ["http://user:password@host/beta/me", "a user name or a password"],
    ["http:///beta/me", "no valid host"],
    ["http://[::1/beta/me", "no valid host"],
    ["ftp://host/beta/me", "has to be a path"],
    ["*", "has to be a path"],
  ])("%s", async (target, says) => {
    for (const server of [mock, proxy]) {
      const { status, message, response } = await getTarget(server, target);

      expect(status).toBe(400);
      expect(message).toContain(says);
      expect(response).toContain('"target":"/path"');
    }
    expect(received).toEqual([]);
  });

  it.each(["/a b", "/a\tb", "/a\x01b", "/é", "/a?é", "/a\x7f", "host:80", "?a", "http://a\\..\\b/me"])(
    "%j, as what is not HTTP",
    async (target) => {
      for (const server of [mock, proxy]) expect(await getTarget(server, target)).toMatchObject({ status: 400 });
      expect(received).toEqual([]);
    },
  );
});

describe("any other address reaches the upstream as it came", () => {
  it.each([
    scriptPath,
    `${scriptPath}?`,
    `${scriptPath}?a?b?c`,
    `${scriptPath}?a=%ZZ&b=%&c='"|^<>\`{}[]\\&d=/../..`,
    `${scriptPath}?%61=%2f+%2B`,
    `${scripts}/a%2Fb/runSummary`,
    `${scripts}/a%2fb/runSummary`,
    `${scripts}/a,b;c=d|[]@:$&!*'()+~/runSummary`,
    `${scripts}('it''s')/runSummary`,
    `${scripts}(%27a%27)/runSummary`,
    `/%64eviceManagement/deviceComplianceScripts/%41/runSummary`,
    "/a//b/",
    "/a/...",
    "/a/.b/c./..d",
    "/a%252e%252e/%252e%252e",
    "/",
  ])("%s", async (target) => {
    for (const prefix of ["", "/beta", "http://other.example", "HTTPS://other.example:8443/beta"])
      expect((await getTarget(proxy, prefix + target)).status).toBe(200);
    expect((await getTarget(rootProxy, `/beta${target}`)).status).toBe(200);

    expect(received).toEqual([...Array(4).fill(`/base/v1${target}`), `/beta${target}`]);
  });

  it("with the base path as it came, where the upstream's address has no path", async () => {
    await getTarget(rootProxy, `/%62eta${scriptPath}`);
    await getTarget(rootProxy, "/beta");
    await getTarget(proxy, "/beta");

    expect(received).toEqual([`/%62eta${scriptPath}`, "/beta", "/base/v1"]);
  });

  it("with a slash, where a URL has no path", async () => {
    await getTarget(proxy, "http://other.example");
    await getTarget(proxy, "http://other.example?a=b");

    expect(received).toEqual(["/base/v1/", "/base/v1/?a=b"]);
  });
});

it("is either refused, or reaches the upstream as it came below the base path, whatever it is", async () => {
  const pieces = [
    ...["/", ".", "..", "%2e", "%2E", "%2f", "%5c", "\\", ";", "?", "#", "*", "@", ":", "//", "a", "{", "|", "^", "'"],
    ...["%", "%00", "%25", "%c3%a9", "\xe9", "\t", "http://h", "beta", `/beta${scripts}/1/runSummary`, "('1')"],
  ];
  const target = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(""));
  const spelling = fc
    .tuple(fc.constantFrom("/", "/beta/", `/beta${scripts}/`, ""), target)
    .map((parts) => parts.join(""));

  await fc.assert(
    fc.asyncProperty(spelling, async (sent) => {
      received.length = 0;
      const { status } = await getTarget(proxy, sent);
      if (status !== 200) {
        expect({ status, received }).toEqual({ status: 400, received: [] });
        return;
      }
      const withoutAuthority = sent.replace(/^http:\/\/h[^/?]*(?=\?|$)/i, "$&/").replace(/^http:\/\/h[^/?]*/i, "");
      const path = withoutAuthority.replace(/^\/beta(?=\/|$|\?)/, "");
      expect(received).toEqual([`/base/v1${path}`]);
      const { pathname } = new URL(origin + received[0]);
      expect(pathname).toBe(received[0]?.split("?")[0]);
      expect(`${pathname}/`).toMatch(/^\/base\/v1\//);
    }),
    { seed: 1, numRuns: 400 },
  );
});

describe("a request about no path", () => {
  it("is OPTIONS *, which the mock and the proxy respond to themselves", async () => {
    for (const server of [mock, proxy]) expect(await getTarget(server, "*", "OPTIONS")).toMatchObject({ status: 204 });
    expect(received).toEqual([]);
  });

  it("is CONNECT, which no server but a tunnel takes", async () => {
    const { status, message, response } = await getTarget(proxy, "host:443", "CONNECT");

    expect(status).toBe(501);
    expect(response).toContain('"target":"/method"');
    expect(message).toBe("The mock is no tunnel: it does not take CONNECT.");
  });
});

it("has each of its query's parameters validated, however many there are", async () => {
  const parameters = [{ in: "query", name: "top", schema: { type: "integer" } }];
  const paths = { "/a": { get: { parameters, responses: { 200: { description: "done" } } } } };
  const server = await temporaryMock({ spec: createDocument(paths) });

  expect((await getTarget(server, `/a?${"a&".repeat(2000)}top=many`)).status).toBe(400);
});
