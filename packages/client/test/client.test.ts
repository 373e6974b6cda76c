import { expect, it } from "vitest";
import { createOperationClient, createPathClient, createRunSummaryClient, type Operations } from "../src/index.ts";
import { readNothing } from "../src/response/readers.ts";
import { startRecordingServer } from "./recording-server.ts";
import { deviceComplianceScriptId, path, summary, summaryResponse } from "./samples.ts";

it("reads a run summary", async () => {
  const server = await startRecordingServer(summaryResponse);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  const value = await client.getRunSummary({ deviceComplianceScriptId });

  expect(value).toEqual(summary);
  expect(server.requests).toMatchObject([
    {
      method: "GET",
      url: `/deviceManagement/deviceComplianceScripts/${deviceComplianceScriptId}/runSummary`,
      body: "",
    },
  ]);
});

it("updates a run summary", async () => {
  const server = await startRecordingServer(summaryResponse);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  const value = await client.updateRunSummary({ deviceComplianceScriptId, body: { issueDetectedDeviceCount: 8 } });

  expect(value).toEqual(summary);
  expect(server.requests).toMatchObject([
    { method: "PATCH", headers: { "content-type": "application/json" }, body: '{"issueDetectedDeviceCount":8}' },
  ]);
});

it("encodes a path parameter", async () => {
  const server = await startRecordingServer();
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  await client.getRunSummary({ deviceComplianceScriptId: "../a/b?c#d e" });

  expect(server.requests[0]?.url).toBe("/deviceManagement/deviceComplianceScripts/..%2Fa%2Fb%3Fc%23d%20e/runSummary");
});

it.each([[undefined], [""], ["."], [".."]])("refuses the path parameter %j, and sends nothing", async (value) => {
  const server = await startRecordingServer();
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });
  const input = { deviceComplianceScriptId: value } as unknown as { deviceComplianceScriptId: string };

  const refusal = "The path parameter deviceComplianceScriptId is missing, empty or a dot segment.";
  const pathClient = createPathClient({ token: "token", baseUrl: server.url });
  await expect(client.getRunSummary(input)).rejects.toThrow(refusal);
  await expect(pathClient.GET(path, { params: { path: input } })).rejects.toThrow(refusal);
  expect(server.requests).toEqual([]);
});

it("refuses a body that the operation does not take", async () => {
  const client = createRunSummaryClient({ token: "token" });
  const input = { deviceComplianceScriptId, body: {} };

  await expect(client.getRunSummary(input)).rejects.toThrow("GET");
});

it("sends header parameters by their names, and leaves out those that are undefined", async () => {
  const server = await startRecordingServer();
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });
  const unset = { Prefer: undefined } as unknown as { Prefer: string };

  await client.updateRunSummary({ deviceComplianceScriptId, body: {}, Prefer: "return=minimal" });
  await client.updateRunSummary({ deviceComplianceScriptId, body: {}, ...unset });

  expect(server.requests[0]?.headers).toMatchObject({ prefer: "return=minimal" });
  expect(server.requests[1]?.headers).not.toHaveProperty("prefer");
});

it("sends further headers of a call", async () => {
  const server = await startRecordingServer();
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  await client.getRunSummary({ deviceComplianceScriptId }, { headers: { "X-Trace": "1" } });

  expect(server.requests[0]?.headers["x-trace"]).toBe("1");
});

it("rejects with the signal's reason", async () => {
  const server = await startRecordingServer();
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });
  const signal = AbortSignal.abort(new Error("changed my mind"));

  await expect(client.getRunSummary({ deviceComplianceScriptId }, { signal })).rejects.toThrow("changed my mind");
});

it("takes dots and an empty value only where they lead to no other address", async () => {
  const server = await startRecordingServer();
  const operation = { method: "GET", path: "/on(day='{day}')/{a}{b}", responses: { 200: readNothing } };
  const client = createOperationClient<Operations>({ operation }, { token: "token", baseUrl: server.url });
  const call = client.operation as unknown as (input: object) => Promise<unknown>;

  await call({ day: "..", a: ".", b: "x" });

  await call({ day: "1", a: "a", b: ".." });

  expect(server.requests.map(({ url }) => url)).toEqual(["/on(day='..')/.x", "/on(day='1')/a.."]);
  await expect(call({ day: "1", a: ".", b: "." })).rejects.toThrow("is missing, empty or a dot segment");
  await expect(call({ day: "", a: "a", b: "b" })).rejects.toThrow("day is missing, empty or a dot segment");
});
