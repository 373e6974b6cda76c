import { expect, it } from "vitest";
import { createRunSummaryClient, GraphError } from "../src/index.ts";
import { startRecordingServer } from "./recording-server.ts";

const deviceComplianceScriptId = "0e7e9f7e-3c4c-4f0a-9d3b-7f3f2c1d5a60";
const path = "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/runSummary";
const summary = {
  id: "dad42f14-2f14-dad4-142f-d4da142fd4da",
  noIssueDetectedDeviceCount: 10,
  issueDetectedDeviceCount: 8,
  detectionScriptErrorDeviceCount: 15,
  detectionScriptPendingDeviceCount: 1,
  lastScriptRunDateTime: "2017-01-01T00:01:17.4310553-08:00",
};
const graphError = { error: { code: "TooManyRequests", message: "Please retry later." } };

it("reads a run summary", async () => {
  const server = await startRecordingServer({ body: JSON.stringify(summary) });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  const answer = await client.getRunSummary({ deviceComplianceScriptId });

  expect(answer).toEqual(summary);
  expect(server.requests).toMatchObject([
    {
      method: "GET",
      url: `/deviceManagement/deviceComplianceScripts/${deviceComplianceScriptId}/runSummary`,
      body: "",
    },
  ]);
});

it("updates a run summary with the body that it is given", async () => {
  const server = await startRecordingServer({ body: JSON.stringify(summary) });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  const answer = await client.updateRunSummary({ deviceComplianceScriptId, body: { issueDetectedDeviceCount: 8 } });

  expect(answer).toEqual(summary);
  expect(server.requests).toMatchObject([
    { method: "PATCH", headers: { "content-type": "application/json" }, body: '{"issueDetectedDeviceCount":8}' },
  ]);
});

it("encodes a path parameter", async () => {
  const server = await startRecordingServer();
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  await client.getRunSummary({ deviceComplianceScriptId: "a/b?c#d e" });

  expect(server.requests[0]?.url).toBe("/deviceManagement/deviceComplianceScripts/a%2Fb%3Fc%23d%20e/runSummary");
});

it("sends header parameters by their names, and leaves out those that are undefined", async () => {
  const server = await startRecordingServer();
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });
  const unset = { "client-request-id": undefined } as unknown as { "client-request-id": string };

  await client.updateRunSummary({ deviceComplianceScriptId, body: {}, Prefer: "return=minimal", ...unset });

  expect(server.requests[0]?.headers).toMatchObject({ prefer: "return=minimal" });
  expect(server.requests[0]?.headers).not.toHaveProperty("client-request-id");
});

it("resolves with undefined for an answer without a body", async () => {
  const server = await startRecordingServer({ status: 204, body: "" });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  const answer = await client.updateRunSummary({ deviceComplianceScriptId, body: {}, Prefer: "return=minimal" });

  expect(answer).toBeUndefined();
});

it("keeps properties of the answer that the API does not name", async () => {
  const server = await startRecordingServer({ body: JSON.stringify({ ...summary, added: [1] }) });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  const answer = await client.getRunSummary({ deviceComplianceScriptId });

  expect(answer).toEqual({ ...summary, added: [1] });
});

it("calls the global cloud's beta endpoint unless it is told otherwise", async () => {
  const urls: string[] = [];
  const client = createRunSummaryClient({
    token: "token",
    async fetch({ url }) {
      urls.push(url);
      return Response.json(summary);
    },
  });

  await client.getRunSummary({ deviceComplianceScriptId });

  expect(urls).toEqual([
    `https://graph.microsoft.com/beta/deviceManagement/deviceComplianceScripts/${deviceComplianceScriptId}/runSummary`,
  ]);
});

it.each([
  ["a string", "secret"],
  ["a function", () => "secret"],
  ["an async function", async () => "secret"],
])("sends the token that comes from %s", async (_source, token) => {
  const server = await startRecordingServer();
  const client = createRunSummaryClient({ token, baseUrl: server.url });

  await client.getRunSummary({ deviceComplianceScriptId });

  expect(server.requests[0]?.headers.authorization).toBe("Bearer secret");
});

it("rejects with the token function's error, and sends nothing", async () => {
  const server = await startRecordingServer();
  const token = async () => {
    throw new Error("no sign-in");
  };
  const client = createRunSummaryClient({ token, baseUrl: server.url });

  await expect(client.getRunSummary({ deviceComplianceScriptId })).rejects.toThrow("no sign-in");
  expect(server.requests).toEqual([]);
});

it("sends further headers of a call", async () => {
  const server = await startRecordingServer();
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  await client.getRunSummary({ deviceComplianceScriptId }, { headers: { "X-Trace": "1" } });

  expect(server.requests[0]?.headers["x-trace"]).toBe("1");
});

it("rejects with the reason of the signal", async () => {
  const server = await startRecordingServer();
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });
  const signal = AbortSignal.abort(new Error("changed my mind"));

  await expect(client.getRunSummary({ deviceComplianceScriptId }, { signal })).rejects.toThrow("changed my mind");
});

it("rejects with a GraphError for an error answer", async () => {
  const server = await startRecordingServer({
    status: 429,
    headers: { "request-id": "5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24" },
    body: JSON.stringify(graphError),
  });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  const error = await client.getRunSummary({ deviceComplianceScriptId }).catch((error: unknown) => error);

  expect(error).toBeInstanceOf(GraphError);
  expect(error).toMatchObject({
    name: "GraphError",
    status: 429,
    code: "TooManyRequests",
    message: "Please retry later.",
    requestId: "5f2b7c1e-94d3-4a0b-8c1f-6e0d9b3a7c24",
  });
});

it.each([
  ["no body", ""],
  ["HTML", "<h1>Bad Gateway</h1>"],
  ["JSON of another shape", '{"error":"unavailable"}'],
  ["JSON null", "null"],
])("rejects with a GraphError for an error answer with %s", async (_what, body) => {
  const server = await startRecordingServer({ status: 502, body });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  const error = await client.getRunSummary({ deviceComplianceScriptId }).catch((error: unknown) => error);

  expect(error).toBeInstanceOf(GraphError);
  expect(error).toMatchObject({ status: 502, code: "", message: "HTTP 502 Bad Gateway", requestId: undefined });
});

it("has openapi-fetch's path style, which does not throw for an error answer", async () => {
  const server = await startRecordingServer({ status: 404, body: JSON.stringify(graphError) });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  const { data, error, response } = await client.PATCH(path, {
    params: { path: { deviceComplianceScriptId } },
    body: { issueDetectedDeviceCount: 8 },
  });

  expect(data).toBeUndefined();
  expect(error).toEqual(graphError);
  expect(response.status).toBe(404);
  expect(server.requests).toMatchObject([
    { method: "PATCH", headers: { authorization: "Bearer token" }, body: '{"issueDetectedDeviceCount":8}' },
  ]);
});

it("has openapi-fetch's middleware, for methods and paths alike", async () => {
  const server = await startRecordingServer();
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });
  client.use({
    onRequest({ request }) {
      request.headers.set("X-Trace", "1");
    },
  });

  await client.getRunSummary({ deviceComplianceScriptId });
  await client.GET(path, { params: { path: { deviceComplianceScriptId } } });

  expect(server.requests.map(({ headers }) => headers["x-trace"])).toEqual(["1", "1"]);
});
