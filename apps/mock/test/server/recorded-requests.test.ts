import { describe, expect, it } from "vitest";
import { createRecorder, type RecordedRequest } from "../../src/server/recorded-requests.ts";
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

  expect(mock.requests).toHaveLength(16);
  expect(mock.requests.at(-1)?.headers["x-index"]).toBe("19");
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

  it("keeps bodies of 16 Mi characters", () => {
    const requests: RecordedRequest[] = [];
    const record = createRecorder(requests);
    const body = "a".repeat(2 ** 20);

    for (let index = 0; index < 17; index++) record({ ...request, body });

    expect(requests).toHaveLength(16);
  });
});
