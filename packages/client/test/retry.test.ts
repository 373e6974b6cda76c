import { afterEach, describe, expect, it, vi } from "vitest";
import { createRunSummaryClient, NetworkError, type RetryEvent, TimeoutError } from "../src/index.ts";
import { type Answer, startRecordingServer } from "./recording-server.ts";
import { answer, deviceComplianceScriptId, rejectionOf, summary } from "./samples.ts";

const soon = { baseDelay: 1 };
const input = { deviceComplianceScriptId };

it.each([408, 429, 502, 503, 504])("sends a request again after %i", async (status) => {
  const server = await startRecordingServer({ status }, answer);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: soon });

  expect(await client.getRunSummary(input)).toEqual(summary);
  expect(server.requests).toHaveLength(2);
});

it.each([400, 401, 403, 404, 409, 500, 501])("does not send a request again after %i", async (status) => {
  const server = await startRecordingServer({ status }, answer);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: soon });

  await expect(client.getRunSummary(input)).rejects.toMatchObject({ status, attempts: 1 });
  expect(server.requests).toHaveLength(1);
});

it.each<[string, Answer]>([
  ["reset before the answer", { fault: "reset" }],
  ["reset in the middle of the body", { ...answer, fault: "cut" }],
])("sends a PATCH again, with its body, after a connection that was %s", async (_what, fault) => {
  const server = await startRecordingServer(fault, answer);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: soon });

  expect(await client.updateRunSummary({ ...input, body: { issueDetectedDeviceCount: 8 } })).toEqual(summary);
  expect(server.requests.map(({ body }) => body)).toEqual(Array(2).fill('{"issueDetectedDeviceCount":8}'));
});

it("numbers the retries, and keeps the client-request-id", async () => {
  const server = await startRecordingServer({ status: 503 }, { fault: "reset" }, answer);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: soon });

  await client.getRunSummary(input);

  const headers = server.requests.map((request) => request.headers);
  expect(headers.map((header) => header["retry-attempt"])).toEqual([undefined, "1", "2"]);
  expect(new Set(headers.map((header) => header["client-request-id"])).size).toBe(1);
});

it("makes another client-request-id for each call, and keeps one that it is given", async () => {
  const server = await startRecordingServer(answer);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });
  const given = "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71";

  await client.getRunSummary(input);
  await client.getRunSummary(input);
  await client.getRunSummary({ ...input, "client-request-id": given });

  const [first, second, third] = server.requests.map(({ headers }) => headers["client-request-id"]);
  expect(first).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
  expect(second).not.toBe(first);
  expect(third).toBe(given);
});

it("gives up after four attempts, or as many as it is told", async () => {
  const server = await startRecordingServer({ status: 503 });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: soon });

  await expect(client.getRunSummary(input)).rejects.toMatchObject({ status: 503, attempts: 4 });
  expect(server.requests).toHaveLength(4);
  await expect(client.getRunSummary(input, { retry: { attempts: 1 } })).rejects.toMatchObject({ attempts: 1 });
  expect(server.requests).toHaveLength(5);
});

it("gives up with what failed last where there is no answer", async () => {
  const server = await startRecordingServer({ fault: "reset" });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: soon });

  const error = await rejectionOf(client.getRunSummary(input));

  expect(error).toBeInstanceOf(NetworkError);
  expect(error).toMatchObject({ name: "NetworkError", attempts: 4, method: "GET", cause: expect.any(TypeError) });
});

it("an attempt that takes too long is ended, and made again", async () => {
  const server = await startRecordingServer({ fault: "stall" }, { ...answer, fault: "stall-body" }, answer);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: soon, timeout: 60 });

  expect(await client.getRunSummary(input)).toEqual(summary);
  expect(server.requests).toHaveLength(3);
});

it("a TimeoutError says how long it was waited", async () => {
  const server = await startRecordingServer({ fault: "stall" });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: { attempts: 1 } });

  const error = await rejectionOf(client.getRunSummary(input, { timeout: 30 }));

  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject({ name: "TimeoutError", message: "No whole answer within 30 ms.", attempts: 1 });
});

it("a POST is sent again only where it was refused for its rate", async () => {
  const { retryDelay } = await import("../src/retry.ts");
  const state = { attempt: 1, elapsed: 0 };

  expect(retryDelay("POST", new Response(null, { status: 503 }), state)).toBeUndefined();
  expect(retryDelay("POST", new Error(), state)).toBeUndefined();
  expect(retryDelay("POST", new Response(null, { status: 429 }), state)).toBeGreaterThanOrEqual(0);
});

describe("the wait", () => {
  afterEach(() => void vi.useRealTimers());

  /** The wait before the first retry after an answer, in milliseconds. */
  async function waitAfter(first: Answer, retry: object = {}): Promise<number> {
    const server = await startRecordingServer(first, answer);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let retried = (_event: RetryEvent) => {};
    const waiting = new Promise<RetryEvent>((resolve) => {
      retried = resolve;
    });
    const client = createRunSummaryClient({
      token: "token",
      baseUrl: server.url,
      retry,
      onRetry: (event) => retried(event),
    });

    const call = client.getRunSummary(input);
    const { delay } = await waiting;
    await vi.advanceTimersByTimeAsync(Math.max(0, delay - 1));
    expect(server.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await call;
    vi.useRealTimers();

    expect(server.requests).toHaveLength(2);
    return delay;
  }

  it.each([
    ["whole seconds", "7", 7000],
    ["fractional seconds", "2.128", 2128],
    ["none", "0", 0],
  ])("is as Retry-After asks, in %s", async (_what, value, expected) => {
    expect(await waitAfter({ status: 429, headers: { "retry-after": value } })).toBe(expected);
  });

  it("is until the date that Retry-After names, by the answer's own clock", async () => {
    const headers = { date: "Mon, 23 Nov 2020 10:00:00 GMT", "retry-after": "Mon, 23 Nov 2020 10:00:09 GMT" };

    expect(await waitAfter({ status: 503, headers })).toBe(9000);
  });

  it("is random below a limit that doubles, where Retry-After says nothing that can be read", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { retryDelay } = await import("../src/retry.ts");
    const busy = new Response(null, { status: 429, headers: { "retry-after": "soon" } });

    const waits = [1, 2, 3, 4, 5, 6, 7].map((attempt) =>
      retryDelay("GET", busy, { attempt, elapsed: 0 }, { attempts: 9 }),
    );

    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
    expect(await waitAfter({ status: 429 }, { baseDelay: 300 })).toBe(150);
    vi.restoreAllMocks();
  });

  it("is not begun where it would go beyond the time for all attempts", async () => {
    const server = await startRecordingServer({ status: 429, headers: { "retry-after": "200" } });
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

    await expect(client.getRunSummary(input)).rejects.toMatchObject({ attempts: 1, retryAfter: 200_000 });
  });

  it("ends when the signal is aborted", async () => {
    const server = await startRecordingServer({ status: 429, headers: { "retry-after": "100" } });
    const controller = new AbortController();
    const onRetry = () => void setTimeout(() => controller.abort(new Error("changed my mind")), 1);
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url, onRetry });

    await expect(client.getRunSummary(input, { signal: controller.signal })).rejects.toThrow("changed my mind");
  });
});

it("an abort ends an attempt that is under way, and is not taken for the network's", async () => {
  const server = await startRecordingServer({ fault: "stall" });
  const controller = new AbortController();
  const client = createRunSummaryClient({
    token: "token",
    baseUrl: server.url,
    onRequest: () => void setTimeout(() => controller.abort(), 20),
  });

  const error = await rejectionOf(client.getRunSummary(input, { signal: controller.signal }));

  expect(error.name).toBe("AbortError");
});

it("the path style is sent again too, and ends with its signal", async () => {
  const server = await startRecordingServer({ status: 503 }, answer, { fault: "stall" });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: soon });
  const params = { path: { deviceComplianceScriptId } };
  const at = "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}/runSummary";

  const { data } = await client.GET(at, { params });

  expect(data).toEqual(summary);
  await expect(client.GET(at, { params, signal: AbortSignal.timeout(30) })).rejects.toMatchObject({
    name: "TimeoutError",
  });
  expect(server.requests).toHaveLength(3);
});

it("hooks see each attempt, each answer and each wait", async () => {
  const server = await startRecordingServer({ status: 503, headers: { "retry-after": "0" } }, answer);
  const seen: string[] = [];
  const client = createRunSummaryClient({
    token: "token",
    baseUrl: server.url,
    onRequest: (request, attempt) => seen.push(`${attempt} ${request.method}`),
    onResponse: (response, _request, attempt) => seen.push(`${attempt} ${response.status}`),
    onRetry: ({ attempt, delay, reason }) => seen.push(`${attempt} after ${delay} for ${(reason as Response).status}`),
  });

  await client.getRunSummary(input);

  expect(seen).toEqual(["1 GET", "1 503", "2 after 0 for 503", "2 GET", "2 200"]);
});

it.each(["-5", ".5", "5, 5"])("Retry-After: %s says nothing", async (value) => {
  const { retryAfterOf } = await import("../src/retry-after.ts");

  expect(retryAfterOf(new Headers({ "retry-after": value }))).toBeUndefined();
});

it("an answer of another kind of Response is an answer", async () => {
  const fetch = vi.fn(
    async () => ({ status: 200, ok: true, headers: new Headers(), text: async () => answer.body }) as Response,
  );
  const client = createRunSummaryClient({ token: "token", fetch });

  expect(await client.getRunSummary(input)).toEqual(summary);
  expect(fetch).toHaveBeenCalledOnce();
});

it("what a middleware throws is no fault of the network's", async () => {
  const server = await startRecordingServer({ status: 404 });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });
  client.use({
    onResponse({ response }) {
      if (!response.ok) throw new Error("mine");
    },
  });

  await expect(client.getRunSummary(input)).rejects.toThrow(/^mine$/);
  expect(server.requests).toHaveLength(1);
});

it("a hook that reads the answer's body itself is told to read a clone", async () => {
  const server = await startRecordingServer(answer);
  const client = createRunSummaryClient({
    token: "token",
    baseUrl: server.url,
    onResponse: (response) => response.text(),
  });

  await expect(client.getRunSummary(input)).rejects.toThrow("onResponse has read the body: let it read a clone.");
  expect(server.requests).toHaveLength(1);
});

it("a middleware may answer itself", async () => {
  const client = createRunSummaryClient({ token: "token" });
  client.use({ onRequest: () => Response.json(summary) });

  expect(await client.getRunSummary(input)).toEqual(summary);
});

it("what is thrown may be no Error", async () => {
  const fetch = () => Promise.reject("offline");
  const client = createRunSummaryClient({ token: "token", fetch, retry: { attempts: 1 } });

  await expect(client.getRunSummary(input)).rejects.toThrow("No whole answer: offline");
});

it("a time limit may be longer than a timer can take", async () => {
  const server = await startRecordingServer(answer);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, timeout: Number.POSITIVE_INFINITY });

  expect(await client.getRunSummary(input)).toEqual(summary);
});

it("what a hook throws ends the call as it is", async () => {
  const server = await startRecordingServer(answer);
  const onRequest = () => {
    throw new Error("not now");
  };
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, onRequest });

  await expect(client.getRunSummary(input)).rejects.toThrow("not now");
  expect(server.requests).toEqual([]);
});
