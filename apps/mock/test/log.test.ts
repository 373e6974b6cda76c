import { stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import { loggablePath } from "../src/log.ts";
import { get, jwt, patch, scriptPath, send, temporaryMock } from "./requests.ts";

async function loggingMock(log: "pretty" | "json" | "silent") {
  const lines: string[] = [];
  const mock = await temporaryMock({ log, writeLog: (line) => lines.push(stripVTControlCharacters(line)) });
  return { mock, lines };
}

it("pretty: a line for each request, and below it what is wrong", async () => {
  const { mock, lines } = await loggingMock("pretty");

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
  const { mock, lines } = await loggingMock("json");

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
  const { mock, lines } = await loggingMock("silent");

  await get(mock);

  expect(lines).toEqual([]);
});

it.each(["pretty", "json"] as const)("%s: never a token, wherever it is", async (log) => {
  const { mock, lines } = await loggingMock(log);
  const secret = jwt({ scp: "DeviceManagementConfiguration.Read.All" });

  await get(mock, { authorization: `Bearer ${secret}` });
  await get(mock, { authorization: `Basic ${secret}` });
  await patch(mock, {}, { authorization: `Bearer ${secret}` });
  await send(`${mock.apiUrl}${scriptPath}?access_token=${secret}&$top=1`);

  expect(lines).toHaveLength(4);
  expect(lines.join("\n")).not.toContain(secret);
  expect(lines[3]).toContain("?access_token=…&$top=1");
});

it("shows the values of OData's own names in a query, and no others", () => {
  expect(loggablePath("/a?$select=id&client_secret=s&sig=t&x=1")).toBe("/a?$select=id&client_secret=…&sig=…&x=…");
});
