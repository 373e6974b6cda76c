import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { createPathClient, createRunSummaryClient, type TokenFunction } from "../src/index.ts";
import { startRecordingServer } from "./recording-server.ts";
import { answer, deviceComplianceScriptId, graphError, path, summary } from "./samples.ts";

const params = { path: { deviceComplianceScriptId } };
const body = { issueDetectedDeviceCount: 8 };
const styles = ["alone", "on a RunSummaryClient"] as const;

function clientOf(style: (typeof styles)[number], baseUrl: string, token: string | TokenFunction = "token") {
  return createPathClient(
    style === "alone" ? { token, baseUrl } : createRunSummaryClient({ token, baseUrl, retry: { baseDelay: 1 } }),
  );
}

describe.each(styles)("%s", (style) => {
  it("does not throw for an error answer", async () => {
    const server = await startRecordingServer({ status: 404, body: JSON.stringify(graphError) });

    const result = await clientOf(style, server.url).PATCH(path, { params, body });

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

  it("keeps a client-request-id that it is given", async () => {
    const server = await startRecordingServer(answer);

    await clientOf(style, server.url).GET(path, { params: { ...params, header: { "client-request-id": "7b1f8a52" } } });

    expect(server.requests[0]?.headers["client-request-id"]).toBe("7b1f8a52");
  });

  it("refuses a path whose parameter is missing, or dots, and sends nothing", async () => {
    const server = await startRecordingServer(answer);
    const client = clientOf(style, server.url);
    const untyped = client.GET as (path: string, init?: object) => Promise<unknown>;

    for (const init of [undefined, {}, { params: {} }, { params: { path: { deviceComplianceScriptId: ".." } } }]) {
      await expect(untyped(path, init)).rejects.toThrow("deviceComplianceScriptId is missing, or dots.");
    }
    expect(server.requests).toEqual([]);
  });

  it("has openapi-fetch's middleware, which does not see the token", async () => {
    const server = await startRecordingServer(answer);
    const client = clientOf(style, server.url, "very-secret");
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

  it("what a middleware throws is no fault of the network's", async () => {
    const server = await startRecordingServer({ status: 404 });
    const client = clientOf(style, server.url);
    client.use({
      async onResponse({ response }) {
        await response.clone().text();
        throw new Error("mine");
      },
    });

    await expect(client.GET(path, { params })).rejects.toThrow(/^mine$/);
    expect(server.requests).toHaveLength(1);
  });

  it("a middleware may answer itself", async () => {
    const client = clientOf(style, "http://127.0.0.1:9");
    client.use({ onRequest: () => Response.json(summary) });

    expect((await client.GET(path, { params })).data).toEqual(summary);
  });

  it("JSON that cannot be read is not taken for the network's fault", async () => {
    const server = await startRecordingServer({ body: "{" });

    await expect(clientOf(style, server.url).GET(path, { params })).rejects.toBeInstanceOf(SyntaxError);
    expect(server.requests).toHaveLength(1);
  });

  it("ends with its signal, also while it waits for the token", async () => {
    const controller = new AbortController();
    const token = vi.fn(() => {
      controller.abort(new Error("changed my mind"));
      return new Promise<string>(() => {});
    });
    const client = clientOf(style, "http://127.0.0.1:9", token);

    await expect(client.GET(path, { params, signal: controller.signal })).rejects.toThrow("changed my mind");
    await expect(client.GET(path, { params, signal: controller.signal })).rejects.toThrow("changed my mind");
    expect(token).toHaveBeenCalledOnce();
  });

  it("gives a stream, which ends with the signal where more of it is to come", async () => {
    const server = await startRecordingServer({ ...answer, fault: "stall-body" });
    const controller = new AbortController();
    const reading = async () => {
      const { data } = await clientOf(style, server.url).GET(path, {
        params,
        parseAs: "stream",
        signal: controller.signal,
      });
      for await (const _chunk of data as unknown as AsyncIterable<Uint8Array>) controller.abort(new Error("enough"));
    };

    const read = reading();
    if (style !== "alone") {
      // The whole answer is waited for before.
      await vi.waitFor(() => expect(server.requests).toHaveLength(1));
      controller.abort(new Error("enough"));
    }

    await expect(read).rejects.toThrow("enough");
  });
});

it("alone it asks for a token for each request, and sends each once", async () => {
  const server = await startRecordingServer({ status: 503, body: "" });
  const token = vi.fn(() => ({ token: "token", expiresOnTimestamp: Number.POSITIVE_INFINITY }));
  const client = createPathClient({ token, baseUrl: server.url });

  await client.GET(path, { params });
  const { response } = await client.GET(path, { params });

  expect(response.status).toBe(503);
  expect(server.requests).toHaveLength(2);
  expect(token).toHaveBeenCalledTimes(2);
});

it("on a RunSummaryClient it shares its tokens, and its requests are sent again", async () => {
  const server = await startRecordingServer(answer, { status: 503 }, { ...answer, fault: "cut" }, answer);
  const token = vi.fn(() => ({ token: "token", expiresOnTimestamp: Number.POSITIVE_INFINITY }));
  const runSummary = createRunSummaryClient({ token, baseUrl: server.url, retry: { baseDelay: 1 } });

  await runSummary.getRunSummary({ deviceComplianceScriptId });
  const { data } = await createPathClient(runSummary).PATCH(path, { params, body });

  expect(data).toEqual(summary);
  expect(server.requests.map((request) => request.body)).toEqual(["", ...Array(3).fill(JSON.stringify(body))]);
  expect(server.requests.map(({ headers }) => headers["retry-attempt"])).toEqual([undefined, undefined, "1", "2"]);
  expect(token).toHaveBeenCalledOnce();
});
