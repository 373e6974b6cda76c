import { describe, expect, it } from "vitest";
import { createRunSummaryClient, GraphError, isGraphError } from "../src/index.ts";
import { type Answer, startRecordingServer } from "./recording-server.ts";
import { deviceComplianceScriptId, graphError, rejectionOf } from "./samples.ts";

const input = { deviceComplianceScriptId };
const trace = { method: "GET", url: "https://graph.microsoft.com/beta", clientRequestId: "c", attempts: 1 };

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
  ['{"error":{"code":"NotFound"}}', "NotFound", "404 Not Found, with the code NotFound and no message"],
  ['{"error":{"code":"a","message":{"lang":"en"}}}', "a", "404 Not Found, with the code a and no message"],
  ['{"error":{"message":""}}', "", '404 Not Found, with JSON that is not Graph\'s: {"error":{"message":""}}'],
  ['{"error":{"code":5,"message":"gone"}}', "", "gone"],
])("an error that says little is told as it is, and kept: %s", async (body, code, message) => {
  expect(await errorFor({ status: 404, body })).toMatchObject({ code, message, body });
});

it.each(['"x"', "null"])("what has another type than Graph's is left out, but kept in the body: %s", async (inner) => {
  const others = `"target":1,"details":"none","innerError":${inner},"innererror":${inner}`;
  const body = `{"error":{"code":{},"message":"gone",${others}}}`;

  expect(await errorFor({ status: 404, body })).toMatchObject({
    ...{ code: "", message: "gone", target: undefined, details: [], innerError: undefined, requestId: undefined, body },
  });
});

describe("an answer in place of an entity is a GraphError that says what came", () => {
  it.each([
    ["null"],
    ["5"],
    ["[]"],
    ['[{"id":"1"}]'],
    ['{"value":[]}'],
    ['{"value":null}'],
    ['{"@odata.context":"c","value":[]}'],
  ])("%s", async (body) => {
    expect(await errorFor({ body })).toMatchObject({
      ...{ name: "GraphError", status: 200, code: "", body },
      message: `200 OK, with JSON that is not Graph's: ${body}`,
    });
  });

  it("an error", async () => {
    expect(await errorFor({ body: JSON.stringify(graphError) })).toMatchObject({
      ...{ name: "GraphError", status: 200, code: "TooManyRequests", message: "Please retry later.", body: undefined },
    });
  });

  it("nothing", async () => {
    expect(await errorFor({ body: "" })).toMatchObject({ status: 200, message: "200 OK, without a body", body: "" });
  });
});

it.each(["[]", '{"value":[]}', "5"])("an operation without an entity may answer %s", async (text) => {
  const { readAnswer } = await import("../src/read-answer.ts");
  const operation = { method: "get", path: "/things", parameters: {}, isEntity: false } as const;
  const response = Response.json({});

  expect(readAnswer(operation, { response, trace, token: "token" }, text)).toEqual(JSON.parse(text));
});

it("an operation without an entity may not answer what is no JSON", async () => {
  const { readAnswer } = await import("../src/read-answer.ts");
  const operation = { method: "get", path: "/things", parameters: {}, isEntity: false } as const;

  expect(() => readAnswer(operation, { response: new Response(), trace, token: "token" }, "{")).toThrow(GraphError);
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
      '400 Bad Request, with JSON that is not Graph\'s: {"error":"no"}',
      '{"error":"no"}',
    ],
    ["a JSON string", { status: 400, body: '"no"' }, '400 Bad Request, with JSON that is not Graph\'s: "no"', '"no"'],
    ["JSON null", { status: 400, body: "null" }, "400 Bad Request, with JSON that is not Graph's: null", "null"],
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

  it("of whose JSON the message has at most 100 characters", async () => {
    const { message } = await errorFor({ status: 400, body: JSON.stringify("x".repeat(200)) });

    expect(message).toBe(`400 Bad Request, with JSON that is not Graph's: "${"x".repeat(99)}`);
  });

  it("at most 2,048 characters of it", async () => {
    expect((await errorFor({ status: 500, body: "x".repeat(5000) })).body).toHaveLength(2048);
  });

  it("which may have no media type", async () => {
    const { graphErrorFrom } = await import("../src/errors/graph-error.ts");
    const error = graphErrorFrom(new Response(null, { status: 500 }), "oops", trace);

    expect(error.message).toBe("500, with a body that is not valid JSON");
  });

  it("with what the parser says as its cause", async () => {
    expect((await errorFor({ status: 500, body: "{" })).cause).toBeInstanceOf(SyntaxError);
  });
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
      `curl -X GET '${error.url}' -H "Authorization: Bearer $TOKEN" -H "client-request-id: 7b1f8a52"`,
    ].join("\n"),
  );
});

it("the text for support leaves out what is not known, names the body, and quotes for a shell", async () => {
  const { graphErrorFrom } = await import("../src/errors/graph-error.ts");
  const sent = {
    ...trace,
    method: "PATCH",
    url: "https://graph.microsoft.com/beta/it's",
    contentType: "application/json",
  };

  const error = graphErrorFrom(new Response(null, { status: 500 }), "", sent);

  expect(error.toSupportText()).toBe(
    [
      "500: 500, without a body",
      "client-request-id: c",
      "attempts: 1",
      `curl -X PATCH 'https://graph.microsoft.com/beta/it%27s' -H "Authorization: Bearer $TOKEN" -H "client-request-id: c" -H "Content-Type: application/json" --data @body.json`,
    ].join("\n"),
  );
});

it("an error knows the media type of the body that was sent", async () => {
  const server = await startRecordingServer({ status: 400 });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  const error = await rejectionOf(client.updateRunSummary({ ...input, body: {} }));

  expect(error.contentType).toBe("application/json");
});

it("the request id may come in the inner error alone", async () => {
  const innerError = { "request-id": "5f2b7c1e" };
  const error = await errorFor({
    status: 404,
    body: JSON.stringify({ error: { code: "a", message: "b", innerError } }),
  });

  expect(error.requestId).toBe("5f2b7c1e");
  expect(error.toSupportText()).toContain("\nrequest-id: 5f2b7c1e\n");
});

it("what stands in the query, which may be secret, is not in the error", async () => {
  const seen: string[] = [];
  const fetch = async ({ url }: Request) => {
    seen.push(url);
    throw new Error("offline");
  };
  const client = createRunSummaryClient({ token: "token", fetch, retry: { attempts: 1 } });

  const error = await rejectionOf(client.fetch(new Request(`${client.baseUrl}/me?access_token=abc`)));

  expect(seen[0]).toContain("abc");
  expect(error.url).toBe(`${client.baseUrl}/me`);
});

it("an error of another copy of the package is a GraphError too; others are not", () => {
  const other = Object.assign(new Error(), { name: "GraphError" });

  expect(isGraphError(other)).toBe(true);
  expect(isGraphError(new Error())).toBe(false);
  expect(isGraphError({ name: "GraphError" })).toBe(false);
});
