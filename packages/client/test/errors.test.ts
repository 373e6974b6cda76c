import { describe, expect, it } from "vitest";
import { createRunSummaryClient, GraphError, isGraphError } from "../src/index.ts";
import { type Answer, startRecordingServer } from "./recording-server.ts";
import { answer, deviceComplianceScriptId, graphError, path, rejectionOf } from "./samples.ts";

const input = { deviceComplianceScriptId };

async function errorFor(given: Answer): Promise<GraphError> {
  const server = await startRecordingServer(given);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: { attempts: 1 } });
  return (await rejectionOf(client.getRunSummary(input))) as unknown as GraphError;
}

it("a GraphError has all that Graph says", async () => {
  const details = [{ code: "invalid", message: "out of range", target: "issueDetectedDeviceCount" }];
  const innerError = {
    date: "2026-11-23T10:00:00",
    "request-id": "r",
    innerError: { code: "deeper", message: "still" },
  };
  const error = await errorFor({
    status: 429,
    headers: {
      "request-id": "5f2b7c1e",
      "client-request-id": "7b1f8a52",
      "retry-after": "2.5",
      date: "Mon, 23 Nov 2026 10:00:00 GMT",
    },
    body: JSON.stringify({
      error: { code: "TooManyRequests", message: "Please retry later.", target: "body", details, innerError },
    }),
  });

  expect(error).toBeInstanceOf(GraphError);
  expect(isGraphError(error)).toBe(true);
  expect({ ...error }).toEqual({
    name: "GraphError",
    status: 429,
    code: "TooManyRequests",
    target: "body",
    details,
    innerError,
    requestId: "5f2b7c1e",
    clientRequestId: "7b1f8a52",
    date: "Mon, 23 Nov 2026 10:00:00 GMT",
    retryAfter: 2500,
    attempts: 1,
    method: "GET",
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/deviceManagement\/.*\/runSummary$/),
    body: undefined,
  });
  expect(error.message).toBe("Please retry later.");
});

it.each([
  ['{"error":{"code":"NotFound"}}', { code: "NotFound", message: "404 Not Found, with JSON that is not Graph's" }],
  ['{"error":{"message":""}}', { code: "", message: "404 Not Found, with JSON that is not Graph's" }],
  [
    '{"error":{"code":"a","message":{"lang":"en"}}}',
    { code: "a", message: "404 Not Found, with JSON that is not Graph's" },
  ],
])("an error that says little is told as it is: %s", async (body, expected) => {
  expect(await errorFor({ status: 404, body })).toMatchObject(expected);
});

it.each(["null", "5", ""])("an answer with %j in place of an object is a GraphError", async (body) => {
  expect(await errorFor({ body })).toMatchObject({ name: "GraphError", status: 200 });
});

it("an innererror in lower case is one too", async () => {
  const error = await errorFor({
    status: 404,
    body: '{"error":{"code":"","message":"gone","innererror":{"date":"d"}}}',
  });

  expect(error).toMatchObject({ code: "", message: "gone", innerError: { date: "d" } });
});

describe("an answer that is not Graph's is a GraphError that says so, and keeps its beginning", () => {
  it.each<[string, Answer, string, string]>([
    ["no body", { status: 502, body: "" }, "502 Bad Gateway, without a body", ""],
    [
      "HTML",
      { status: 502, headers: { "content-type": "text/html" }, body: "<h1>x</h1>" },
      "502 Bad Gateway, with text/html that is not valid JSON",
      "<h1>x</h1>",
    ],
    [
      "truncated JSON",
      { status: 500, body: '{"error":' },
      "500 Internal Server Error, with application/json that is not valid JSON",
      '{"error":',
    ],
    [
      "JSON of another shape",
      { status: 400, body: '{"error":"no"}' },
      "400 Bad Request, with JSON that is not Graph's",
      '{"error":"no"}',
    ],
    [
      "a JSON string",
      { status: 400, body: '"no"' },
      "400 Bad Request, with application/json that is not valid JSON",
      "no",
    ],
    ["JSON null", { status: 400, body: "null" }, "400 Bad Request, with JSON that is not Graph's", "null"],
    [
      "HTML where a page took the answer's place",
      { headers: { "content-type": "text/html" }, body: "<p>Sign in</p>" },
      "200 OK, with text/html that is not valid JSON",
      "<p>Sign in</p>",
    ],
    [
      "truncated JSON of a success",
      { body: '{"id":' },
      "200 OK, with application/json that is not valid JSON",
      '{"id":',
    ],
  ])("%s", async (_what, given, message, body) => {
    expect(await errorFor(given)).toMatchObject({
      name: "GraphError",
      status: given.status ?? 200,
      code: "",
      message,
      body,
    });
  });

  it("at most 2,048 characters of it", async () => {
    expect((await errorFor({ status: 500, body: "x".repeat(5000) })).body).toHaveLength(2048);
  });

  it("which may have no media type", async () => {
    const { graphErrorFrom } = await import("../src/errors/graph-error.ts");
    const trace = { method: "GET", url: "https://graph.microsoft.com/beta", clientRequestId: "c", attempts: 1 };

    const error = graphErrorFrom(new Response(null, { status: 500 }), "oops", trace);

    expect(error.message).toBe("500, with a body that is not valid JSON");
  });

  it("with what the parser says as its cause", async () => {
    expect((await errorFor({ status: 500, body: "{" })).cause).toBeInstanceOf(SyntaxError);
  });
});

it("JSON that the path style cannot read is not taken for the network's fault", async () => {
  const server = await startRecordingServer({ body: "{" });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  await expect(client.GET(path, { params: { path: input } })).rejects.toBeInstanceOf(SyntaxError);
  expect(server.requests).toHaveLength(1);
});

it("the text for support has what finds the request, and no secret", async () => {
  const error = await errorFor({
    status: 403,
    headers: { "request-id": "5f2b7c1e", "client-request-id": "7b1f8a52", date: "Mon, 23 Nov 2026 10:00:00 GMT" },
    body: JSON.stringify(graphError),
  });

  expect(error.toSupportText()).toBe(
    [
      "403 TooManyRequests: Please retry later.",
      "request-id: 5f2b7c1e",
      "client-request-id: 7b1f8a52",
      "date: Mon, 23 Nov 2026 10:00:00 GMT",
      "attempts: 1",
      `curl -X GET '${error.url}' -H "Authorization: Bearer $TOKEN"`,
    ].join("\n"),
  );
});

it("what stands in the query, which may be secret, is not in the error", async () => {
  const server = await startRecordingServer({ status: 400, body: "" });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });
  client.use({ onRequest: ({ request }) => new Request(`${request.url}?access_token=abc`, request) });

  const error = await rejectionOf(client.getRunSummary(input));

  expect(server.requests[0]?.url).toContain("abc");
  expect(error.url).toMatch(/\/runSummary$/);
});

it("an error of another copy of the package is a GraphError too; others are not", () => {
  const other = Object.assign(new Error(), { name: "GraphError" });

  expect(isGraphError(other)).toBe(true);
  expect(isGraphError(new Error())).toBe(false);
  expect(isGraphError({ name: "GraphError" })).toBe(false);
});

it("the path style does not throw for an error answer", async () => {
  const server = await startRecordingServer({ status: 404, body: JSON.stringify(graphError) }, answer);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  const result = await client.PATCH(path, {
    params: { path: { deviceComplianceScriptId } },
    body: { issueDetectedDeviceCount: 8 },
  });

  expect(Object.keys(result)).toEqual(["error", "response"]);
  expect(result.error).toEqual(graphError);
  expect(result.response.status).toBe(404);
  expect(server.requests).toMatchObject([
    { method: "PATCH", headers: { authorization: "Bearer token" }, body: '{"issueDetectedDeviceCount":8}' },
  ]);
});
