import { expect, it } from "vitest";
import { createThrottling } from "../../src/features/throttling.ts";
import { startMock } from "../../src/index.ts";
import { fixture } from "../helpers/documents.ts";
import { get, patch, temporaryMock } from "../helpers/requests.ts";

const limits = { windowSeconds: 20, requests: 5, writes: 2 };

it("lets as many writes and requests pass as the limits say", () => {
  const wait = createThrottling(limits, () => 0);

  expect([1, 2, 3].map(() => wait("token", "PATCH"))).toEqual([0, 0, 20_000]);
  expect([1, 2, 3, 4].map(() => wait("token", "GET"))).toEqual([0, 0, 0, 20_000]);
});

it("counts for each token, and again from 0 when the window has ended", () => {
  let time = 0;
  const wait = createThrottling(limits, () => time);
  for (let index = 0; index < 5; index++) wait("token", "GET");

  time = 15_000;
  expect(wait("token", "GET")).toBe(5000);
  expect(wait("other", "GET")).toBe(0);
  time = 20_000;
  expect(wait("token", "GET")).toBe(0);
});

it("counts from 0 long after the window has ended", () => {
  let time = 0;
  const wait = createThrottling(limits, () => time);
  for (let index = 0; index < 5; index++) wait("token", "GET");

  time = 45_000;
  expect(wait("token", "GET")).toBe(0);
});

it("lets no more requests than the limit pass at the moment when the window ends", () => {
  let time = 0;
  const wait = createThrottling(limits, () => time);
  for (let index = 0; index < 5; index++) wait("token", "GET");

  time = 20_000;
  expect([1, 2, 3, 4, 5, 6].map(() => wait("token", "GET"))).toEqual([0, 0, 0, 0, 0, 20_000]);
});

it("goes on with the windows of other tokens when one has ended", () => {
  let time = 0;
  const wait = createThrottling({ ...limits, requests: 1 }, () => time);
  wait("first", "GET");
  time = 10_000;
  wait("second", "GET");

  time = 20_000;
  expect(["second", "first", "first"].map((token) => wait(token, "GET"))).toEqual([10_000, 0, 20_000]);
});

it("responds with 429 and Retry-After beyond the limits of the spec's x-throttling", async () => {
  const mock = await temporaryMock({ throttle: true, spec: { ...fixture, "x-throttling": limits } });

  const statuses = [];
  for (let index = 0; index < 3; index++) statuses.push((await patch(mock, {})).status);
  const throttled = await patch(mock, {});

  expect(statuses).toEqual([200, 200, 429]);
  expect(throttled).toMatchObject({ body: { error: { code: "TooManyRequests" } } });
  expect(throttled.headers.get("retry-after")).toMatch(/^(1\d|20)$/);
  expect((await get(mock)).status).toBe(200);
  expect((await patch(mock, {}, { authorization: "Bearer other" })).status).toBe(200);
});

it("takes Intune's limits from the project's own spec", async () => {
  const mock = await temporaryMock({ throttle: true });
  const statuses = await Promise.all(Array.from({ length: 201 }, async () => (await patch(mock, {})).status));

  expect(statuses.filter((status) => status === 200)).toHaveLength(200);
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
});

it("is refused where the document has no limits", async () => {
  const { "x-throttling": _, ...document } = fixture as unknown as Record<string, unknown>;

  await expect(startMock({ throttle: true, spec: document })).rejects.toThrow("has no x-throttling");
});

it("is refused where the document's limits are invalid", async () => {
  const spec = { ...fixture, "x-throttling": { ...limits, writes: "many" } };

  await expect(startMock({ throttle: true, spec })).rejects.toThrow("needs a whole number above 0 for writes");
});

it.each([
  ["windowSeconds", 0],
  ["requests", 1.5],
  ["writes", -1],
])("is refused where %s is %d", async (name, value) => {
  const spec = { ...fixture, "x-throttling": { ...limits, [name]: value } };

  await expect(startMock({ throttle: true, spec })).rejects.toThrow(`a whole number above 0 for ${name}.`);
});

it("counts HEAD and OPTIONS as requests that are no writes", () => {
  const wait = createThrottling({ ...limits, writes: 1 }, () => 0);

  expect(["HEAD", "OPTIONS", "POST", "DELETE"].map((method) => wait("token", method))).toEqual([0, 0, 0, 20_000]);
});
