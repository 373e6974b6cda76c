import { getEventListeners, once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  createRunSummaryClient,
  NetworkError,
  type RetryEvent,
  type RunSummaryClientOptions,
  TimeoutError,
} from "../src/index.ts";
import { abortable } from "../src/send/abort.ts";
import { calculateRetryDelay, resolveRetryOptions } from "../src/send/retry.ts";
import { parseRetryAfter } from "../src/send/retry-after.ts";
import { type RecordingServer, type StubResponse, startRecordingServer } from "./recording-server.ts";
import { catchRejection, deviceComplianceScriptId, summary, summaryResponse } from "./samples.ts";

const soon = { baseDelay: 1 };
const input = { deviceComplianceScriptId };

it.each([408, 429, 502, 503, 504])("sends a request again after %i", async (status) => {
  const server = await startRecordingServer({ status }, summaryResponse);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: soon });

  expect(await client.getRunSummary(input)).toEqual(summary);
  expect(server.requests).toHaveLength(2);
});

it.each([400, 401, 403, 404, 409, 500, 501])("does not send a request again after %i", async (status) => {
  const server = await startRecordingServer({ status }, summaryResponse);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: soon });

  await expect(client.getRunSummary(input)).rejects.toMatchObject({ status, attempts: 1 });
  expect(server.requests).toHaveLength(1);
});

it.each<[string, StubResponse]>([
  ["reset before the response", { fault: "reset" }],
  ["reset in the middle of the body", { ...summaryResponse, fault: "cut" }],
])("sends a PATCH again, with its body, after a connection that was %s", async (_what, fault) => {
  const server = await startRecordingServer(fault, summaryResponse);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: soon });

  expect(await client.updateRunSummary({ ...input, body: { issueDetectedDeviceCount: 8 } })).toEqual(summary);
  expect(server.requests.map(({ body }) => body)).toEqual(Array(2).fill('{"issueDetectedDeviceCount":8}'));
});

it("numbers the retries in a header, and keeps the client-request-id", async () => {
  const server = await startRecordingServer({ status: 503 }, { fault: "reset" }, summaryResponse);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: soon });

  await client.getRunSummary(input);

  const headers = server.requests.map((request) => request.headers);
  expect(headers.map((header) => header["retry-attempt"])).toEqual([undefined, "1", "2"]);
  expect(new Set(headers.map((header) => header["client-request-id"])).size).toBe(1);
});

it("creates a client-request-id for each call, and keeps the caller's", async () => {
  const server = await startRecordingServer(summaryResponse);
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

it("gives up after four attempts, or after the number in the options", async () => {
  const server = await startRecordingServer({ status: 503 });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: soon });

  await expect(client.getRunSummary(input)).rejects.toMatchObject({ status: 503, attempts: 4 });
  expect(server.requests).toHaveLength(4);
  await expect(client.getRunSummary(input, { retry: { attempts: 1 } })).rejects.toMatchObject({ attempts: 1 });
  expect(server.requests).toHaveLength(5);
});

it("rejects with the last NetworkError where no response came", async () => {
  const server = await startRecordingServer({ fault: "reset" });
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: soon });

  const error = await catchRejection(client.getRunSummary(input));

  expect(error).toBeInstanceOf(NetworkError);
  expect(error).toMatchObject({ name: "NetworkError", attempts: 4, method: "GET", cause: expect.any(TypeError) });
});

/** Replaces the timers and the clock by fake ones, which only the test advances. */
function useFakeClock(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  vi.advanceTimersByTime(1000); // the call does not start at the time 0
  onTestFinished(() => void vi.useRealTimers());
}

/** Advances the fake clock when the server has received so many requests. */
async function advanceAfter(server: RecordingServer, requests: number, milliseconds: number): Promise<void> {
  await waitUntil(() => server.requests.length === requests);
  await vi.advanceTimersByTimeAsync(milliseconds);
}

// Waits in real time.
async function waitUntil(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setImmediate(resolve));
}

describe("the time limit of an attempt", () => {
  it("ends it, and the request is sent again", async () => {
    useFakeClock();
    const server = await startRecordingServer(
      { fault: "stall" },
      { ...summaryResponse, fault: "stall-body" },
      summaryResponse,
    );
    const retry = { baseDelay: 0 };
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry, timeout: 5000 });

    const call = client.getRunSummary(input);
    await advanceAfter(server, 1, 4999);
    expect(server.requests).toHaveLength(1);
    await advanceAfter(server, 1, 2); // a timer takes at least one millisecond, also for a wait of 0
    await advanceAfter(server, 2, 5001);

    expect(await call).toEqual(summary);
    expect(server.requests).toHaveLength(3);
  });

  const never = () => new Promise<never>(() => {});
  const phases: [phase: string, options: Partial<RunSummaryClientOptions>][] = [
    ["a token that never comes", { token: never }],
    ["an onRequest that never ends", { onRequest: never }],
    ["a fetch that never ends, and ignores the signal", { fetch: never }],
    ["an onResponse that never ends", { onResponse: never }],
    ["a body that never ends", { fetch: async () => ({ status: 200, headers: new Headers(), text: never }) as never }],
  ];

  it.each(phases)("covers %s", async (_phase, options) => {
    useFakeClock();
    const fetch = async () => Response.json(summary);
    const client = createRunSummaryClient({ token: "token", fetch, retry: { attempts: 1 }, ...options });

    const call = catchRejection(client.getRunSummary(input));
    await vi.advanceTimersByTimeAsync(59_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);

    const error = await call;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      name: "TimeoutError",
      message: "No complete response within 60000 ms.",
      attempts: 1,
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(phases)("an abort ends %s, too", async (_phase, options) => {
    const fetch = async () => Response.json(summary);
    const client = createRunSummaryClient({ token: "token", fetch, ...options });
    const controller = new AbortController();

    const call = catchRejection(client.getRunSummary(input, { signal: controller.signal }));
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort(new Error("changed my mind"));

    expect((await call).message).toBe("changed my mind");
  });

  it("covers an onRetry that never ends, in addition to the wait", async () => {
    useFakeClock();
    const fetch = async () => Response.json({}, { status: 503, headers: { "retry-after": "7" } });
    const client = createRunSummaryClient({ token: "token", fetch, onRetry: never });

    const call = catchRejection(client.getRunSummary(input));
    await vi.advanceTimersByTimeAsync(66_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);

    expect(await call).toBeInstanceOf(TimeoutError);
  });

  it("is at most what remains of maxElapsed", async () => {
    useFakeClock();
    const fetch = vi.fn(never);
    const client = createRunSummaryClient({ token: "token", fetch, timeout: 100_000, retry: { baseDelay: 0 } });

    const call = catchRejection(client.getRunSummary(input));
    await vi.advanceTimersByTimeAsync(179_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);

    expect(await call).toMatchObject({
      name: "TimeoutError",
      message: "No complete response within 79999 ms.",
      attempts: 2,
    });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it("of a call overrides the client's", async () => {
    useFakeClock();
    const client = createRunSummaryClient({ token: "token", fetch: never, timeout: 9000, retry: { attempts: 1 } });

    const call = catchRejection(client.getRunSummary(input, { timeout: 30 }));
    await vi.advanceTimersByTimeAsync(30);

    expect((await call).message).toBe("No complete response within 30 ms.");
  });
});

it("a call leaves no timer and no listener behind", async () => {
  useFakeClock();
  const fetch = vi
    .fn<(request: Request) => Promise<Response>>()
    .mockResolvedValueOnce(Response.json({}, { status: 503 }))
    .mockResolvedValue(Response.json(summary));
  const client = createRunSummaryClient({ token: "token", fetch, retry: { baseDelay: 0 } });
  const { signal } = new AbortController();

  const call = client.getRunSummary(input, { signal });
  await vi.advanceTimersByTimeAsync(1);
  await call;

  expect(getEventListeners(signal, "abort")).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it("abortable work leaves no listener behind", async () => {
  const { signal } = new AbortController();

  await abortable(signal, async () => "done");
  await catchRejection(abortable(signal, async () => Promise.reject(new Error("failed"))));

  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("an abort during a wait leaves no timer behind", async () => {
  useFakeClock();
  const fetch = async () => Response.json({}, { status: 503, headers: { "retry-after": "7" } });
  const client = createRunSummaryClient({ token: "token", fetch });
  const controller = new AbortController();

  const call = catchRejection(client.getRunSummary(input, { signal: controller.signal }));
  await vi.advanceTimersByTimeAsync(6999);
  expect(vi.getTimerCount()).toBe(2);
  controller.abort(new Error("changed my mind"));

  expect((await call).message).toBe("changed my mind");
  expect(vi.getTimerCount()).toBe(0);
});

it("the retry options of a call override the client's, unless they are undefined", () => {
  const client = resolveRetryOptions({ attempts: 2, baseDelay: 5 });

  expect(resolveRetryOptions()).toEqual({ attempts: 4, maxElapsed: 180_000, baseDelay: 1000, maxDelay: 30_000 });
  expect(resolveRetryOptions({ attempts: undefined })).toMatchObject({ attempts: 4 });
  expect(resolveRetryOptions({ attempts: 3 }, client)).toMatchObject({ attempts: 3, baseDelay: 5, maxDelay: 30_000 });
  expect(resolveRetryOptions({ attempts: undefined }, client)).toMatchObject({ attempts: 2 });
  expect(resolveRetryOptions(undefined, client)).toEqual(client);
  expect(resolveRetryOptions({ maxElapsed: 1, maxDelay: 2 }, client)).toMatchObject({ maxElapsed: 1, maxDelay: 2 });
});

it.each([
  ["attempts of the client", { attempts: 2 }, {}, 2],
  ["attempts of the call", { attempts: 2 }, { attempts: 3 }, 3],
  ["attempts of the client where the call's are undefined", { attempts: 2 }, { attempts: undefined }, 2],
])("sends a request as often as the %s", async (_whose, retry, own, times) => {
  const fetch = vi.fn(async () => Response.json({}, { status: 503 }));
  const client = createRunSummaryClient({ token: "token", fetch, retry: { ...retry, baseDelay: 0 } });

  await catchRejection(client.getRunSummary(input, { retry: own }));

  expect(fetch).toHaveBeenCalledTimes(times);
});

it.each([
  ["begins where it ends in time", 178_999, 2],
  ["does not begin where it would end too late", 179_000, 1],
])("a wait %s, counted from the start of the call", async (_what, milliseconds, attempts) => {
  useFakeClock();
  const fetch = vi.fn(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return Response.json({}, { status: 503, headers: { "retry-after": `${milliseconds / 1000}` } });
  });
  const client = createRunSummaryClient({ token: "token", fetch });

  const call = catchRejection(client.getRunSummary(input));
  await vi.advanceTimersByTimeAsync(200_000);
  await call;

  expect(fetch).toHaveBeenCalledTimes(attempts);
});

it("the client waits for hooks", async () => {
  const seen: string[] = [];
  const hook = (name: string) => async () => {
    seen.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(`${name} ends`);
  };
  const fetch = async () => {
    seen.push("fetch");
    return seen.length > 5 ? Response.json(summary) : Response.json({}, { status: 503 });
  };
  const hooks = { onRequest: hook("request"), onResponse: hook("response"), onRetry: hook("retry") };

  await createRunSummaryClient({ token: "token", fetch, retry: { baseDelay: 0 }, ...hooks }).getRunSummary(input);

  const attempt = ["request begins", "request ends", "fetch", "response begins", "response ends"];
  expect(seen).toEqual([...attempt, "retry begins", "retry ends", ...attempt]);
});

it("an error of a hook that has read a clone is not taken for a network error", async () => {
  const server = await startRecordingServer(summaryResponse);
  const onResponse = async (response: Response) => {
    await response.clone().text();
    throw new TypeError("mine");
  };
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, onResponse });

  await expect(client.getRunSummary(input)).rejects.toThrow(/^mine$/);
  expect(server.requests).toHaveLength(1);
});

it("a POST is sent again only after 429", async () => {
  const state = { attempt: 1, elapsed: 0 };

  expect(
    calculateRetryDelay("POST", new Response(null, { status: 503 }), state, resolveRetryOptions()),
  ).toBeUndefined();
  expect(calculateRetryDelay("POST", undefined, state, resolveRetryOptions())).toBeUndefined();
  expect(
    calculateRetryDelay("POST", new Response(null, { status: 429 }), state, resolveRetryOptions()),
  ).toBeGreaterThanOrEqual(0);
});

describe("the wait", () => {
  afterEach(() => void vi.useRealTimers());

  /** The wait before the first retry after a response, in milliseconds. */
  async function measureWait(first: StubResponse, retry: object = {}): Promise<number> {
    const server = await startRecordingServer(first, summaryResponse);
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
  ])("is what Retry-After asks for in %s", async (_what, value, expected) => {
    expect(await measureWait({ status: 429, headers: { "retry-after": value } })).toBe(expected);
  });

  it("ends at the date of Retry-After, by the clock of the response", async () => {
    const headers = { date: "Mon, 23 Nov 2020 10:00:00 GMT", "retry-after": "Mon, 23 Nov 2020 10:00:09 GMT" };

    expect(await measureWait({ status: 503, headers })).toBe(9000);
  });

  it.each([
    ["asctime's form, which is in GMT", "Mon Nov 23 10:00:09 2020", 9000],
    ["the oldest form", "Monday, 23-Nov-20 10:00:09 GMT", 9000],
    ["the past", "Mon, 23 Nov 2020 09:00:00 GMT", 0],
    ["the present", "Mon, 23 Nov 2020 10:00:00 GMT", 0],
  ])("ends at a date in %s", (_form, value, expected) => {
    const headers = new Headers({ date: "Mon, 23 Nov 2020 10:00:00 GMT", "retry-after": value });

    expect(parseRetryAfter(headers)).toBe(expected);
  });

  it("ends at a date by the local clock where the response has no Date", () => {
    vi.useFakeTimers({ now: Date.UTC(2020, 10, 23, 10) });

    expect(parseRetryAfter(new Headers({ "retry-after": "Mon, 23 Nov 2020 10:00:09 GMT" }))).toBe(9000);
  });

  it("ignores the white space around Retry-After", () => {
    const headers = { get: (name: string) => (name === "retry-after" ? " 7 " : null) } as Headers;

    expect(parseRetryAfter(headers)).toBe(7000);
  });

  it("is random below a limit that doubles, where Retry-After cannot be read", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const busy = new Response(null, { status: 429, headers: { "retry-after": "soon" } });

    const waits = [1, 2, 3, 4, 5, 6, 7].map((attempt) =>
      calculateRetryDelay("GET", busy, { attempt, elapsed: 0 }, resolveRetryOptions({ attempts: 9 })),
    );

    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
    expect(await measureWait({ status: 429 }, { baseDelay: 300 })).toBe(150);
    vi.restoreAllMocks();
  });

  it("does not begin where it would go beyond maxElapsed", async () => {
    const server = await startRecordingServer({ status: 429, headers: { "retry-after": "200" } });
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

    await expect(client.getRunSummary(input)).rejects.toMatchObject({ attempts: 1, retryAfter: 200_000 });
  });
});

it("an abort ends a running attempt, and is not taken for a network error", async () => {
  const server = await startRecordingServer({ fault: "stall" });
  const controller = new AbortController();
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  const call = catchRejection(client.getRunSummary(input, { signal: controller.signal }));
  await waitUntil(() => server.requests.length === 1);
  controller.abort();

  expect((await call).name).toBe("AbortError");
});

it("onRequest can change the headers", async () => {
  const server = await startRecordingServer(summaryResponse);
  const onRequest = (request: Request) => request.headers.set("X-Trace", "1");

  await createRunSummaryClient({ token: "token", baseUrl: server.url, onRequest }).getRunSummary(input);

  expect(server.requests[0]?.headers["x-trace"]).toBe("1");
});

it("onResponse gets the request, too", async () => {
  const server = await startRecordingServer(summaryResponse);
  const onResponse = vi.fn();

  await createRunSummaryClient({ token: "token", baseUrl: server.url, onResponse }).getRunSummary(input);

  const [, request] = onResponse.mock.lastCall as [Response, Request];
  expect(request.headers.get("client-request-id")).toBe(server.requests[0]?.headers["client-request-id"]);
});

it("hooks are called for each attempt, each response and each wait", async () => {
  const server = await startRecordingServer({ status: 503, headers: { "retry-after": "0" } }, summaryResponse);
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

it.each(["-5", ".5", "5, 5", "1e3"])("Retry-After: %s is ignored", async (value) => {
  expect(parseRetryAfter(new Headers({ "retry-after": value }))).toBeUndefined();
});

it("a fetch may resolve with an object that is like a Response", async () => {
  const fetch = vi.fn(
    async () => ({ status: 200, ok: true, headers: new Headers(), text: async () => summaryResponse.body }) as Response,
  );
  const client = createRunSummaryClient({ token: "token", fetch });

  expect(await client.getRunSummary(input)).toEqual(summary);
  expect(fetch).toHaveBeenCalledOnce();
});

it("a hook that reads the response's body itself rejects the call", async () => {
  const server = await startRecordingServer(summaryResponse);
  const client = createRunSummaryClient({
    token: "token",
    baseUrl: server.url,
    onResponse: (response) => response.text(),
  });

  await expect(client.getRunSummary(input)).rejects.toThrow(
    "onResponse has read the response's body. Read a clone of the response.",
  );
  expect(server.requests).toHaveLength(1);
});

it.each<[string, unknown, string]>([
  ["a text", "offline", "offline"],
  ["a Symbol", Symbol("offline"), "Symbol(offline)"],
  ["undefined", undefined, "undefined"],
  ["an object without a prototype", Object.create(null), "a value without a text was thrown"],
])("a fetch may reject with %s", async (_what, thrown, text) => {
  const fetch = () => Promise.reject(thrown);
  const client = createRunSummaryClient({ token: "token", fetch, retry: { attempts: 1 } });

  const error = await catchRejection(client.getRunSummary(input));

  expect(error).toBeInstanceOf(NetworkError);
  expect(error.message).toBe(
    `No complete response from graph.microsoft.com: ${text}. Check network, proxy and firewall.`,
  );
  expect(error.cause).toBe(thrown);
});

describe("the message of a NetworkError names the host, the code and what to check", () => {
  const failCall = (thrown: unknown) => {
    const client = createRunSummaryClient({
      token: "token",
      fetch: () => Promise.reject(thrown),
      retry: { attempts: 1 },
    });
    return catchRejection(client.getRunSummary(input));
  };
  const cause = (code: unknown) => new TypeError("fetch failed", { cause: Object.assign(new Error(""), { code }) });

  it("where nothing listens at the address", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const client = createRunSummaryClient({
      token: "a-secret-token",
      baseUrl: `http://127.0.0.1:${port}`,
      retry: { attempts: 1 },
    });

    expect((await catchRejection(client.getRunSummary(input))).message).toBe(
      `No complete response from 127.0.0.1:${port}: fetch failed (ECONNREFUSED). Check that the service runs there.`,
    );
  });

  it.each([
    ["ENOTFOUND", "the host's name and DNS"],
    ["EAI_AGAIN", "the host's name and DNS"],
    ["ECONNREFUSED", "that the service runs there"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "the host's certificate"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "the host's certificate"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "the host's certificate"],
    ["UND_ERR_CONNECT_TIMEOUT", "network, proxy and firewall"],
  ])("%s", async (code, check) => {
    expect((await failCall(cause(code))).message).toBe(
      `No complete response from graph.microsoft.com: fetch failed (${code}). Check ${check}.`,
    );
  });

  it("where the error itself has the code", async () => {
    const thrown = Object.assign(new Error("Unable to connect"), { code: "ConnectionRefused" });

    expect((await failCall(thrown)).message).toContain("(ConnectionRefused). Check that the service runs there.");
  });

  it("without the token, wherever it is", async () => {
    expect((await failCall(cause("Bearer token"))).message).toContain("([token])");
  });
});

it("a fetch may throw in place of rejecting", async () => {
  const fetch = () => {
    throw new Error("offline");
  };
  const client = createRunSummaryClient({ token: "token", fetch, retry: { attempts: 1 } });

  await expect(client.getRunSummary(input)).rejects.toThrow("No complete response from graph.microsoft.com: offline.");
});

it("a time limit may be longer than the longest timer", async () => {
  useFakeClock();
  const fetch = vi.fn(async () => {
    await new Promise((resolve) => setTimeout(resolve, 2 ** 31 - 2));
    return Response.json(summary);
  });
  const retry = { maxElapsed: Number.POSITIVE_INFINITY };
  const client = createRunSummaryClient({ token: "token", fetch, timeout: Number.POSITIVE_INFINITY, retry });

  const call = client.getRunSummary(input);
  await vi.advanceTimersByTimeAsync(2 ** 31 - 2);

  expect(await call).toEqual(summary);
  expect(fetch).toHaveBeenCalledOnce();
});

it("a call rejects with the error of its hook", async () => {
  const server = await startRecordingServer(summaryResponse);
  const onRequest = () => {
    throw new Error("not now");
  };
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, onRequest });

  await expect(client.getRunSummary(input)).rejects.toThrow("not now");
  expect(server.requests).toEqual([]);
});
