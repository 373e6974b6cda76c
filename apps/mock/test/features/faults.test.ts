import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createChaos } from "../../src/features/chaos.ts";
import { faultNames } from "../../src/features/faults.ts";
import { createDocument } from "../helpers/documents.ts";
import {
  get,
  patch,
  readError,
  referencePage,
  scriptPath,
  send,
  startFixtureMock,
  temporaryMock,
} from "../helpers/requests.ts";

const throttled = { status: 429, body: { error: { code: "TooManyRequests" } } };

describe("a fault that a request asks for", () => {
  it.each([
    ["429", throttled, /^1$/],
    ["429-fractional", throttled, /^0\.125$/],
    ["429-bare", throttled, undefined],
    ["503", { status: 503, body: { error: { code: "ServiceUnavailable" } } }, /^10$/],
    ["504", { status: 504, body: { error: { code: "GatewayTimeout" } } }, /^10$/],
    ["502-html", { status: 502, body: expect.stringMatching(/^<!DOCTYPE html>/) }, undefined],
  ])("%s", async (fault, expected, retryAfter) => {
    const mock = await temporaryMock();

    const response = await get(mock, { "mock-fault": fault });

    expect(response).toMatchObject(expected);
    expect(response.headers.get("mock-fault")).toBe(fault);
    if (retryAfter === undefined) expect(response.headers.get("retry-after")).toBeNull();
    else expect(response.headers.get("retry-after")).toMatch(retryAfter);
  });

  it("429-date: an HTTP date that lies ahead, though not far", async () => {
    const mock = await temporaryMock();

    const { headers } = await get(mock, { "mock-fault": "429-date" });

    const retryAfter = headers.get("retry-after") ?? "";
    expect(retryAfter).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    const wait = Date.parse(retryAfter) - Date.now();
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(2000);
  });

  it("429-date: the second that a wait of a second ends in", async () => {
    const mock = await temporaryMock();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 1, 12, 0, 0, 500) });
    onTestFinished(() => void vi.useRealTimers());

    const { headers } = await get(mock, { "mock-fault": "429-date" });

    expect(headers.get("retry-after")).toBe("Thu, 01 Jan 2026 12:00:02 GMT");
  });

  it("502-html: a page that is HTML, with no violation", async () => {
    const mock = await temporaryMock();

    const { headers } = await get(mock, { "mock-fault": "502-html" });

    expect(headers.get("content-type")).toBe("text/html");
    expect(headers.has("sl-violations")).toBe(false);
  });

  it("claims: a challenge with claims in Base64", async () => {
    const mock = await temporaryMock();

    const response = await get(mock, { "mock-fault": "claims" });
    const { status, headers } = response;

    expect(status).toBe(401);
    expect(readError(response).message).toContain("lacks the claims");
    expect(readError(response).innerError["request-id"]).toBe(headers.get("request-id"));
    const [, claims = ""] =
      /^Bearer .*error="insufficient_claims", claims="([^"]+)"$/.exec(headers.get("www-authenticate") ?? "") ?? [];
    expect(JSON.parse(atob(claims))).toHaveProperty("access_token.nbf");
  });

  it("503 and claims where the document has no such response", async () => {
    const paths = { "/a": { get: { responses: { 200: { description: "done" } } } } };
    const mock = await temporaryMock({ spec: createDocument(paths) });

    const unavailable = await get(mock, { "mock-fault": "503" }, "/a");
    const challenge = await get(mock, { "mock-fault": "claims" }, "/a");

    expect(unavailable.status).toBe(503);
    expect(readError(unavailable)).toMatchObject({ message: "Service Unavailable.", details: [] });
    expect(unavailable.headers.has("sl-violations")).toBe(false);
    expect(challenge.status).toBe(401);
    expect(readError(challenge).message).toContain("lacks the claims");
  });

  it("wrapped: the object in value", async () => {
    const mock = await temporaryMock();

    expect((await get(mock, { "mock-fault": "wrapped" })).body).toEqual({ value: referencePage });
  });

  it("truncated: a whole response with half of the JSON", async () => {
    const mock = await temporaryMock();

    const response = await fetch(mock.requests.length === 0 ? `${mock.apiUrl}` : "", { method: "GET" }).catch(
      () => undefined,
    );
    expect(response?.status).toBe(404);
    await expect(get(mock, { "mock-fault": "truncated" })).rejects.toThrow(SyntaxError);
    expect(mock.requests.at(-1)).toMatchObject({ status: 200, fault: "truncated" });
  });

  it("reset: no response at all", async () => {
    const mock = await temporaryMock();

    await expect(get(mock, { "mock-fault": "reset" })).rejects.toThrow("fetch failed");
    expect(mock.requests).toMatchObject([{ status: 0, fault: "reset" }]);
  });

  it("reset-body: the head of a response, then no more", async () => {
    const mock = await temporaryMock();

    const response = await fetch(`${mock.apiUrl}/deviceManagement/deviceComplianceScripts/1/runSummary`, {
      headers: { authorization: "Bearer token", "mock-fault": "reset-body" },
    });

    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it("reset-body: the whole response to HEAD, which has no body", async () => {
    const mock = await temporaryMock();

    const headers = { "mock-fault": "reset-body" };

    expect(await send(mock.apiUrl + scriptPath, { method: "HEAD", headers })).toMatchObject({ status: 200 });
  });

  it("stall: nothing, until the client gives up or the mock ends", async () => {
    const mock = await temporaryMock();
    const headers = { authorization: "Bearer token", "mock-fault": "stall" };
    const url = `${mock.apiUrl}/deviceManagement/deviceComplianceScripts/1/runSummary`;

    await expect(fetch(url, { headers, signal: AbortSignal.timeout(200) })).rejects.toThrow("timeout");
    const stalled = expect(fetch(url, { headers })).rejects.toThrow("fetch failed");
    await mock.close();
    await stalled;
  });

  it("slow: the whole response, in pieces", async () => {
    const mock = await temporaryMock();
    const response = await fetch(`${mock.apiUrl}/deviceManagement/deviceComplianceScripts/1/runSummary`, {
      headers: { authorization: "Bearer token", "mock-fault": "slow" },
    });

    const pieces = await Array.fromAsync(response.body ?? [], (piece) => Buffer.from(piece));

    expect(pieces.length).toBeGreaterThan(5);
    expect(JSON.parse(Buffer.concat(pieces).toString())).toEqual(referencePage);
  });

  it("slow: ends when the client goes away", async () => {
    const mock = await temporaryMock();
    const request = (name: string) =>
      fetch(mock.apiUrl + scriptPath, {
        headers: { authorization: "Bearer token", "mock-fault": "slow", "x-name": name },
      });
    const [whole, broken] = await Promise.all([request("whole"), request("broken off")]);

    await Promise.all([whole.text(), broken.body?.cancel()]);

    await expect.poll(() => mock.requests.length).toBe(2);
    expect(mock.requests.map(({ headers }) => headers["x-name"])).toEqual(["broken off", "whole"]);
  });

  it("is refused where there is none of that name", async () => {
    const response = await get(await temporaryMock(), { "mock-fault": "flood" });

    expect(response.status).toBe(400);
    expect(readError(response).target).toBe("/header/mock-fault");
    expect(readError(response).message).toBe(`There is no fault flood. There are ${faultNames.join(", ")}.`);
  });

  it("changes no response without a body, and no error response", async () => {
    const mock = await temporaryMock();

    const minimal = await patch(mock, {}, { prefer: "return=minimal", "mock-fault": "truncated" });

    expect(minimal.status).toBe(204);
    expect(minimal.headers.has("mock-fault")).toBe(false);
    expect((await patch(mock, { id: "x" }, { "mock-fault": "slow" })).status).toBe(400);
  });

  it("changes the state only where the request was carried out", async () => {
    const mock = await temporaryMock({ stateful: true });

    await patch(mock, { issueDetectedDeviceCount: 1 }, { "mock-fault": "503" });
    expect((await get(mock)).body).toMatchObject({ issueDetectedDeviceCount: 8 });
    await patch(mock, { issueDetectedDeviceCount: 2 }, { "mock-fault": "truncated" }).catch(() => undefined);
    expect((await get(mock)).body).toMatchObject({ issueDetectedDeviceCount: 2 });
  });
});

describe("chaos", () => {
  const chaos = { faults: ["429", "503", "wrapped"], probability: 0.5, seed: 7 } as const;

  async function run(options: object): Promise<string[]> {
    const mock = await temporaryMock({ chaos: { ...chaos, ...options } });
    for (let index = 0; index < 40; index++) await get(mock);
    return mock.requests.map(({ fault }) => fault ?? "none");
  }

  it("gives the same requests the same faults for the same seed", async () => {
    const [first, same, other] = [await run({}), await run({}), await run({ seed: 8 })];

    expect(same).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set(["none", ...chaos.faults]));
  });

  it("gives a fault to as many requests as the probability says", () => {
    const shareHit = (probability: number) => {
      const faultOfNext = createChaos({ ...chaos, probability });
      const faults = Array.from({ length: 100_000 }, faultOfNext);
      return faults.filter((fault) => fault !== undefined).length / faults.length;
    };

    expect([0, 1].map(shareHit)).toEqual([0, 1]);
    expect(shareHit(0.25)).toBeCloseTo(0.25, 2);
  });

  it("gives a request the fault that it asks for", async () => {
    const mock = await temporaryMock({ chaos: { ...chaos, probability: 1 } });

    expect((await get(mock, { "mock-fault": "502-html" })).status).toBe(502);
  });
});

describe("close", () => {
  it.each([
    ["a wait before a response", { latency: 3_600_000 }, {}],
    ["slow bytes", {}, { "mock-fault": "slow" }],
  ])("does not wait for %s", async (_what, options, headers) => {
    const mock = await startFixtureMock(options);
    const pending = get(mock, headers).catch(() => "broken off");
    await new Promise((resolve) => setTimeout(resolve, 50));

    await mock.close();

    expect(await pending).toBe("broken off");
  });
});

describe("latency", () => {
  it("delays each response", async () => {
    const mock = await temporaryMock({ latency: 30 });
    const start = performance.now();

    await get(mock);

    expect(performance.now() - start).toBeGreaterThanOrEqual(29);
  });
});
