import { getEventListeners } from "node:events";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { unlessAborted } from "../src/abort.ts";
import {
  createRunSummaryClient,
  NetworkError,
  type RetryEvent,
  type RunSummaryClientOptions,
  TimeoutError,
} from "../src/index.ts";
import { retryDelay, retryFrom } from "../src/retry.ts";
import { retryAfterOf } from "../src/retry-after.ts";
import { type Answer, type RecordingServer, startRecordingServer } from "./recording-server.ts";
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

/** A time for all that is waited: it goes on as soon as nothing else is to be done. */
function useFakeClock(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  vi.advanceTimersByTime(1000); // the clock does not begin with the call
  onTestFinished(() => void vi.useRealTimers());
}

/** Lets the time go on when the server has got so many requests. */
async function advanceAfter(server: RecordingServer, requests: number, milliseconds: number): Promise<void> {
  await waitUntil(() => server.requests.length === requests);
  await vi.advanceTimersByTimeAsync(milliseconds);
}

// Real time goes on meanwhile.
async function waitUntil(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setImmediate(resolve));
}

describe("the time limit of an attempt", () => {
  it("ends it, and it is made again", async () => {
    useFakeClock();
    const server = await startRecordingServer({ fault: "stall" }, { ...answer, fault: "stall-body" }, answer);
    const retry = { baseDelay: 0 };
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry, timeout: 5000 });

    const call = client.getRunSummary(input);
    await advanceAfter(server, 1, 4999);
    expect(server.requests).toHaveLength(1);
    await advanceAfter(server, 1, 2); // a timer takes a millisecond at least, also for a wait of none
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

    const call = rejectionOf(client.getRunSummary(input));
    await vi.advanceTimersByTimeAsync(59_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);

    const error = await call;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ name: "TimeoutError", message: "No whole answer within 60000 ms.", attempts: 1 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(phases)("as an abort does: %s", async (_phase, options) => {
    const fetch = async () => Response.json(summary);
    const client = createRunSummaryClient({ token: "token", fetch, ...options });
    const controller = new AbortController();

    const call = rejectionOf(client.getRunSummary(input, { signal: controller.signal }));
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort(new Error("changed my mind"));

    expect((await call).message).toBe("changed my mind");
  });

  it("is added to the wait for an onRetry that never ends", async () => {
    useFakeClock();
    const fetch = async () => Response.json({}, { status: 503, headers: { "retry-after": "7" } });
    const client = createRunSummaryClient({ token: "token", fetch, onRetry: never });

    const call = rejectionOf(client.getRunSummary(input));
    await vi.advanceTimersByTimeAsync(66_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);

    expect(await call).toBeInstanceOf(TimeoutError);
  });

  it("is at most what remains of the time for all", async () => {
    useFakeClock();
    const fetch = vi.fn(never);
    const client = createRunSummaryClient({ token: "token", fetch, timeout: 100_000, retry: { baseDelay: 0 } });

    const call = rejectionOf(client.getRunSummary(input));
    await vi.advanceTimersByTimeAsync(179_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);

    expect(await call).toMatchObject({
      name: "TimeoutError",
      message: "No whole answer within 79999 ms.",
      attempts: 2,
    });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it("of a call goes before the client's", async () => {
    useFakeClock();
    const client = createRunSummaryClient({ token: "token", fetch: never, timeout: 9000, retry: { attempts: 1 } });

    const call = rejectionOf(client.getRunSummary(input, { timeout: 30 }));
    await vi.advanceTimersByTimeAsync(30);

    expect((await call).message).toBe("No whole answer within 30 ms.");
  });
});

it("leaves no timer and no listener behind", async () => {
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

it("what has waited for a signal leaves no listener behind, which would hold the request", async () => {
  const { signal } = new AbortController();

  await unlessAborted(signal, async () => "done");
  await rejectionOf(unlessAborted(signal, async () => Promise.reject(new Error("failed"))));

  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("an abort during the wait leaves no timer behind", async () => {
  useFakeClock();
  const fetch = async () => Response.json({}, { status: 503, headers: { "retry-after": "7" } });
  const client = createRunSummaryClient({ token: "token", fetch });
  const controller = new AbortController();

  const call = rejectionOf(client.getRunSummary(input, { signal: controller.signal }));
  await vi.advanceTimersByTimeAsync(6999);
  expect(vi.getTimerCount()).toBe(2);
  controller.abort(new Error("changed my mind"));

  expect((await call).message).toBe("changed my mind");
  expect(vi.getTimerCount()).toBe(0);
});

it("a call's retry goes before the client's, but not with what is undefined", () => {
  const client = { attempts: 2, baseDelay: 5 };

  expect(retryFrom()).toEqual({ attempts: 4, maxElapsed: 180_000, baseDelay: 1000, maxDelay: 30_000 });
  expect(retryFrom(client, { attempts: 3 })).toMatchObject({ attempts: 3, baseDelay: 5, maxDelay: 30_000 });
  expect(retryFrom(client, { attempts: undefined })).toMatchObject({ attempts: 2 });
  expect(retryFrom({ attempts: undefined }, undefined)).toMatchObject({ attempts: 4 });
});

it.each([
  ["attempts of the client", { attempts: 2 }, {}, 2],
  ["attempts of the call", { attempts: 2 }, { attempts: 3 }, 3],
  ["attempts of the client where the call's are undefined", { attempts: 2 }, { attempts: undefined }, 2],
])("sends as often as the %s", async (_whose, retry, own, times) => {
  const fetch = vi.fn(async () => Response.json({}, { status: 503 }));
  const client = createRunSummaryClient({ token: "token", fetch, retry: { ...retry, baseDelay: 0 } });

  await rejectionOf(client.getRunSummary(input, { retry: own }));

  expect(fetch).toHaveBeenCalledTimes(times);
});

it.each([
  ["is waited where it ends in time", 178_999, 2],
  ["is not begun where it would end too late", 179_000, 1],
])("a wait %s, reckoned from the start", async (_what, milliseconds, attempts) => {
  useFakeClock();
  const fetch = vi.fn(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return Response.json({}, { status: 503, headers: { "retry-after": `${milliseconds / 1000}` } });
  });
  const client = createRunSummaryClient({ token: "token", fetch });

  const call = rejectionOf(client.getRunSummary(input));
  await vi.advanceTimersByTimeAsync(200_000);
  await call;

  expect(fetch).toHaveBeenCalledTimes(attempts);
});

it("hooks are waited for", async () => {
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

it("what a hook throws after it has read a clone is no fault of the network's", async () => {
  const server = await startRecordingServer(answer);
  const onResponse = async (response: Response) => {
    await response.clone().text();
    throw new TypeError("mine");
  };
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, onResponse });

  await expect(client.getRunSummary(input)).rejects.toThrow(/^mine$/);
  expect(server.requests).toHaveLength(1);
});

it("a POST is sent again only where it was refused for its rate", async () => {
  const state = { attempt: 1, elapsed: 0 };

  expect(retryDelay("POST", new Response(null, { status: 503 }), state, retryFrom())).toBeUndefined();
  expect(retryDelay("POST", undefined, state, retryFrom())).toBeUndefined();
  expect(retryDelay("POST", new Response(null, { status: 429 }), state, retryFrom())).toBeGreaterThanOrEqual(0);
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

  it.each([
    ["asctime's form, which is in GMT", "Mon Nov 23 10:00:09 2020", 9000],
    ["the oldest form", "Monday, 23-Nov-20 10:00:09 GMT", 9000],
    ["the past", "Mon, 23 Nov 2020 09:00:00 GMT", 0],
  ])("is until a date in %s", (_form, value, expected) => {
    const headers = new Headers({ date: "Mon, 23 Nov 2020 10:00:00 GMT", "retry-after": value });

    expect(retryAfterOf(headers)).toBe(expected);
  });

  it("is until a date by the own clock where the answer has no Date", () => {
    vi.useFakeTimers({ now: Date.UTC(2020, 10, 23, 10) });

    expect(retryAfterOf(new Headers({ "retry-after": "Mon, 23 Nov 2020 10:00:09 GMT" }))).toBe(9000);
  });

  it("is read without the white space around it", () => {
    const headers = { get: (name: string) => (name === "retry-after" ? " 7 " : null) } as Headers;

    expect(retryAfterOf(headers)).toBe(7000);
  });

  it("is random below a limit that doubles, where Retry-After says nothing that can be read", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const busy = new Response(null, { status: 429, headers: { "retry-after": "soon" } });

    const waits = [1, 2, 3, 4, 5, 6, 7].map((attempt) =>
      retryDelay("GET", busy, { attempt, elapsed: 0 }, retryFrom({ attempts: 9 })),
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
});

it("an abort ends an attempt that is under way, and is not taken for the network's", async () => {
  const server = await startRecordingServer({ fault: "stall" });
  const controller = new AbortController();
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  const call = rejectionOf(client.getRunSummary(input, { signal: controller.signal }));
  await waitUntil(() => server.requests.length === 1);
  controller.abort();

  expect((await call).name).toBe("AbortError");
});

it("onRequest may change the headers", async () => {
  const server = await startRecordingServer(answer);
  const onRequest = (request: Request) => request.headers.set("X-Trace", "1");

  await createRunSummaryClient({ token: "token", baseUrl: server.url, onRequest }).getRunSummary(input);

  expect(server.requests[0]?.headers["x-trace"]).toBe("1");
});

it("onResponse sees the request, too", async () => {
  const server = await startRecordingServer(answer);
  const onResponse = vi.fn();

  await createRunSummaryClient({ token: "token", baseUrl: server.url, onResponse }).getRunSummary(input);

  const [, request] = onResponse.mock.lastCall as [Response, Request];
  expect(request.headers.get("client-request-id")).toBe(server.requests[0]?.headers["client-request-id"]);
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

it.each(["-5", ".5", "5, 5", "1e3"])("Retry-After: %s says nothing", async (value) => {
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

it.each<[string, unknown, string]>([
  ["a text", "offline", "offline"],
  ["a Symbol", Symbol("offline"), "Symbol(offline)"],
  ["undefined", undefined, "undefined"],
  ["an object without a prototype", Object.create(null), "something without a text was thrown"],
])("what a fetch rejects with may be %s", async (_what, thrown, text) => {
  const fetch = () => Promise.reject(thrown);
  const client = createRunSummaryClient({ token: "token", fetch, retry: { attempts: 1 } });

  const error = await rejectionOf(client.getRunSummary(input));

  expect(error).toBeInstanceOf(NetworkError);
  expect(error.message).toBe(`No whole answer: ${text}`);
  expect(error.cause).toBe(thrown);
});

it("what a fetch throws at once is the network's fault too", async () => {
  const fetch = () => {
    throw new Error("offline");
  };
  const client = createRunSummaryClient({ token: "token", fetch, retry: { attempts: 1 } });

  await expect(client.getRunSummary(input)).rejects.toThrow("No whole answer: offline");
});

it("a time limit may be longer than a timer can take", async () => {
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

it("what a hook throws ends the call as it is", async () => {
  const server = await startRecordingServer(answer);
  const onRequest = () => {
    throw new Error("not now");
  };
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, onRequest });

  await expect(client.getRunSummary(input)).rejects.toThrow("not now");
  expect(server.requests).toEqual([]);
});
