import { inspect } from "node:util";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { clouds } from "../src/generated/servers.gen.ts";
import {
  type AccessToken,
  createPathClient,
  createRunSummaryClient,
  type TokenCredential,
  type TokenFunction,
  type TokenRequest,
} from "../src/index.ts";
import { validateResponse } from "../src/validate.ts";
import { startRecordingServer } from "./recording-server.ts";
import { catchRejection, deviceComplianceScriptId, path, summary, summaryResponse } from "./samples.ts";

const input = { deviceComplianceScriptId };
const scopes = ["https://graph.microsoft.com/.default"];
const inAnHour = () => Date.now() + 3_600_000;

it.each([
  ["a string", "secret"],
  ["a function", () => "secret"],
  ["an async function", async () => "secret"],
  ["a function that knows when it expires", () => ({ token: "secret", expiresOnTimestamp: inAnHour() })],
  ["a credential", { getToken: async () => ({ token: "secret", expiresOnTimestamp: inAnHour() }) }],
])("sends the token that comes from %s", async (_source, token) => {
  const server = await startRecordingServer(summaryResponse);
  const client = createRunSummaryClient({ token, baseUrl: server.url });

  await client.getRunSummary(input);

  expect(server.requests[0]?.headers.authorization).toBe("Bearer secret");
});

it("asks a function, or a credential, for the cloud's scope", async () => {
  const server = await startRecordingServer(summaryResponse);
  const asked: TokenRequest[] = [];
  const credential: TokenCredential = {
    getToken: vi.fn(async () => ({ token: "secret", expiresOnTimestamp: inAnHour() })),
  };

  await createRunSummaryClient({
    token(request) {
      asked.push(request);
      return "secret";
    },
    baseUrl: server.url,
  }).getRunSummary(input);
  await createRunSummaryClient({ token: credential, cloud: "usGovDod", baseUrl: server.url }).getRunSummary(input);

  expect(asked).toEqual([{ scopes, claims: undefined, signal: expect.any(AbortSignal) }]);
  expect(credential.getToken).toHaveBeenCalledWith(["https://dod-graph.microsoft.us/.default"], {
    abortSignal: expect.any(AbortSignal),
  });
});

describe("a token is reused", () => {
  // The name has characters whose base64url differs from their base64.
  const jwt = (exp: number) => `e30.${Buffer.from(JSON.stringify({ exp, name: "ÿ~~?>" })).toString("base64url")}.c2ln`;

  it.each([
    ["until two minutes before it expires", () => ({ token: "t", expiresOnTimestamp: Date.now() + 120_001 }), 1],
    ["not in its last two minutes", () => ({ token: "t", expiresOnTimestamp: Date.now() + 120_000 }), 2],
    ["as the exp of a JWT says", () => jwt(Date.now() / 1000 + 3600), 1],
    ["not where the exp of a JWT has passed", () => jwt(Date.now() / 1000 - 1), 2],
    ["not where the token does not say when it expires", () => "opaque", 2],
  ])("%s", async (_when, give, times) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const server = await startRecordingServer(summaryResponse);
    const token = vi.fn(give);
    const client = createRunSummaryClient({ token, baseUrl: server.url });

    await client.getRunSummary(input);
    await client.getRunSummary(input);

    expect(token).toHaveBeenCalledTimes(times);
  });

  it("by all calls that wait for it", async () => {
    const server = await startRecordingServer(summaryResponse);
    const token = vi.fn(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return "opaque";
    });
    const client = createRunSummaryClient({ token, baseUrl: server.url });

    await Promise.all([1, 2, 3, 4, 5].map(() => client.getRunSummary(input)));

    expect(token).toHaveBeenCalledOnce();
    expect(server.requests).toHaveLength(5);
  });
});

it("an aborted call leaves the pending token to the other calls", async () => {
  const server = await startRecordingServer(summaryResponse);
  let release = (_token: string) => {};
  let signal: AbortSignal | undefined;
  const token = (request: TokenRequest) => {
    signal = request.signal;
    return new Promise<string>((resolve) => {
      release = resolve;
    });
  };
  const client = createRunSummaryClient({ token, baseUrl: server.url });
  const controller = new AbortController();

  const aborted = catchRejection(client.getRunSummary(input, { signal: controller.signal }));
  const other = client.getRunSummary(input);
  await vi.waitFor(() => expect(signal).toBeDefined());
  controller.abort(new Error("changed my mind"));

  expect((await aborted).message).toBe("changed my mind");
  expect(signal?.aborted).toBe(false);
  release("late");
  expect(await other).toEqual(summary);
});

it("the request for a token is aborted when no call waits for it any more", async () => {
  const server = await startRecordingServer(summaryResponse);
  let asked: AbortSignal | undefined;
  const token = ({ signal }: TokenRequest) => {
    asked = signal;
    return new Promise<string>(() => {});
  };
  const client = createRunSummaryClient({ token, baseUrl: server.url });

  await catchRejection(client.getRunSummary(input, { signal: AbortSignal.timeout(20) }));

  expect(asked?.aborted).toBe(true);
  expect(server.requests).toEqual([]);
});

it("a call after an aborted one asks for a new token", async () => {
  const server = await startRecordingServer(summaryResponse);
  const endless = Promise.withResolvers<string>();
  const token = vi.fn<TokenFunction>().mockReturnValueOnce(endless.promise).mockReturnValueOnce("token");
  const client = createRunSummaryClient({ token, baseUrl: server.url });
  const controller = new AbortController();

  const aborted = catchRejection(client.getRunSummary(input, { signal: controller.signal }));
  await vi.waitFor(() => expect(token).toHaveBeenCalledOnce());
  controller.abort(new Error("changed my mind"));

  expect((await aborted).message).toBe("changed my mind");
  expect(await client.getRunSummary(input)).toEqual(summary);
  endless.reject(new Error("aborted"));
  expect(token).toHaveBeenCalledTimes(2);
});

it("a call that is aborted before it begins does not ask for a token", async () => {
  const token = vi.fn(async () => "token");
  const client = createPathClient({ token, baseUrl: "http://127.0.0.1:9" });

  const call = client.GET(path, { params: { path: input }, signal: AbortSignal.abort(new Error("too late")) });

  await expect(call).rejects.toThrow("too late");
  expect(token).not.toHaveBeenCalled();
});

it("a token with characters that a header cannot have is refused, and not shown", async () => {
  const client = createRunSummaryClient({ token: "secret\nsecret" });

  await expect(client.getRunSummary(input)).rejects.toThrow(
    /^The token is missing, or has characters that a header cannot have\.$/,
  );
});

it("a call rejects with the error of the token's source, and sends nothing", async () => {
  const server = await startRecordingServer(summaryResponse);
  const failing = () => {
    throw new Error("no sign-in");
  };

  await expect(createRunSummaryClient({ token: failing, baseUrl: server.url }).getRunSummary(input)).rejects.toThrow(
    "no sign-in",
  );
  const empty = { getToken: async () => null };
  await expect(createRunSummaryClient({ token: empty, baseUrl: server.url }).getRunSummary(input)).rejects.toThrow(
    "The token is missing, or has characters that a header cannot have.",
  );
  expect(server.requests).toEqual([]);
});

describe("a claims challenge", () => {
  const claims = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
  const challenge = { status: 401, headers: { "www-authenticate": `Bearer realm="", claims="${btoa(claims)}"` } };

  it("is met with one new token and one more attempt", async () => {
    const server = await startRecordingServer(challenge, summaryResponse);
    const token = vi.fn(({ claims }: TokenRequest) => ({ token: claims ?? "old", expiresOnTimestamp: inAnHour() }));
    const client = createRunSummaryClient({ token, baseUrl: server.url, retry: { attempts: 1 } });

    expect(await client.updateRunSummary({ ...input, body: { issueDetectedDeviceCount: 8 } })).toEqual(summary);

    expect(token.mock.calls.map(([request]) => request.claims)).toEqual([undefined, claims]);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer old", `Bearer ${claims}`]);
    expect(server.requests[1]?.body).toBe('{"issueDetectedDeviceCount":8}');
  });

  it("is met once: a second one rejects", async () => {
    const server = await startRecordingServer(challenge);
    const client = createRunSummaryClient({ token: () => "token", baseUrl: server.url });

    await expect(client.getRunSummary(input)).rejects.toMatchObject({ name: "GraphError", status: 401 });
    expect(server.requests).toHaveLength(2);
  });

  it("rejects where the token is a text, since there is no other token", async () => {
    const server = await startRecordingServer(challenge, summaryResponse);
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

    await expect(client.getRunSummary(input)).rejects.toMatchObject({ status: 401, attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });

  it("that cannot be read rejects", async () => {
    const server = await startRecordingServer({
      status: 401,
      headers: { "www-authenticate": 'Bearer claims="{%22}"' },
    });
    const client = createRunSummaryClient({ token: () => "token", baseUrl: server.url });

    await expect(client.getRunSummary(input)).rejects.toMatchObject({ name: "GraphError", status: 401 });
  });

  it.each([
    ["without a header", {}],
    ["with a header without claims", { "www-authenticate": 'Bearer realm=""' }],
  ])("is not a 401 %s", async (_what, headers) => {
    const server = await startRecordingServer({ status: 401, headers }, summaryResponse);
    const client = createRunSummaryClient({ token: () => "token", baseUrl: server.url });

    await expect(client.getRunSummary(input)).rejects.toMatchObject({ name: "GraphError", status: 401, attempts: 1 });
  });

  it("that comes while another call waits for a token asks for a second token with the claims", async () => {
    const server = await startRecordingServer(challenge, summaryResponse);
    const challengeRead = Promise.withResolvers<void>();
    const late = Promise.withResolvers<string>();
    const token = vi
      .fn<TokenFunction>()
      .mockReturnValueOnce("opaque")
      .mockReturnValueOnce(late.promise)
      .mockReturnValueOnce("claimed");
    const client = createRunSummaryClient({
      token,
      baseUrl: server.url,
      onResponse: ({ status }) => (status === 401 ? challengeRead.promise : undefined),
    });

    const first = client.getRunSummary(input);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    const second = client.getRunSummary(input);
    await vi.waitFor(() => expect(token).toHaveBeenCalledTimes(2));
    challengeRead.resolve();
    await first;
    late.resolve("late");

    expect(await second).toEqual(summary);
    expect(token.mock.calls.map(([request]) => request.claims)).toEqual([undefined, undefined, claims]);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer opaque",
      "Bearer claimed",
      "Bearer late",
    ]);
  });

  it("keeps its token, also where an earlier request for a token ends later", async () => {
    const server = await startRecordingServer(challenge, summaryResponse);
    const challengeRead = Promise.withResolvers<void>();
    const [late, claimed] = [Promise.withResolvers<AccessToken>(), Promise.withResolvers<AccessToken>()];
    const token = vi
      .fn<TokenFunction>()
      .mockReturnValueOnce("opaque")
      .mockReturnValueOnce(late.promise)
      .mockReturnValueOnce(claimed.promise);
    const client = createRunSummaryClient({
      token,
      baseUrl: server.url,
      onResponse: ({ status }) => (status === 401 ? challengeRead.promise : undefined),
    });

    const first = client.getRunSummary(input);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    const second = client.getRunSummary(input);
    await vi.waitFor(() => expect(token).toHaveBeenCalledTimes(2));
    challengeRead.resolve();
    await vi.waitFor(() => expect(token).toHaveBeenCalledTimes(3));
    late.resolve({ token: "late", expiresOnTimestamp: inAnHour() });
    await second;
    const third = client.getRunSummary(input);
    claimed.resolve({ token: "claimed", expiresOnTimestamp: inAnHour() });
    await Promise.all([first, third]);
    await client.getRunSummary(input);

    expect(token).toHaveBeenCalledTimes(3);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(
      ["opaque", "late", "claimed", "claimed", "claimed"].map((sent) => `Bearer ${sent}`),
    );
  });

  it("of several calls at once is met with one new token", async () => {
    const server = await startRecordingServer(challenge, challenge, summaryResponse);
    const bothRefused = Promise.withResolvers<void>();
    let refused = 0;
    const token = vi.fn(async ({ claims }: TokenRequest) => {
      if (claims) await bothRefused.promise;
      await new Promise((resolve) => setTimeout(resolve, 20)); // so that both calls wait for it
      return { token: claims ?? "old", expiresOnTimestamp: inAnHour() };
    });
    const client = createRunSummaryClient({
      token,
      baseUrl: server.url,
      onResponse: ({ status }) => {
        if (status === 401) refused++;
        if (refused === 2) bothRefused.resolve();
      },
    });

    await Promise.all([client.getRunSummary(input), client.getRunSummary(input)]);

    expect(token.mock.calls.map(([request]) => request.claims)).toEqual([undefined, claims]);
  });

  it("that comes late is met with the token of another call, also where that token expires soon", async () => {
    const server = await startRecordingServer(challenge, challenge, summaryResponse);
    const isRenewed = Promise.withResolvers<void>();
    const token = vi.fn(({ claims }: TokenRequest) => ({
      token: claims ? "new" : "old",
      expiresOnTimestamp: claims ? Date.now() + 1000 : inAnHour(),
    }));
    let challenges = 0;
    const client = createRunSummaryClient({
      token,
      baseUrl: server.url,
      onResponse({ status }) {
        if (status !== 401) return undefined;
        // The first challenge waits until both requests are sent. The second one waits until the first is met.
        return challenges++ === 0
          ? vi.waitFor(() => expect(server.requests).toHaveLength(2), { interval: 1 })
          : isRenewed.promise;
      },
    });

    const calls = [client.getRunSummary(input), client.getRunSummary(input)];
    await Promise.race(calls);
    isRenewed.resolve();

    expect(await Promise.all(calls)).toEqual([summary, summary]);
    expect(token).toHaveBeenCalledTimes(2);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer old",
      "Bearer old",
      "Bearer new",
      "Bearer new",
    ]);
  });

  it("of another origin, to which a redirect has led, is ignored", async () => {
    const other = await startRecordingServer(challenge);
    const server = await startRecordingServer({ status: 307, headers: { location: `${other.url}/elsewhere` } });
    const token = vi.fn(() => "token");
    const client = createRunSummaryClient({ token, baseUrl: server.url });

    await expect(client.getRunSummary(input)).rejects.toMatchObject({ status: 401, attempts: 1 });
    expect(token).toHaveBeenCalledOnce();
  });

  it("of another address of the same origin, to which a redirect has led, is met", async () => {
    const server = await startRecordingServer(
      { status: 307, headers: { location: "/here" } },
      challenge,
      summaryResponse,
    );
    const client = createRunSummaryClient({ token: () => "token", baseUrl: server.url });

    expect(await client.getRunSummary(input)).toEqual(summary);
  });

  it("may have any character, in base64 or base64url", async () => {
    const wanted = '{"name":"Zoë ÿ~~? 😀"}';
    const utf8 = Buffer.from(wanted);
    for (const encoded of [utf8.toString("base64"), utf8.toString("base64url")]) {
      const headers = { "www-authenticate": `Bearer claims="${encoded}"` };
      const server = await startRecordingServer({ status: 401, headers }, summaryResponse);
      const token = vi.fn<TokenFunction>(() => "token");
      await createRunSummaryClient({ token, baseUrl: server.url }).getRunSummary(input);

      expect(token.mock.lastCall?.[0].claims).toBe(wanted);
    }
    expect(utf8.toString("base64")).toMatch(/[+/]/);
  });

  it("with another status than 401 is ignored", async () => {
    const server = await startRecordingServer({ ...challenge, status: 403 }, summaryResponse);
    const client = createRunSummaryClient({ token: () => "token", baseUrl: server.url });

    await expect(client.getRunSummary(input)).rejects.toMatchObject({ status: 403, attempts: 1 });
  });

  it("does not count as a retry", async () => {
    const server = await startRecordingServer({ status: 503 }, challenge, { status: 503 }, summaryResponse);
    const retry = { attempts: 3, baseDelay: 1 };
    const client = createRunSummaryClient({ token: () => "token", baseUrl: server.url, retry });

    expect(await client.getRunSummary(input)).toEqual(summary);
    expect(server.requests).toHaveLength(4);
  });

  it("does not affect later tokens", async () => {
    const server = await startRecordingServer(challenge, summaryResponse);
    const token = vi.fn<TokenFunction>(() => "opaque");
    const client = createRunSummaryClient({ token, baseUrl: server.url });

    await client.getRunSummary(input);
    await client.getRunSummary(input);

    expect(token.mock.calls.map(([request]) => request.claims)).toEqual([undefined, claims, undefined]);
  });

  it("passes its claims to a credential", async () => {
    const server = await startRecordingServer(challenge, summaryResponse);
    const getToken = vi.fn(async () => ({ token: "token", expiresOnTimestamp: inAnHour() }));
    const client = createRunSummaryClient({ token: { getToken }, baseUrl: server.url });

    await client.getRunSummary(input);

    expect(getToken).toHaveBeenLastCalledWith(scopes, { abortSignal: expect.any(AbortSignal), claims });
  });
});

describe("the token", () => {
  it("goes only to Graph and baseUrl", async () => {
    const server = await startRecordingServer(summaryResponse);
    const other = await startRecordingServer(summaryResponse);
    const init = { params: { path: input }, baseUrl: other.url };

    const client = createRunSummaryClient({ token: "secret", baseUrl: server.url });
    for (const options of [{ token: "secret", baseUrl: server.url }, client]) {
      await expect(createPathClient(options).GET(path, init)).rejects.toThrow(
        `The token may not be sent to ${other.url}:`,
      );
    }
    expect(other.requests).toEqual([]);
  });

  it.each([
    ...["http://graph.microsoft.com/beta", "http://10.0.0.1/beta", "http://127.0.0.1.evil.example/"],
    ...["http://localhost.evil.example/", "http://evil.example/localhost/", "http://localhost@evil.example/"],
    ...["ftp://localhost/", "ftp://localhost.evil.example/", "file:///beta", "data:text/plain,a", "ws://localhost/"],
    ...["https://graph.microsoft.com/beta?a=b", "https://graph.microsoft.com/beta?", "https://graph.microsoft.com/#a"],
    ...["ftp://evil.example/https://graph.microsoft.com/beta", "http://evil.example/http://localhost/"],
    ...["https://user:pass@graph.microsoft.com/beta", "https://user@graph.microsoft.com/beta"],
  ])("is not sent to the baseUrl %s", (baseUrl) => {
    for (const create of [createRunSummaryClient, createPathClient]) {
      expect(() => create({ token: "secret", baseUrl })).toThrow(
        /^The baseUrl must use https, or http to this machine,/,
      );
    }
  });

  it.each([
    ["https://proxy.example:8443/beta//", "https://proxy.example:8443/beta"],
    ["https://proxy.example", "https://proxy.example"],
    ["https://proxy.example/a//b/", "https://proxy.example/a//b"],
    ["https://proxy.example/users/@me", "https://proxy.example/users/@me"],
    ["http://localhost:4010/beta", "http://localhost:4010/beta"],
    ["http://127.1/", "http://127.0.0.1"],
    ["HTTP://[::1]:80/beta", "http://[::1]/beta"],
  ])("goes to the baseUrl %s, as %s", async (baseUrl, expected) => {
    const urls: string[] = [];
    const fetch = async ({ url }: Request) => {
      urls.push(url);
      return Response.json(summary);
    };

    const client = createRunSummaryClient({ token: "secret", baseUrl, fetch });
    await client.getRunSummary(input);
    await createPathClient({ token: "secret", baseUrl, fetch }).GET(path, { params: { path: input } });

    expect(client.baseUrl).toBe(expected);
    expect(urls).toEqual(Array(2).fill(expected + path.replace(/\{.*\}/, deviceComplianceScriptId)));
  });

  it("goes to each cloud, whatever the baseUrl", async () => {
    const fetch = vi.fn(async (_request: Request) => Response.json(summary));
    const client = createRunSummaryClient({ token: "secret", baseUrl: "https://proxy.example", fetch });

    for (const url of Object.values<string>(clouds)) await client.fetch(new Request(url));

    expect(fetch.mock.calls.map(([request]) => request.headers.get("authorization"))).toEqual(
      Object.values(clouds).map(() => "Bearer secret"),
    );
    await expect(client.fetch(new Request("https://graph.microsoft.com.evil.example/"))).rejects.toThrow(
      "The token may not be sent to https://graph.microsoft.com.evil.example:",
    );
  });

  it("is dropped where a redirect leads to another origin, and kept where it does not", async () => {
    const other = await startRecordingServer(summaryResponse);
    const redirect = { status: 307, headers: { location: `${other.url}/elsewhere` } };
    const server = await startRecordingServer({ status: 307, headers: { location: "/here" } }, redirect);
    const client = createRunSummaryClient({ token: "secret", baseUrl: server.url });

    expect(await client.updateRunSummary({ ...input, body: { issueDetectedDeviceCount: 8 } })).toEqual(summary);

    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer secret", "Bearer secret"]);
    expect(other.requests).toMatchObject([{ url: "/elsewhere", body: '{"issueDetectedDeviceCount":8}' }]);
    expect(other.requests[0]?.headers).not.toHaveProperty("authorization");
  });

  it("is not in an error, and cannot be seen in the client", async () => {
    const token = "a-secret-token";
    const echo = JSON.stringify({ authorization: `Bearer ${token}` });
    const faults = [
      { status: 400 },
      { status: 400, body: echo },
      { status: 400, body: `Bearer ${token}` },
      { body: `Bearer ${token}` },
      { status: 400, body: JSON.stringify({ error: { code: "a", message: token, innerError: { token } } }) },
      { body: JSON.stringify({ ...summary, id: undefined, lastScriptRunDateTime: token }) },
    ];
    for (const fault of [...faults, { fault: "reset" } as const]) {
      const server = await startRecordingServer(fault);
      const client = createRunSummaryClient({ token, baseUrl: server.url, retry: { attempts: 1 }, validateResponse });

      const error = await catchRejection(client.getRunSummary(input));

      const support = (error as { toSupportText?(): string }).toSupportText?.();
      for (const shown of [client, error, error.cause, error.violations, JSON.stringify(error), support]) {
        expect(inspect(shown, { depth: 10, showHidden: true })).not.toContain(token);
      }
      expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
    }
  });

  it("is redacted only after Bearer where it has fewer than eight characters", async () => {
    const { redactToken } = await import("../src/token/redact-token.ts");

    expect(redactToken("summary: Bearer summary", "summary")).toBe("summary: [token]");
    expect(redactToken("a-secret: Bearer a-secret", "a-secret")).toBe("[token]: Bearer [token]");
  });

  it("is redacted in the message of a NetworkError", async () => {
    const fetch = async ({ headers }: Request) => {
      throw new Error(`could not send ${headers.get("authorization")}`);
    };
    const client = createRunSummaryClient({ token: "a-secret-token", fetch, retry: { attempts: 1 } });

    await expect(client.getRunSummary(input)).rejects.toThrow(": could not send Bearer [token]. Check ");
  });

  it("is not shown to hooks", async () => {
    const server = await startRecordingServer({ status: 503 }, summaryResponse);
    const seen: unknown[] = [];
    const client = createRunSummaryClient({
      token: "a-secret-token",
      baseUrl: server.url,
      retry: { baseDelay: 1 },
      onRequest(request) {
        request.headers.set("X-Trace", "1");
        seen.push(request);
      },
      onResponse: (response, request) => seen.push(response, request),
      onRetry: (event) => seen.push(event),
    });

    await client.updateRunSummary({ ...input, body: {} });

    expect(seen).toHaveLength(7);
    expect(inspect(seen, { depth: 10, showHidden: true })).not.toContain("a-secret-token");
    expect(server.requests.map(({ headers }) => headers["x-trace"])).toEqual(["1", "1"]);
  });
});

it.each<[what: string, token: unknown]>([
  ["undefined", undefined],
  ["null", null],
  ["an empty text", ""],
  ["MSAL's result", { accessToken: "secret" }],
  ["a function of MSAL's result", () => ({ accessToken: "secret" })],
  ["a function of an empty text", () => ""],
  ["a function of undefined", () => undefined],
  ["a function of a number", () => ({ token: 5 })],
  ["a credential of an empty text", { getToken: async () => ({ token: "", expiresOnTimestamp: inAnHour() }) }],
])("%s is refused as a token, and not shown", async (_what, token) => {
  const fetch = vi.fn();
  for (const call of [
    createRunSummaryClient({ token: token as string, fetch }).getRunSummary(input),
    createPathClient({ token: token as string, fetch }).GET(path, { params: { path: input } }),
  ]) {
    const error = await catchRejection(call);

    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe("The token is missing, or has characters that a header cannot have.");
  }
  expect(fetch).not.toHaveBeenCalled();
});
