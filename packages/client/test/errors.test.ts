import { describe, expect, it } from "vitest";
import { createRunSummaryClient, GraphError, isGraphError } from "../src/index.ts";
import { type StubResponse, startRecordingServer } from "./recording-server.ts";
import { catchRejection, deviceComplianceScriptId, graphError, trace } from "./samples.ts";

const input = { deviceComplianceScriptId };

async function catchGraphError(given: StubResponse): Promise<GraphError> {
  const server = await startRecordingServer(given);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: { attempts: 1 } });
  return (await catchRejection(client.getRunSummary(input))) as unknown as GraphError;
}

it("a GraphError has all that Graph's response says", async () => {
  const details = [{ code: "invalid", message: "out of range", target: "issueDetectedDeviceCount" }];
  const innerError = {
    date: "2026-11-23T10:00:00",
    "request-id": "r",
    innerError: { code: "deeper", message: "still" },
  };
  const error = await catchGraphError({
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
  ['{"error":{"code":"NotFound"}}', "NotFound", '404 Not Found, with unexpected JSON: {"error":{"code":"NotFound"}}'],
  [
    '{"error":{"code":"a","message":{"lang":"en"}}}',
    "a",
    '404 Not Found, with unexpected JSON: {"error":{"code":"a","message":{"lang":"en"}}}',
  ],
  ['{"error":{"message":""}}', "", '404 Not Found, with unexpected JSON: {"error":{"message":""}}'],
  ['{"error":{"code":5,"message":"gone"}}', "", "gone"],
])("an error response without a code or a message is kept in the GraphError: %s", async (body, code, message) => {
  expect(await catchGraphError({ status: 404, body })).toMatchObject({ code, message, body });
});

it.each(['"x"', "null"])("a field of the wrong type is left out, and the body is kept: %s", async (inner) => {
  const others = `"target":1,"details":"none","innerError":${inner},"innererror":${inner}`;
  const body = `{"error":{"code":{},"message":"gone",${others}}}`;

  expect(await catchGraphError({ status: 404, body })).toMatchObject({
    ...{ code: "", message: "gone", target: undefined, details: [], innerError: undefined, requestId: undefined, body },
  });
});

describe("a successful response that is not an entity rejects with a GraphError", () => {
  it.each([["null"], ["5"], ["[]"], ['[{"id":"1"}]'], ['{"value":[]}'], ['{"@odata.context":"c","value":[]}']])(
    "%s",
    async (body) => {
      expect(await catchGraphError({ body })).toMatchObject({
        ...{ name: "GraphError", status: 200, code: "", body },
        message: `200 OK, with unexpected JSON: ${body}`,
      });
    },
  );

  it("an error", async () => {
    expect(await catchGraphError({ body: JSON.stringify(graphError) })).toMatchObject({
      ...{ name: "GraphError", status: 200, code: "TooManyRequests", message: "Please retry later.", body: undefined },
    });
  });

  it("an error beside annotations", async () => {
    const body = JSON.stringify({ "@odata.context": "c", "@microsoft.graph.tips": "t", ...graphError });

    expect(await catchGraphError({ body })).toMatchObject({ status: 200, code: "TooManyRequests" });
  });
});

describe("a message that is JSON itself", () => {
  const intune = {
    _version: 3,
    Message: "An error has occurred - Operation ID (for customer support): 00000000",
    CustomApiErrorPhrase: "",
    RetryAfter: null,
    ErrorSourceService: "",
    HttpHeaders: "{}",
  };
  const catchMessage = (message: unknown, headers: Record<string, string> = {}) =>
    catchGraphError({ status: 400, headers, body: JSON.stringify({ error: { code: "BadRequest", message } }) });

  it("is opened, and stays readable in the body", async () => {
    const error = await catchMessage(JSON.stringify(intune));

    expect(error).toMatchObject({ code: "BadRequest", message: intune.Message, retryAfter: undefined });
    expect(JSON.parse(JSON.parse(error.body ?? "").error.message)).toEqual(intune);
  });

  it.each([
    ["as a number", 30],
    ["as a text", "30"],
  ])("has seconds to wait %s", async (_how, RetryAfter) => {
    expect((await catchMessage(JSON.stringify({ ...intune, RetryAfter }))).retryAfter).toBe(30_000);
  });

  it("has less weight than the header Retry-After", async () => {
    const error = await catchMessage(JSON.stringify({ ...intune, RetryAfter: 30 }), { "retry-after": "2" });

    expect(error.retryAfter).toBe(2000);
  });

  it("has a code and a message of its own", async () => {
    const error = await catchMessage('{"code":"Forbidden","message":"Not yours."}');

    expect(error).toMatchObject({ code: "Forbidden", message: "Not yours." });
  });

  it.each([
    ["broken", "{"],
    ["an object without a message", "{}"],
    ["null", "null"],
    ["a number", "5"],
    ["a list", '["a"]'],
    ["of other types", '{"Message":5,"code":{},"RetryAfter":"soon"}'],
    ["an object that has no text", '{"RetryAfter":{"toString":1,"valueOf":1}}'],
    ["a deep list in an object", `{"RetryAfter":${"[".repeat(5000)}${"]".repeat(5000)}}`],
    ["deep", `${"[".repeat(200_000)}${"]".repeat(200_000)}`],
    ["huge", "[".repeat(1_000_000)],
  ])("is kept as it is where it is %s", async (_what, message) => {
    const error = await catchMessage(message);

    expect(error.message === message).toBe(true); // a message of the test would be too long
    expect(error).toMatchObject({ code: "BadRequest", retryAfter: undefined });
  });

  it.each([[{ toString: 1 }], [["{}"]], [5]])("is no message where it is no text: %j", async (message) => {
    expect((await catchMessage(message)).message).toMatch(/^400 Bad Request, with unexpected JSON: /);
  });
});

it("a GraphError takes its inner error from innererror, too", async () => {
  const error = await catchGraphError({
    status: 404,
    body: '{"error":{"code":"","message":"gone","innererror":{"date":"d"}}}',
  });

  expect(error).toMatchObject({ code: "", message: "gone", innerError: { date: "d" } });
});

describe("a response that does not come from Graph rejects with a GraphError that keeps its beginning", () => {
  it.each<[string, StubResponse, string, string]>([
    ["no body", { status: 502, body: "" }, "502 Bad Gateway, with no body", ""],
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
      '400 Bad Request, with unexpected JSON: {"error":"no"}',
      '{"error":"no"}',
    ],
    ["a JSON string", { status: 400, body: '"no"' }, '400 Bad Request, with unexpected JSON: "no"', '"no"'],
    ["JSON null", { status: 400, body: "null" }, "400 Bad Request, with unexpected JSON: null", "null"],
    [
      "HTML where a page took the response's place",
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
    expect(await catchGraphError(given)).toMatchObject({
      name: "GraphError",
      status: given.status ?? 200,
      code: "",
      message,
      body,
    });
  });

  it("whose message has at most 100 characters of the JSON", async () => {
    const { message } = await catchGraphError({ status: 400, body: JSON.stringify("x".repeat(200)) });

    expect(message).toBe(`400 Bad Request, with unexpected JSON: "${"x".repeat(99)}`);
  });

  it("whose body has at most 2,048 characters", async () => {
    expect((await catchGraphError({ status: 500, body: "x".repeat(5000) })).body).toHaveLength(2048);
  });

  it("where the response has no media type", async () => {
    const error = new GraphError(new Response(null, { status: 500 }), "oops", trace);

    expect(error.message).toBe("500, with a body that is not valid JSON");
  });

  it("with the parser's error as its cause", async () => {
    expect((await catchGraphError({ status: 500, body: "{" })).cause).toBeInstanceOf(SyntaxError);
  });
});

it("the text for support has what identifies the request, and no secret", async () => {
  const error = await catchGraphError({
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

it("the text for support leaves out what is unknown, refers to the body, and quotes the URL for a shell", async () => {
  const sent = {
    ...trace,
    method: "PATCH",
    url: "https://graph.microsoft.com/beta/it's",
    contentType: "application/json",
  };

  const error = new GraphError(new Response(null, { status: 500 }), "", sent);

  expect(error.toSupportText()).toBe(
    [
      "500: 500, with no body",
      "client-request-id: c",
      "attempts: 1",
      `curl -X PATCH 'https://graph.microsoft.com/beta/it%27s' -H "Authorization: Bearer $TOKEN" -H "client-request-id: c" -H "Content-Type: application/json" --data @body.json`,
    ].join("\n"),
  );
});

it("a GraphError has the media type of the request body", async () => {
  const server = await startRecordingServer({ status: 400 });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  const error = await catchRejection(client.updateRunSummary({ ...input, body: {} }));

  expect(error.contentType).toBe("application/json");
});

it("a GraphError takes the request id from the inner error where no header has it", async () => {
  const innerError = { "request-id": "5f2b7c1e" };
  const error = await catchGraphError({
    status: 404,
    body: JSON.stringify({ error: { code: "a", message: "b", innerError } }),
  });

  expect(error.requestId).toBe("5f2b7c1e");
  expect(error.toSupportText()).toContain("\nrequest-id: 5f2b7c1e\n");
});

it("an error does not show the query, which may hold secrets", async () => {
  const seen: string[] = [];
  const fetch = async ({ url }: Request) => {
    seen.push(url);
    throw new Error("offline");
  };
  const client = createRunSummaryClient({ token: "token", fetch, retry: { attempts: 1 } });

  const error = await catchRejection(client.fetch(new Request(`${client.baseUrl}/me?access_token=abc`)));

  expect(seen[0]).toContain("abc");
  expect(error.url).toBe(`${client.baseUrl}/me`);
});

it("isGraphError recognizes a GraphError of another copy of the package, and no other error", () => {
  const other = Object.assign(new Error(), { name: "GraphError" });

  expect(isGraphError(other)).toBe(true);
  expect(isGraphError(new Error())).toBe(false);
  expect(isGraphError({ name: "GraphError" })).toBe(false);
});
