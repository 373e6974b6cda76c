import { inspect } from "node:util";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { clouds } from "../src/generated/operations.gen.ts";
import {
  type AccessToken,
  createPathClient,
  createRunSummaryClient,
  type TokenCredential,
  type TokenFunction,
  type TokenRequest,
} from "../src/index.ts";
import { validateAnswer } from "../src/validate.ts";
import { startRecordingServer } from "./recording-server.ts";
import { answer, deviceComplianceScriptId, path, rejectionOf, summary } from "./samples.ts";

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
  const server = await startRecordingServer(answer);
  const client = createRunSummaryClient({ token, baseUrl: server.url });

  await client.getRunSummary(input);

  expect(server.requests[0]?.headers.authorization).toBe("Bearer secret");
});

it("asks a function, or a credential, for the cloud's permissions", async () => {
  const server = await startRecordingServer(answer);
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
  // The name makes base64url differ from base64.
  const jwt = (exp: number) => `e30.${Buffer.from(JSON.stringify({ exp, name: "ÿ~~?>" })).toString("base64url")}.c2ln`;

  it.each([
    ["until two minutes before it expires", () => ({ token: "t", expiresOnTimestamp: Date.now() + 120_001 }), 1],
    ["not in its last two minutes", () => ({ token: "t", expiresOnTimestamp: Date.now() + 120_000 }), 2],
    ["as the exp of a JWT says", () => jwt(Date.now() / 1000 + 3600), 1],
    ["not where the exp of a JWT is over", () => jwt(Date.now() / 1000 - 1), 2],
    ["not where nobody can know how long it is good", () => "opaque", 2],
  ])("%s", async (_when, give, times) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const server = await startRecordingServer(answer);
    const token = vi.fn(give);
    const client = createRunSummaryClient({ token, baseUrl: server.url });

    await client.getRunSummary(input);
    await client.getRunSummary(input);

    expect(token).toHaveBeenCalledTimes(times);
  });

  it("by all calls that wait for it", async () => {
    const server = await startRecordingServer(answer);
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

it("a call that is aborted while it waits for the token leaves the token to the others", async () => {
  const server = await startRecordingServer(answer);
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

  const aborted = rejectionOf(client.getRunSummary(input, { signal: controller.signal }));
  const other = client.getRunSummary(input);
  await vi.waitFor(() => expect(signal).toBeDefined());
  controller.abort(new Error("changed my mind"));

  expect((await aborted).message).toBe("changed my mind");
  expect(signal?.aborted).toBe(false);
  release("late");
  expect(await other).toEqual(summary);
});

it("the request for a token is aborted when nobody waits for it any more", async () => {
  const server = await startRecordingServer(answer);
  let asked: AbortSignal | undefined;
  const token = ({ signal }: TokenRequest) => {
    asked = signal;
    return new Promise<string>(() => {});
  };
  const client = createRunSummaryClient({ token, baseUrl: server.url });

  await rejectionOf(client.getRunSummary(input, { signal: AbortSignal.timeout(20) }));

  expect(asked?.aborted).toBe(true);
  expect(server.requests).toEqual([]);
});

it("a call after that has a token asked for anew, however long the other takes to end", async () => {
  const server = await startRecordingServer(answer);
  const endless = Promise.withResolvers<string>();
  const token = vi.fn<TokenFunction>().mockReturnValueOnce(endless.promise).mockReturnValueOnce("token");
  const client = createRunSummaryClient({ token, baseUrl: server.url });
  const controller = new AbortController();

  const aborted = rejectionOf(client.getRunSummary(input, { signal: controller.signal }));
  await vi.waitFor(() => expect(token).toHaveBeenCalledOnce());
  controller.abort(new Error("changed my mind"));

  expect((await aborted).message).toBe("changed my mind");
  expect(await client.getRunSummary(input)).toEqual(summary);
  endless.reject(new Error("aborted"));
  expect(token).toHaveBeenCalledTimes(2);
});

it("a call that is aborted before it begins asks for no token", async () => {
  const token = vi.fn(async () => "token");
  const client = createPathClient({ token, baseUrl: "http://127.0.0.1:9" });

  const call = client.GET(path, { params: { path: input }, signal: AbortSignal.abort(new Error("too late")) });

  await expect(call).rejects.toThrow("too late");
  expect(token).not.toHaveBeenCalled();
});

it("a token with characters that no header takes is refused without being named", async () => {
  const client = createRunSummaryClient({ token: "secret\nsecret" });

  await expect(client.getRunSummary(input)).rejects.toThrow(/^No token that a header takes\.$/);
});

it("an error of the token's source is the call's, and nothing is sent", async () => {
  const server = await startRecordingServer(answer);
  const failing = () => {
    throw new Error("no sign-in");
  };

  await expect(createRunSummaryClient({ token: failing, baseUrl: server.url }).getRunSummary(input)).rejects.toThrow(
    "no sign-in",
  );
  const empty = { getToken: async () => null };
  await expect(createRunSummaryClient({ token: empty, baseUrl: server.url }).getRunSummary(input)).rejects.toThrow(
    "No token that a header takes.",
  );
  expect(server.requests).toEqual([]);
});

describe("a claims challenge", () => {
  const claims = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
  const challenge = { status: 401, headers: { "www-authenticate": `Bearer realm="", claims="${btoa(claims)}"` } };

  it("is met with one new token and one more attempt", async () => {
    const server = await startRecordingServer(challenge, answer);
    const token = vi.fn(({ claims }: TokenRequest) => ({ token: claims ?? "old", expiresOnTimestamp: inAnHour() }));
    const client = createRunSummaryClient({ token, baseUrl: server.url, retry: { attempts: 1 } });

    expect(await client.updateRunSummary({ ...input, body: { issueDetectedDeviceCount: 8 } })).toEqual(summary);

    expect(token.mock.calls.map(([request]) => request.claims)).toEqual([undefined, claims]);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer old", `Bearer ${claims}`]);
    expect(server.requests[1]?.body).toBe('{"issueDetectedDeviceCount":8}');
  });

  it("is met once: the second one is the answer", async () => {
    const server = await startRecordingServer(challenge);
    const client = createRunSummaryClient({ token: () => "token", baseUrl: server.url });

    await expect(client.getRunSummary(input)).rejects.toMatchObject({ name: "GraphError", status: 401 });
    expect(server.requests).toHaveLength(2);
  });

  it("of a token that is a text is the answer, since there is no other", async () => {
    const server = await startRecordingServer(challenge, answer);
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

    await expect(client.getRunSummary(input)).rejects.toMatchObject({ status: 401, attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });

  it("that cannot be read is the answer", async () => {
    const server = await startRecordingServer({
      status: 401,
      headers: { "www-authenticate": 'Bearer claims="{%22}"' },
    });
    const client = createRunSummaryClient({ token: () => "token", baseUrl: server.url });

    await expect(client.getRunSummary(input)).rejects.toMatchObject({ name: "GraphError", status: 401 });
  });

  it("that comes while a token is asked for without its claims has one asked for with them", async () => {
    const server = await startRecordingServer(challenge, answer);
    const answered = Promise.withResolvers<void>();
    const late = Promise.withResolvers<string>();
    const token = vi
      .fn<TokenFunction>()
      .mockReturnValueOnce("opaque")
      .mockReturnValueOnce(late.promise)
      .mockReturnValueOnce("claimed");
    const client = createRunSummaryClient({
      token,
      baseUrl: server.url,
      onResponse: ({ status }) => (status === 401 ? answered.promise : undefined),
    });

    const first = client.getRunSummary(input);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    const second = client.getRunSummary(input);
    await vi.waitFor(() => expect(token).toHaveBeenCalledTimes(2));
    answered.resolve();
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

  it("has its token asked for once, and kept, whatever comes of a request without its claims", async () => {
    const server = await startRecordingServer(challenge, answer);
    const answered = Promise.withResolvers<void>();
    const [late, claimed] = [Promise.withResolvers<AccessToken>(), Promise.withResolvers<AccessToken>()];
    const token = vi
      .fn<TokenFunction>()
      .mockReturnValueOnce("opaque")
      .mockReturnValueOnce(late.promise)
      .mockReturnValueOnce(claimed.promise);
    const client = createRunSummaryClient({
      token,
      baseUrl: server.url,
      onResponse: ({ status }) => (status === 401 ? answered.promise : undefined),
    });

    const first = client.getRunSummary(input);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    const second = client.getRunSummary(input);
    await vi.waitFor(() => expect(token).toHaveBeenCalledTimes(2));
    answered.resolve();
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
    const server = await startRecordingServer(challenge, challenge, answer);
    const token = vi.fn(async ({ claims }: TokenRequest) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { token: claims ?? "old", expiresOnTimestamp: inAnHour() };
    });
    const client = createRunSummaryClient({ token, baseUrl: server.url });

    await Promise.all([client.getRunSummary(input), client.getRunSummary(input)]);

    expect(token.mock.calls.map(([request]) => request.claims)).toEqual([undefined, claims]);
  });

  it("that comes late is met with the token that another call has got meanwhile, however soon it expires", async () => {
    const server = await startRecordingServer(challenge, challenge, answer);
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
        // The first challenge waits until both requests are sent, the second one until the first is met.
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

  it("is not believed where it comes from another origin, to which a redirect has led", async () => {
    const other = await startRecordingServer(challenge);
    const server = await startRecordingServer({ status: 307, headers: { location: `${other.url}/elsewhere` } });
    const token = vi.fn(() => "token");
    const client = createRunSummaryClient({ token, baseUrl: server.url });

    await expect(client.getRunSummary(input)).rejects.toMatchObject({ status: 401, attempts: 1 });
    expect(token).toHaveBeenCalledOnce();
  });

  it("is believed where a redirect has led to another address of the same origin", async () => {
    const server = await startRecordingServer({ status: 307, headers: { location: "/here" } }, challenge, answer);
    const client = createRunSummaryClient({ token: () => "token", baseUrl: server.url });

    expect(await client.getRunSummary(input)).toEqual(summary);
  });

  it("may hold any character, in base64 or base64url", async () => {
    const wanted = '{"name":"Zoë ÿ~~? 😀"}';
    const utf8 = Buffer.from(wanted);
    for (const encoded of [utf8.toString("base64"), utf8.toString("base64url")]) {
      const headers = { "www-authenticate": `Bearer claims="${encoded}"` };
      const server = await startRecordingServer({ status: 401, headers }, answer);
      const token = vi.fn<TokenFunction>(() => "token");
      await createRunSummaryClient({ token, baseUrl: server.url }).getRunSummary(input);

      expect(token.mock.lastCall?.[0].claims).toBe(wanted);
    }
    expect(utf8.toString("base64")).toMatch(/[+/]/);
  });

  it("is one with the status 401 alone", async () => {
    const server = await startRecordingServer({ ...challenge, status: 403 }, answer);
    const client = createRunSummaryClient({ token: () => "token", baseUrl: server.url });

    await expect(client.getRunSummary(input)).rejects.toMatchObject({ status: 403, attempts: 1 });
  });

  it("uses up no attempt", async () => {
    const server = await startRecordingServer({ status: 503 }, challenge, { status: 503 }, answer);
    const retry = { attempts: 3, baseDelay: 1 };
    const client = createRunSummaryClient({ token: () => "token", baseUrl: server.url, retry });

    expect(await client.getRunSummary(input)).toEqual(summary);
    expect(server.requests).toHaveLength(4);
  });

  it("is met once: the next token is asked for without its claims", async () => {
    const server = await startRecordingServer(challenge, answer);
    const token = vi.fn<TokenFunction>(() => "opaque");
    const client = createRunSummaryClient({ token, baseUrl: server.url });

    await client.getRunSummary(input);
    await client.getRunSummary(input);

    expect(token.mock.calls.map(([request]) => request.claims)).toEqual([undefined, claims, undefined]);
  });

  it("is asked for with the credential's claims", async () => {
    const server = await startRecordingServer(challenge, answer);
    const getToken = vi.fn(async () => ({ token: "token", expiresOnTimestamp: inAnHour() }));
    const client = createRunSummaryClient({ token: { getToken }, baseUrl: server.url });

    await client.getRunSummary(input);

    expect(getToken).toHaveBeenLastCalledWith(scopes, { abortSignal: expect.any(AbortSignal), claims });
  });
});

describe("the token stays where it belongs", () => {
  it("goes to Graph and baseUrl alone", async () => {
    const server = await startRecordingServer(answer);
    const other = await startRecordingServer(answer);
    const init = { params: { path: input }, baseUrl: other.url };

    const client = createRunSummaryClient({ token: "secret", baseUrl: server.url });
    for (const options of [{ token: "secret", baseUrl: server.url }, client]) {
      await expect(createPathClient(options).GET(path, init)).rejects.toThrow(`The token may not go to ${other.url}.`);
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
      expect(() => create({ token: "secret", baseUrl })).toThrow(/^No baseUrl: https, or http to loopback,/);
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

    for (const url of Object.values(clouds)) await client.fetch(new Request(url));

    expect(fetch.mock.calls.map(([request]) => request.headers.get("authorization"))).toEqual(
      Array(4).fill("Bearer secret"),
    );
    await expect(client.fetch(new Request("https://graph.microsoft.com.evil.example/"))).rejects.toThrow(
      "The token may not go to https://graph.microsoft.com.evil.example.",
    );
  });

  it("is dropped where a redirect leads to another origin, and kept where it does not", async () => {
    const other = await startRecordingServer(answer);
    const redirect = { status: 307, headers: { location: `${other.url}/elsewhere` } };
    const server = await startRecordingServer({ status: 307, headers: { location: "/here" } }, redirect);
    const client = createRunSummaryClient({ token: "secret", baseUrl: server.url });

    expect(await client.updateRunSummary({ ...input, body: { issueDetectedDeviceCount: 8 } })).toEqual(summary);

    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer secret", "Bearer secret"]);
    expect(other.requests).toMatchObject([{ url: "/elsewhere", body: '{"issueDetectedDeviceCount":8}' }]);
    expect(other.requests[0]?.headers).not.toHaveProperty("authorization");
  });

  it("is in no error and not to be seen in the client", async () => {
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
      const client = createRunSummaryClient({ token, baseUrl: server.url, retry: { attempts: 1 }, validateAnswer });

      const error = await rejectionOf(client.getRunSummary(input));

      const support = (error as { toSupportText?(): string }).toSupportText?.();
      for (const shown of [client, error, error.cause, error.violations, JSON.stringify(error), support]) {
        expect(inspect(shown, { depth: 10, showHidden: true })).not.toContain(token);
      }
      expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
    }
  });

  it("is hidden where it has less than eight characters only as it is sent, since it may be a word", async () => {
    const { hideToken } = await import("../src/hide-token.ts");

    expect(hideToken("summary: Bearer summary", "summary")).toBe("summary: [token]");
    expect(hideToken("a-secret: Bearer a-secret", "a-secret")).toBe("[token]: Bearer [token]");
  });

  it("is not in the message of a network error that shows it", async () => {
    const fetch = async ({ headers }: Request) => {
      throw new Error(`could not send ${headers.get("authorization")}`);
    };
    const client = createRunSummaryClient({ token: "a-secret-token", fetch, retry: { attempts: 1 } });

    await expect(client.getRunSummary(input)).rejects.toThrow("No whole answer: could not send Bearer [token]");
  });

  it("is not shown to hooks", async () => {
    const server = await startRecordingServer({ status: 503 }, answer);
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
  ["MSAL's answer", { accessToken: "secret" }],
  ["a function of MSAL's answer", () => ({ accessToken: "secret" })],
  ["a function of an empty text", () => ""],
  ["a function of undefined", () => undefined],
  ["a function of a number", () => ({ token: 5 })],
  ["a credential of an empty text", { getToken: async () => ({ token: "", expiresOnTimestamp: inAnHour() }) }],
])("%s is no token, which is said without naming it", async (_what, token) => {
  const fetch = vi.fn();
  for (const call of [
    createRunSummaryClient({ token: token as string, fetch }).getRunSummary(input),
    createPathClient({ token: token as string, fetch }).GET(path, { params: { path: input } }),
  ]) {
    const error = await rejectionOf(call);

    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe("No token that a header takes.");
  }
  expect(fetch).not.toHaveBeenCalled();
});
