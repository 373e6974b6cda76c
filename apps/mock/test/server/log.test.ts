import { connect } from "node:net";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { redactQuery } from "../../src/server/log.ts";
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
  expect(redactQuery("/a?$select=id&client_secret=s&sig=t&x=1")).toBe("/a?$select=id&client_secret=…&sig=…&x=…");
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
    socket.write("POST /a HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n");
    await new Promise((resolve) => setTimeout(resolve, 50));

    socket.resetAndDestroy();
    while (mock.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));

    expect(mock.requests).toMatchObject([{ target: "/a", status: 0, violations: [] }]);
  });
});
