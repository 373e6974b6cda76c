import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { createPathClient, createRunSummaryClient, type TokenFunction } from "../src/index.ts";
import { startRecordingServer } from "./recording-server.ts";
import { deviceComplianceScriptId, graphError, path, summary, summaryResponse } from "./samples.ts";

const params = { path: { deviceComplianceScriptId } };
const body = { issueDetectedDeviceCount: 8 };
const styles = ["alone", "on a RunSummaryClient"] as const;

function createClient(style: (typeof styles)[number], baseUrl: string, token: string | TokenFunction = "token") {
  return createPathClient(
    style === "alone" ? { token, baseUrl } : createRunSummaryClient({ token, baseUrl, retry: { baseDelay: 1 } }),
  );
}

describe.each(styles)("%s", (style) => {
  it("does not throw for an error response", async () => {
    const server = await startRecordingServer({ status: 404, body: JSON.stringify(graphError) });

    const result = await createClient(style, server.url).PATCH(path, { params, body });

    expect(Object.keys(result)).toEqual(["error", "response"]);
    expect(result.error).toEqual(graphError);
    expect(result.response.status).toBe(404);
    expect(server.requests).toMatchObject([
      {
        method: "PATCH",
        headers: { authorization: "Bearer token", "client-request-id": expect.any(String) },
        body: '{"issueDetectedDeviceCount":8}',
      },
    ]);
  });

  it.each([
    ["HTML", "<h1>Bad Gateway</h1>", {}, "502 without an error in JSON: <h1>Bad Gateway</h1>"],
    ["no body", "", {}, "502 without an error in JSON: "],
    ["long text", "x".repeat(200), {}, `502 without an error in JSON: ${"x".repeat(100)}`],
    ["null", "null", {}, "502 without an error in JSON: "],
    ["a number", "0", {}, "502 without an error in JSON: "],
    ["a list", "[1]", {}, "502 without an error in JSON: "],
    ["JSON of another form", '{"message":"no"}', { message: "no" }, "502 without an error in JSON: "],
    ["an error that is a text", '{"error":"no"}', {}, "502 without an error in JSON: "],
  ])("an error response with %s has an error of the documented form", async (_what, text, others, message) => {
    const server = await startRecordingServer({ status: 502, body: text });
    const transport = style === "alone" ? {} : { retry: { attempts: 1 } };
    const options = { token: "token", baseUrl: server.url, ...transport };
    const client = createPathClient(style === "alone" ? options : createRunSummaryClient(options));

    const { data, error, response } = await client.GET(path, { params });

    expect(data).toBeUndefined();
    expect(error).toEqual({ ...others, error: { code: "", message } });
    expect(response.status).toBe(502);
  });

  it("keeps the caller's client-request-id", async () => {
    const server = await startRecordingServer(summaryResponse);

    await createClient(style, server.url).GET(path, {
      params: { ...params, header: { "client-request-id": "7b1f8a52" } },
    });

    expect(server.requests[0]?.headers["client-request-id"]).toBe("7b1f8a52");
  });

  it("refuses a path parameter that is missing or a dot segment, and sends nothing", async () => {
    const server = await startRecordingServer(summaryResponse);
    const client = createClient(style, server.url);
    const untyped = client.GET as (path: string, init?: object) => Promise<unknown>;

    for (const init of [undefined, {}, { params: {} }, { params: { path: { deviceComplianceScriptId: ".." } } }]) {
      await expect(untyped(path, init)).rejects.toThrow(
        "The path parameter deviceComplianceScriptId is missing, empty or a dot segment.",
      );
    }
    expect(server.requests).toEqual([]);
  });

  it("runs openapi-fetch's middleware, which does not see the token", async () => {
    const server = await startRecordingServer(summaryResponse);
    const client = createClient(style, server.url, "very-secret");
    const seen: Request[] = [];
    const middleware = {
      onRequest: ({ request }: { request: Request }) => request.headers.set("X-Trace", "1"),
      onResponse: ({ request }: { request: Request }) => void seen.push(request),
    };

    client.use(middleware);
    await client.PATCH(path, { params, body });
    client.eject(middleware);
    await client.PATCH(path, { params, body });

    expect(server.requests.map(({ headers }) => headers["x-trace"])).toEqual(["1", undefined]);
    expect(inspect(seen, { depth: 9 })).not.toContain("very-secret");
  });

  it("an error of a middleware is not taken for a network error", async () => {
    const server = await startRecordingServer({ status: 404 });
    const client = createClient(style, server.url);
    client.use({
      async onResponse({ response }) {
        await response.clone().text();
        throw new Error("mine");
      },
    });

    await expect(client.GET(path, { params })).rejects.toThrow(/^mine$/);
    expect(server.requests).toHaveLength(1);
  });

  it("a middleware can respond in place of the service", async () => {
    const client = createClient(style, "http://127.0.0.1:9");
    client.use({ onRequest: () => Response.json(summary) });

    expect((await client.GET(path, { params })).data).toEqual(summary);
  });

  it("invalid JSON is not taken for a network error", async () => {
    const server = await startRecordingServer({ body: "{" });

    await expect(createClient(style, server.url).GET(path, { params })).rejects.toBeInstanceOf(SyntaxError);
    expect(server.requests).toHaveLength(1);
  });

  it("an abort ends the call, also while it waits for the token", async () => {
    const controller = new AbortController();
    const token = vi.fn(() => {
      controller.abort(new Error("changed my mind"));
      return new Promise<string>(() => {});
    });
    const client = createClient(style, "http://127.0.0.1:9", token);

    await expect(client.GET(path, { params, signal: controller.signal })).rejects.toThrow("changed my mind");
    await expect(client.GET(path, { params, signal: controller.signal })).rejects.toThrow("changed my mind");
    expect(token).toHaveBeenCalledOnce();
  });

  it("an abort ends a stream", async () => {
    const server = await startRecordingServer({ ...summaryResponse, fault: "stall-body" });
    const controller = new AbortController();
    const reading = async () => {
      const { data } = await createClient(style, server.url).GET(path, {
        params,
        parseAs: "stream",
        signal: controller.signal,
      });
      for await (const _chunk of data as unknown as AsyncIterable<Uint8Array>) controller.abort(new Error("enough"));
    };

    const read = reading();
    if (style !== "alone") {
      // The client waits for the whole response first.
      await vi.waitFor(() => expect(server.requests).toHaveLength(1));
      controller.abort(new Error("enough"));
    }

    await expect(read).rejects.toThrow("enough");
  });
});

it("with a token it gets a token for each request, and sends each request once", async () => {
  const server = await startRecordingServer({ status: 503, body: "" });
  const token = vi.fn(() => ({ token: "token", expiresOnTimestamp: Number.POSITIVE_INFINITY }));
  const client = createPathClient({ token, baseUrl: server.url });

  await client.GET(path, { params });
  const { response } = await client.GET(path, { params });

  expect(response.status).toBe(503);
  expect(server.requests).toHaveLength(2);
  expect(token).toHaveBeenCalledTimes(2);
});

it("with a RunSummaryClient it shares the client's token and retries", async () => {
  const server = await startRecordingServer(
    summaryResponse,
    { status: 503 },
    { ...summaryResponse, fault: "cut" },
    summaryResponse,
  );
  const token = vi.fn(() => ({ token: "token", expiresOnTimestamp: Number.POSITIVE_INFINITY }));
  const runSummary = createRunSummaryClient({ token, baseUrl: server.url, retry: { baseDelay: 1 } });

  await runSummary.getRunSummary({ deviceComplianceScriptId });
  const { data } = await createPathClient(runSummary).PATCH(path, { params, body });

  expect(data).toEqual(summary);
  expect(server.requests.map((request) => request.body)).toEqual(["", ...Array(3).fill(JSON.stringify(body))]);
  expect(server.requests.map(({ headers }) => headers["retry-attempt"])).toEqual([undefined, undefined, "1", "2"]);
  expect(token).toHaveBeenCalledOnce();
});
