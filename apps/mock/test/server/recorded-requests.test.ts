import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createRecorder, type RecordedRequest } from "../../src/server/recorded-requests.ts";
import type { Violation } from "../../src/validation/violation.ts";
import { measureHeap } from "../helpers/memory.ts";
import { get, patch, scriptPath, temporaryMock } from "../helpers/requests.ts";

it("have the status of the response and the violations", async () => {
  const mock = await temporaryMock();

  await get(mock, { "mock-fault": "503" });
  await patch(mock, { id: "1" });

  expect(mock.requests).toMatchObject([
    { method: "GET", target: `/beta${scriptPath}`, body: "", status: 503, fault: "503", violations: [] },
    {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: '{"id":"1"}',
      status: 400,
      violations: [{ location: ["request", "body", "id"] }],
    },
  ]);
});

it("are removed, the oldest first, where they would take too much memory", async () => {
  const mock = await temporaryMock();
  const large = JSON.stringify({ lastScriptRunDateTime: "a".repeat(2 ** 20 - 100) });

  for (let index = 0; index < 20; index++) await patch(mock, large, { "x-index": String(index) });

  expect(mock.requests).toHaveLength(15);
  expect(mock.requests.at(-1)?.headers["x-index"]).toBe("19");
});

it("have the body after decoding; where it cannot be decoded, as it was sent", async () => {
  const mock = await temporaryMock();

  await patch(mock, new Uint8Array(gzipSync('{"id":"1"}')), { "content-encoding": "gzip" });
  await patch(mock, "{}", { "content-encoding": "gzip" });

  expect(mock.requests.map(({ body }) => body)).toEqual(['{"id":"1"}', "{}"]);
});

describe("a list of recorded requests", () => {
  const request: RecordedRequest = { method: "GET", target: "/", headers: {}, body: "", status: 200, violations: [] };

  it("keeps 1,000 requests", () => {
    const requests: RecordedRequest[] = [];
    const record = createRecorder(requests);

    for (let index = 0; index < 1001; index++) record({ ...request, target: `/${index}` });

    expect(requests).toHaveLength(1000);
    expect(requests[0]?.target).toBe("/1");
  });

  const large = "a".repeat(2 ** 19);
  const violation: Violation = { location: ["request"], code: "400", message: "" };
  it.each<[string, Partial<RecordedRequest>, number]>([
    ["method", { method: large }, 31],
    ["target", { target: large }, 31],
    ["headers", { headers: { large } }, 31],
    ["names of headers", { headers: { [large]: "" } }, 31],
    ["body", { body: large }, 31],
    ["body with characters of two bytes", { body: large.replaceAll("a", "ж") }, 15],
    ["messages", { violations: [{ ...violation, message: large }] }, 31],
    ["locations", { violations: [{ ...violation, location: [large] }] }, 31],
  ])("keeps what takes 16 MiB: %s", (_part, part, count) => {
    const requests: RecordedRequest[] = [];
    const record = createRecorder(requests);

    for (let index = 0; index < 50; index++) record({ ...request, ...part });

    expect(requests).toHaveLength(count);
  });

  it("counts what many short texts take", () => {
    const requests: RecordedRequest[] = [];
    const record = createRecorder(requests);
    const headers = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x${index}`, ""]));

    for (let index = 0; index < 50; index++) record({ ...request, headers });

    expect(requests.length).toBeLessThan(16);
  });

  it("does not keep the text in memory that a message was cut out of", async () => {
    const requests: RecordedRequest[] = [];
    const record = createRecorder(requests);
    const before = await measureHeap();

    // Without the copy, this takes 160 MB.
    for (let index = 0; index < 40; index++) {
      const message = String(index)
        .repeat(2 ** 21)
        .slice(1000, 1100);
      record({ ...request, violations: [{ ...violation, message }] });
    }

    const growth = (await measureHeap()) - before;
    expect(requests).toHaveLength(40);
    expect(growth).toBeLessThan(40 * 2 ** 20);
  });
});
