import { once } from "node:events";
import { connect } from "node:net";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { redactQuery, redactTokens } from "../../src/server/log.ts";
import { createJwt, get, patch, scriptPath, send, temporaryMock } from "../helpers/requests.ts";

async function startLoggingMock(log: "pretty" | "json" | "silent") {
  const lines: string[] = [];
  const mock = await temporaryMock({ log, writeLog: (line) => lines.push(stripVTControlCharacters(line)) });
  return { mock, lines };
}

it("pretty: a line for each request, and below it what is wrong", async () => {
  const { mock, lines } = await startLoggingMock("pretty");

  await get(mock);
  await patch(mock, { id: "x" });
  await get(mock, { "mock-fault": "429" });
  await get(mock, { "mock-fault": "reset" }).catch(() => {});

  expect(lines).toEqual([
    expect.stringMatching(/^GET {5}\/beta\/deviceManagement\/\S+\/runSummary {2}200 {2}\d+\.\d ms$/),
    expect.stringMatching(
      /^PATCH {3}\S+ {2}400 {2}\d+\.\d ms\n {4}request\/body\/id {2}The property 'id' is read-only\.$/,
    ),
    expect.stringMatching(/^GET {5}\S+ {2}429 {2}\d+\.\d ms {2}fault 429$/),
    expect.stringMatching(/^GET {5}\S+ {2}--- {2}\d+\.\d ms {2}fault reset$/),
  ]);
});

it("json: an object for each request", async () => {
  const { mock, lines } = await startLoggingMock("json");

  const { headers } = await patch(mock, { id: "x" });

  expect(JSON.parse(lines[0] ?? "")).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    method: "PATCH",
    path: `/beta${scriptPath}`,
    status: 400,
    milliseconds: expect.any(Number),
    requestId: headers.get("request-id"),
    clientRequestId: headers.get("client-request-id"),
    violations: [
      {
        location: ["request", "body", "id"],
        code: "unevaluatedProperties",
        message: "The property 'id' is read-only.",
      },
    ],
  });
});

it("silent: nothing", async () => {
  const { mock, lines } = await startLoggingMock("silent");

  await get(mock);

  expect(lines).toEqual([]);
});

it.each(["pretty", "json"] as const)("%s: never a token, wherever it is", async (log) => {
  const { mock, lines } = await startLoggingMock(log);
  const secret = createJwt({ scp: "DeviceManagementConfiguration.Read.All" });

  await get(mock, { authorization: `Bearer ${secret}` });
  await get(mock, { authorization: `Basic ${secret}` });
  await patch(mock, {}, { authorization: `Bearer ${secret}` });
  await send(`${mock.apiUrl}${scriptPath}?access_token=${secret}&$top=1`);

  expect(lines).toHaveLength(4);
  expect(lines.join("\n")).not.toContain(secret);
  expect(lines[3]).toContain("?access_token=…&$top=1");
});

it("shows the values of OData's own names in a query, and no others", () => {
  expect(redactQuery("/a?$select=id&client_secret=secret&sig=t&%24top=12&x=34")).toBe(
    "/a?$select=id&client_secret=…&sig=…&%24top=12&x=…",
  );
});

it("never a token that is in another part of the request", async () => {
  const { mock, lines } = await startLoggingMock("pretty");
  const secret = createJwt({ scp: "a" });

  await get(mock, { accept: secret, prefer: `code=Bearer ${secret}` });
  await patch(mock, `Bearer ${secret}`);
  await get(mock, {}, `/${secret}`);

  expect(lines.join("\n")).not.toContain(secret);
  expect(JSON.stringify(mock.requests.map(({ violations }) => violations))).not.toContain(secret);
});

it("pretty: writes out what would forge a line or colour one", async () => {
  const { mock, lines } = await startLoggingMock("pretty");

  await patch(mock, { "a\nGET /forged 200\u001b[31m": 1 });

  expect(lines).toHaveLength(1);
  expect(lines[0]?.split("\n")).toHaveLength(2);
  expect(lines[0]).toContain("a\\u000aGET /forged 200\\u001b[31m");
});

it.each([
  ["Bearer abc-._~+/=%1 x", "Bearer … x"],
  ["bearer \t abc, x", "bearer \t …, x"],
  ["BEARER%20abc&x", "BEARER%20…&x"],
  ["Bearer+%20+abc", "Bearer+%20+…"],
  ["forbearer abc", "forbearer abc"],
  ["eyJhbGci-_.eyJzY3A-_.c2ln-_ x", "… x"],
  ["eyJ.ab. x", "… x"],
  ["keyJhbGci.eyJzY3A.c2ln", "keyJhbGci.eyJzY3A.c2ln"],
])("replaces the token in %j, and nothing else", (text, expected) => {
  expect(redactTokens(text)).toBe(expected);
});

it("pretty: colours the status by its class, and what a fault or a violation adds", async () => {
  vi.stubEnv("FORCE_COLOR", "1");
  onTestFinished(() => void vi.unstubAllEnvs());
  const lines: string[] = [];
  const mock = await temporaryMock({ log: "pretty", writeLog: (line) => lines.push(line) });

  await get(mock);
  for (const code of [400, 418, 500, 503]) await get(mock, { prefer: `code=${code}` });
  await get(mock, { "mock-fault": "reset" }).catch(() => {});
  await patch(mock, { id: "x" });

  const [green, yellow, red, magenta, dim] = ["32", "33", "31", "35", "2"].map((code) => `\u001b[${code}m`);
  const expected = [
    `${green}200`,
    `${yellow}400`,
    `${yellow}418`,
    `${red}500`,
    `${red}503`,
    `${red}---`,
    `${yellow}400`,
  ];
  expect(lines).toEqual(expected.map((outcome) => expect.stringContaining(outcome)));
  expect(lines[5]).toContain(`${magenta}fault reset`);
  expect(lines[6]).toContain(`${dim}request/body/id`);
});

it("json: the milliseconds that a request took", async () => {
  const { mock, lines } = await startLoggingMock("json");
  const start = performance.now();

  await get(mock);

  const took = performance.now() - start;
  const { milliseconds } = JSON.parse(lines[0] ?? "");
  expect(milliseconds).toBeGreaterThan(0);
  expect(milliseconds).toBeLessThanOrEqual(took + 0.1);
});

it("json: the milliseconds since the connection began for a request that does not arrive in time", async () => {
  const lines: string[] = [];
  const mock = await temporaryMock({ log: "json", writeLog: (line) => lines.push(line), timeLimit: 150 });
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");

  socket.on("error", () => {}).write("GET /a HTTP/1.1\r\n");
  await once(socket.resume(), "close");

  expect(JSON.parse(lines[0] ?? "").milliseconds).toBeGreaterThanOrEqual(140);
});

it("json: the milliseconds since the last request began for one that breaks in its body", async () => {
  const { mock, lines } = await startLoggingMock("json");
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1").resume();
  const opened = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const began = performance.now();

  socket.write("POST /a HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
  socket.write("zz\r\n");
  await once(socket, "close");

  expect(began - opened).toBeGreaterThan(90);
  const { milliseconds } = JSON.parse(lines[0] ?? "");
  expect(milliseconds).toBeLessThanOrEqual(performance.now() - began);
});

it("reports a request that breaks in its body once", async () => {
  const { mock, lines } = await startLoggingMock("json");
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1").resume();

  socket.write("POST /a HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n");
  await once(socket, "close");
  await new Promise((resolve) => setTimeout(resolve, 20));

  expect(lines).toHaveLength(1);
});

describe("a broken request is logged and recorded", () => {
  it.each([
    ["is no HTTP", "\u0016\u0003\u0001", { method: "-", target: "-", status: 400 }],
    ["does not arrive in time", "GET /a HTTP/1.1\r\nhost: a\r\n", { method: "-", status: 408 }],
    ["stops in its body", "POST /a HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n", { target: "/a", status: 408 }],
    [
      "has a wrong chunk",
      "POST /a HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
      { target: "/a", status: 400 },
    ],
  ])("where it %s", async (_what, bytes, expected) => {
    const lines: string[] = [];
    const mock = await temporaryMock({ log: "json", writeLog: (line) => lines.push(line), timeLimit: 200 });
    const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");

    socket.on("error", () => {}).write(bytes);
    while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));

    expect(mock.requests).toMatchObject([expected]);
  });

  it("where the client goes away", async () => {
    const { mock } = await startLoggingMock("json");
    const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
    socket.write("POST /a HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 9\r\n\r\n");
    await once(socket, "data"); // the mock waits for the body

    socket.resetAndDestroy();
    await expect.poll(() => mock.requests.length).toBe(1);

    expect(mock.requests).toMatchObject([{ target: "/a", status: 0, violations: [] }]);
  });
});
