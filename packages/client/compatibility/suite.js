// The behaviour that every runtime must show. The suite uses only what all of the runtimes have. It is JavaScript, since not
// every runtime accepts types.

/**
 * @param client the module under test
 * @param {string} url where `server.ts` listens
 * @returns {Promise<{ name: string, failure?: string }[]>}
 */
export async function runSuite(client, url) {
  const { createRunSummaryClient, compareDateTimeOffset, toEpochNanoseconds } = client;
  const create = (options) =>
    createRunSummaryClient({ token: "secret", baseUrl: url, retry: { baseDelay: 1 }, ...options });
  const get = (deviceComplianceScriptId, options, callOptions) =>
    create(options).getRunSummary({ deviceComplianceScriptId }, callOptions);
  const rejection = (promise) =>
    promise.then(
      () => ({ name: "did not reject" }),
      (error) => error,
    );

  const cases = {
    "reads a response, with all digits of its time stamp": async () =>
      expectSame((await get("plain")).lastScriptRunDateTime, "2017-01-01T00:01:17.4310553-08:00"),
    "sends a body, a token and an id": async () => {
      const input = { deviceComplianceScriptId: "echo", body: { issueDetectedDeviceCount: 8 } };
      const { received } = await create().updateRunSummary(input);
      expectSame(received.body, '{"issueDetectedDeviceCount":8}');
      expectSame(received.headers.authorization, "Bearer secret");
      expectSame(/^[\da-f-]{36}$/.test(received.headers["client-request-id"]), true);
    },
    "encodes a path parameter": async () =>
      expectSame((await get("echo/../x")).received.url.includes("echo%2F..%2Fx"), true),
    "sends again after 429 with a fractional Retry-After": async () =>
      expectSame((await get(`throttled-${crypto.randomUUID()}`)).received.headers["retry-attempt"], "1"),
    // Some runtimes send a request again by themselves where the connection was an old one.
    "sends again after a reset": async () =>
      expectSame((await get(`reset-${crypto.randomUUID()}`)).received.method, "GET"),
    "sends again after a response that breaks off": async () =>
      expectSame((await get(`cut-${crypto.randomUUID()}`)).received.headers["retry-attempt"], "1"),
    "meets a claims challenge": async () => {
      const token = ({ claims }) => ({
        token: claims ? "with-claims" : "secret",
        expiresOnTimestamp: Date.now() + 3_600_000,
      });
      expectSame(
        (await get(`claims-${crypto.randomUUID()}`, { token })).received.headers.authorization,
        "Bearer with-claims",
      );
    },
    "drops the token where a redirect leads to another origin": async () =>
      expectSame((await get("elsewhere")).received.headers.authorization, undefined),
    "gives a GraphError for an error, with its ids": async () => {
      const error = await rejection(get("missing"));
      expectSame([error.name, error.status, error.code, error.requestId].join(), "GraphError,404,NotFound,5f2b7c1e");
      expectSame(error.toSupportText().includes("secret"), false);
    },
    "gives a GraphError for HTML in place of a response": async () => {
      const error = await rejection(get("html"));
      expectSame([error.name, error.status, error.body].join(), "GraphError,200,<p>Sign in</p>");
    },
    "gives a TimeoutError": async () =>
      expectSame((await rejection(get("stalled", {}, { timeout: 50, retry: { attempts: 1 } }))).name, "TimeoutError"),
    "gives the signal's reason": async () => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new Error("changed my mind")), 50);
      expectSame((await rejection(get("stalled", {}, { signal: controller.signal }))).message, "changed my mind");
    },
    "refuses a body before it is sent": async () =>
      expectSame(
        (await rejection(create().updateRunSummary({ deviceComplianceScriptId: "echo", body: { id: "1" } }))).message,
        'The body was not sent: /id is "1" (may not be written)',
      ),
    "reads time stamps exactly": async () => {
      expectSame(toEpochNanoseconds("2017-01-01T00:01:17.4310553-08:00"), 1483257677431055300n);
      expectSame(compareDateTimeOffset("2017-01-01T00:00:00.0000001Z", "2017-01-01T01:00:00.0000002+01:00"), -1);
    },
  };

  const results = [];
  for (const [name, run] of Object.entries(cases)) {
    const failure = await run().then(
      () => undefined,
      (error) => String(error?.stack ?? error),
    );
    results.push(failure === undefined ? { name } : { name, failure });
  }
  return results;
}

function expectSame(actual, expected) {
  if (actual !== expected) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
