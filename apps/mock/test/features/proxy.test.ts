import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, request } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { expect, it, onTestFinished } from "vitest";
import type { Mock } from "../../src/index.ts";
import {
  get,
  patch,
  readError,
  readViolations,
  referencePage,
  scriptPath,
  send,
  startFixtureMock,
  temporaryMock,
} from "../helpers/requests.ts";
import { startServer } from "../helpers/upstream.ts";

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Starts a validating proxy for an upstream with this handler. */
async function startProxy(handler: RequestListener, upstreamTimeLimit = 10_000): Promise<Mock> {
  return temporaryMock({ upstream: `${await startServer(handler)}/beta`, upstreamTimeLimit });
}

const ids = {
  "request-id": "5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24",
  "client-request-id": "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71",
};

it("passes a request and its response on unchanged", async () => {
  let received: (IncomingMessage & { text?: string }) | undefined;
  const mock = await startProxy(async (request, response) => {
    received = request;
    received.text = Buffer.concat(await Array.fromAsync(request)).toString();
    response.writeHead(200, { "content-type": "application/json", "x-own": "1", ...ids });
    response.end(JSON.stringify({ ...referencePage, unknown: [1] }));
  });

  const response = await patch(mock, { issueDetectedDeviceCount: 3 }, { "x-trace": "2" });

  expect(received).toMatchObject({
    method: "PATCH",
    url: `/beta${scriptPath}`,
    headers: { authorization: "Bearer token", "x-trace": "2", "content-type": "application/json" },
    text: '{"issueDetectedDeviceCount":3}',
  });
  expect(received?.headers.host).not.toBe(new URL(mock.url).host);
  expect(response).toMatchObject({ status: 200, body: { ...referencePage, unknown: [1] } });
  expect(Object.fromEntries(response.headers)).toMatchObject({ "x-own": "1", ...ids });
  expect(readViolations(response)).toEqual([]);
});

it("adds no id to a response that has none", async () => {
  const mock = await startProxy((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(referencePage));
  });

  const { headers } = await get(mock);

  expect(Object.keys(ids).map((name) => headers.get(name))).toEqual([null, null]);
});

it("validates the response to a malformed request, too", async () => {
  const mock = await startProxy((_request, response) => {
    response.writeHead(400, { "content-type": "application/json", ...ids }).end('{"message":"no"}');
  });

  expect(readViolations(await patch(mock, "{bad"))).toEqual([
    expect.stringMatching(/^request\/body The body is not valid JSON/),
    "response/body/error Response body must have required property 'error'.",
  ]);
});

it("names what the request violates, and passes it on", async () => {
  const mock = await startProxy((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", ...ids }).end(JSON.stringify(referencePage));
  });

  expect(readViolations(await patch(mock, { id: "x", issueDetectedDeviceCount: "8" }))).toEqual([
    expect.stringMatching(/^request\/body\/issueDetectedDeviceCount .*must be integer/),
    "request/body/id The property 'id' is read-only.",
  ]);
  expect(readViolations(await patch(mock, "{bad"))).toEqual([
    expect.stringMatching(/^request\/body The body is not valid JSON/),
  ]);
  expect(readViolations(await get(mock, { authorization: "" }))).toEqual([
    "request/header/authorization The request has no access token.",
  ]);
  expect(readViolations(await get(mock, {}, "/deviceManagement/devices?$top=1"))).toEqual([
    "request/path The document has no path /deviceManagement/devices.",
  ]);
  expect(mock.requests.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
});

it.each([
  [
    "a missing property",
    200,
    {},
    { ...referencePage, id: undefined },
    "response/body/id Response body must have required property 'id'.",
  ],
  [
    "a value of the wrong type",
    200,
    {},
    { ...referencePage, id: 5 },
    "response/body/id Response body property id must be string.",
  ],
  [
    "a wrapped object",
    200,
    {},
    { value: referencePage },
    "response/body/id Response body must have required property 'id'.",
  ],
  [
    "an undocumented status",
    302,
    {},
    undefined,
    "response Unable to match the returned status code with those defined in the document: 200,400,401,403,404,429,4XX,5XX.",
  ],
  [
    "a wrong media type",
    200,
    { "content-type": "text/plain" },
    referencePage,
    'response The received media type "text/plain" does not match the one specified in the current response: application/json.',
  ],
  [
    "a missing header",
    200,
    { "request-id": undefined },
    referencePage,
    "response/header/request-id Response header must have required property 'request-id'.",
  ],
  [
    "a header of another form",
    429,
    { "retry-after": "soon" },
    { error: { code: "", message: "" } },
    expect.stringMatching(/^response\/header\/retry-after .*must match pattern/),
  ],
  [
    "an error of another shape",
    400,
    {},
    { message: "no" },
    "response/body/error Response body must have required property 'error'.",
  ],
])(
  "names %s in the response, and passes the response on unchanged",
  async (_what, status, headers, body, violation) => {
    const mock = await startProxy((_request, response) => {
      const all = { "content-type": "application/json", ...ids, ...headers };
      response.writeHead(status, Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));
      response.end(body === undefined ? "" : JSON.stringify(body));
    });

    const response = await send(mock.apiUrl + scriptPath, { redirect: "manual" });

    expect(response.status).toBe(status);
    expect(readViolations(response)).toContainEqual(violation);
  },
);

it("names a response that is not JSON though its media type is", async () => {
  const mock = await startProxy((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", ...ids }).end("<html>");
  });
  const response = await fetch(mock.apiUrl + scriptPath, { headers: { authorization: "Bearer token" } });

  expect(await response.text()).toBe("<html>");
  expect(readViolations(response)).toContainEqual(
    expect.stringMatching(/^response\/body The body of the response is not valid JSON/),
  );
});

it("does not follow a redirect, so that the token goes to the upstream alone", async () => {
  let seen = 0;
  const elsewhere = createServer((_request, response) => {
    seen++;
    response.end();
  });
  const location = await listen(elsewhere);
  const mock = await startProxy((_request, response) => void response.writeHead(307, { location, ...ids }).end());

  const response = await send(mock.apiUrl + scriptPath, { redirect: "manual" });

  expect(response.status).toBe(307);
  expect(response.headers.get("location")).toBe(`${location}/`.slice(0, location.length));
  expect(seen).toBe(0);
});

it("passes 501 on, where Prism would use an example", async () => {
  const mock = await startProxy((_request, response) => void response.writeHead(501, ids).end());

  expect((await get(mock)).status).toBe(501);
});

it("says that the upstream is too slow", async () => {
  const mock = await startProxy(() => {}, 300);

  const response = await get(mock);

  expect(response.status).toBe(504);
  expect(readError(response).message).toMatch(
    /^The upstream http:\/\/127\.0\.0\.1:\d+ did not respond within 300 ms\.$/,
  );
});

it("says that the upstream closes the connection in its response", async () => {
  const mock = await startProxy((_request, response) => {
    response.writeHead(200, { "content-length": 100, ...ids }).write("{", () => response.destroy());
  });

  const response = await get(mock);

  expect(response.status).toBe(502);
  expect(readError(response).message).toMatch(/closed the connection in the middle of its response\.$/);
});

it("says that the upstream does not speak HTTP, or is not there", async () => {
  const garbage = createTcpServer((socket) => void socket.end("SSH-2.0-OpenSSH\r\n"));
  const noHttp = await temporaryMock({ upstream: await listen(garbage) });
  const absent = await temporaryMock({ upstream: "http://127.0.0.1:1" });

  expect(readError(await get(noHttp)).message).toMatch(/sent something that is not HTTP/);
  expect(await get(absent)).toMatchObject({ status: 502 });
  expect(readError(await get(absent)).message).toMatch(
    /^The upstream http:\/\/127\.0\.0\.1:1 cannot be reached: connect ECONNREFUSED/,
  );
});

it("has the mock itself for an upstream, without a violation", async () => {
  const upstream = await temporaryMock();
  const proxy = await startFixtureMock({ upstream: upstream.apiUrl });
  onTestFinished(() => proxy.close());

  const responses = [await get(proxy), await patch(proxy, {}), await patch(proxy, {}, { prefer: "return=minimal" })];
  const errors = await Promise.all(
    ["400", "401", "403", "404", "429", "418", "503"].map((code) => get(upstream, { prefer: `code=${code}` })),
  );

  expect(responses.map(readViolations)).toEqual([[], [], []]);
  expect(errors).toHaveLength(7);
  expect(await send(proxy.apiUrl + scriptPath, { method: "HEAD" })).toMatchObject({ status: 200, body: undefined });
});

/** Starts a validating proxy for an upstream that writes these bytes and then calls `then`. */
async function startRawProxy(bytes: string, then: (socket: Socket) => void = () => {}): Promise<Mock> {
  const upstream = createTcpServer((socket) => {
    socket.on("error", () => {}).once("data", () => socket.write(bytes, () => then(socket)));
    onTestFinished(() => void socket.destroy());
  });
  return temporaryMock({ upstream: await listen(upstream), upstreamTimeLimit: 300 });
}

it.each([
  ["changes the protocol", "HTTP/1.1 101 x\r\nconnection: upgrade\r\nupgrade: y\r\n\r\n", 502, "its status is 101."],
  ["has no real status", "HTTP/1.1 000 x\r\ncontent-length: 0\r\n\r\n", 502, "its status is 0."],
  [
    "stops in its body",
    "HTTP/1.1 200 x\r\ncontent-length: 9\r\n\r\n{",
    504,
    "did not finish its response within 300 ms.",
  ],
])("says of an upstream that %s what it does", async (_what, bytes, status, says) => {
  const response = await get(await startRawProxy(bytes));

  expect(response.status).toBe(status);
  expect(readError(response).message).toContain(says);
  expect(JSON.parse(response.headers.get("sl-violations") ?? "")[0].location).toEqual(["response"]);
});

it("says of an upstream that resets the connection, or speaks no TLS, what it does", async () => {
  const reset = await startRawProxy("", (socket) => socket.resetAndDestroy());
  const plain = await listen(createServer());
  const secure = await temporaryMock({ upstream: plain.replace("http:", "https:") });

  expect(readError(await get(reset)).message).toMatch(/closed the connection without a response\.$/);
  expect(readError(await get(secure)).message).toMatch(/does not speak TLS: does its address begin with http\?\.$/);
});

it("says that a response is too large", async () => {
  const mock = await startProxy((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", ...ids });
    response.end(Buffer.alloc(64 * 2 ** 20 + 1, "1"));
  }, 30_000);

  const response = await get(mock);

  expect(response.status).toBe(502);
  expect(readError(response).message).toMatch(/cannot be passed on: it is larger than 67108864 bytes\.$/);
});

it("responds to a preflight itself", async () => {
  let seen = 0;
  const mock = await startProxy((_request, response) => {
    seen++;
    response.end();
  });
  const headers = { origin: "https://dashboard.example", "access-control-request-method": "PATCH" };

  const preflight = await send(mock.apiUrl + scriptPath, { method: "OPTIONS", headers });

  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-origin")).toBe(headers.origin);
  expect(preflight.headers.get("access-control-allow-methods")).toBe("PATCH");
  expect(seen).toBe(0);
  const response = await get(mock, { origin: headers.origin });
  expect(response.headers.get("access-control-allow-origin")).toBe(headers.origin);
  expect(seen).toBe(1);
});

it.each([
  ["gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
])("validates a response that is compressed by %s, and passes it on compressed", async (encoding, compress) => {
  const mock = await startProxy((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": encoding, ...ids });
    response.end(compress(JSON.stringify({ ...referencePage, id: 5 })));
  });

  const response = await get(mock);

  expect(response.headers.get("content-encoding")).toBe(encoding);
  expect(response.body).toMatchObject({ id: 5 });
  expect(readViolations(response)).toEqual(["response/body/id Response body property id must be string."]);
});

it("sends the query on, and neither compression nor the headers of the connection", async () => {
  let received: IncomingMessage | undefined;
  const mock = await startProxy((request, response) => {
    received = request;
    response.writeHead(200, { "content-type": "text/plain", "proxy-authenticate": "Basic", "x-own": "1", ...ids });
    response.end("text");
  });

  const headers = { authorization: "Bearer token", te: "trailers", "proxy-authorization": "Basic dTpw" };
  const [response] = await once(request(`${mock.apiUrl}${scriptPath}?$top=1&a=b?c`, { headers }).end(), "response");

  expect(received?.url).toBe(`/beta${scriptPath}?$top=1&a=b?c`);
  expect(received?.headers).toMatchObject({ "accept-encoding": "identity" });
  expect(received?.headers).not.toHaveProperty("te");
  expect(received?.headers).not.toHaveProperty("proxy-authorization");
  expect(response.headers).toMatchObject({ "x-own": "1" });
  expect(response.headers).not.toHaveProperty("proxy-authenticate");
  response.resume();
});

it("takes an upstream whose path ends in a slash", async () => {
  let path: string | undefined;
  const upstream = createServer((request, response) => {
    path = request.url;
    response.end();
  });
  const mock = await temporaryMock({ upstream: `${await listen(upstream)}/v1/` });

  await get(mock);

  expect(path).toBe(`/v1${scriptPath}`);
});

it("names the method that the document does not have", async () => {
  const mock = await startProxy((_request, response) => void response.writeHead(200, ids).end());

  expect(readViolations(await send(mock.apiUrl + scriptPath, { method: "DELETE" }))).toEqual([
    expect.stringMatching(/^request\/method The path \S+ takes GET, HEAD, OPTIONS, PATCH, not DELETE\.$/),
  ]);
});

it("replaces the upstream's sl-violations by its own", async () => {
  const mock = await startProxy((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", "sl-violations": "[]", ...ids }).end("{}");
  });

  expect(readViolations(await patch(mock, "{bad")).join("\n")).toMatch(
    /request\/body The body is not[\s\S]*response\/body/,
  );
});

it("finds nothing missing in the response to HEAD", async () => {
  const mock = await startProxy((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", ...ids }).end();
  });

  expect(readViolations(await send(mock.apiUrl + scriptPath, { method: "HEAD" }))).toEqual([]);
});

it("passes several cookies on as several, and does not pass on what is for the mock", async () => {
  let received: IncomingMessage | undefined;
  const mock = await startProxy((request, response) => {
    received = request;
    response.writeHead(200, { "content-type": "application/json", "set-cookie": ["a=1", "b=2"], ...ids });
    response.end(JSON.stringify(referencePage));
  });

  const { headers } = await get(mock, { "mock-fault": "503", prefer: "code=200, respond-async" });

  expect(headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(received?.headers).toMatchObject({ prefer: "respond-async" });
  expect(received?.headers).not.toHaveProperty("mock-fault");
});

it.each([
  ["code=200", undefined],
  ["code=200, ,", undefined],
  ["code=200, respond-async, wait=5", "respond-async, wait=5"],
])("for Prefer: %s, sends on %s", async (prefer, sent) => {
  let received: IncomingMessage | undefined;
  const mock = await startProxy((request, response) => {
    received = request;
    response.writeHead(200, ids).end();
  });

  await get(mock, { prefer });

  expect(received?.headers.prefer).toBe(sent);
});

it("keeps the path of a request where the upstream's address has none", async () => {
  let path: string | undefined;
  const upstream = createServer((request, response) => {
    path = request.url;
    response.end();
  });
  const mock = await temporaryMock({ upstream: await listen(upstream) });

  await get(mock);

  expect(path).toBe(`/beta${scriptPath}`);
});

it("ends while it waits for an upstream's response", async () => {
  const mock = await startProxy(() => {});
  const pending = get(mock).catch(() => "broken off");
  await new Promise((resolve) => setTimeout(resolve, 50));

  await mock.close();

  expect(await pending).toBe("broken off");
});

it("names nothing but the JSON in a body that is not JSON", async () => {
  const mock = await startProxy((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", ...ids }).end("<html>");
  });
  const response = await fetch(mock.apiUrl + scriptPath, { headers: { authorization: "Bearer token" } });

  expect(JSON.parse(response.headers.get("sl-violations") ?? "[]")).toEqual([
    {
      location: ["response", "body"],
      code: "json",
      message: expect.stringMatching(/^The body of the response is not valid JSON: /),
      severity: "Error",
    },
  ]);
});

it("does not read a text as JSON", async () => {
  const mock = await startProxy((_request, response) => {
    response.writeHead(200, { "content-type": "text/plain", ...ids }).end("a text");
  });

  expect(readViolations(await get(mock)).join("\n")).not.toContain("not valid JSON");
});

it("names the header that is missing in the response to HEAD", async () => {
  const mock = await startProxy((_request, response) => {
    const { "request-id": _, ...others } = ids;
    response.writeHead(200, { "content-type": "application/json", ...others }).end();
  });

  expect(readViolations(await send(mock.apiUrl + scriptPath, { method: "HEAD" }))).toEqual([
    "response/header/request-id Response header must have required property 'request-id'.",
  ]);
});

it("closes its connection to an upstream that changes the protocol", async () => {
  const bytes = "HTTP/1.1 101 x\r\nconnection: upgrade\r\nupgrade: y\r\n\r\n";
  let closed: Promise<unknown> | undefined;
  const mock = await startRawProxy(bytes, (socket) => {
    closed = once(socket.resume(), "close");
  });

  await get(mock);

  expect(await closed).toEqual([false]);
});

it("names the status of its own error in the violation", async () => {
  const mock = await temporaryMock({ upstream: "http://127.0.0.1:1" });

  const { headers } = await get(mock);

  expect(JSON.parse(headers.get("sl-violations") ?? "[]")).toEqual([
    { location: ["response"], code: "502", message: expect.stringContaining("ECONNREFUSED"), severity: "Error" },
  ]);
});
