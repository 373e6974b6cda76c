import { describe, expect, it } from "vitest";
import {
  ContractError,
  createPatchBody,
  createRunSummaryClient,
  type RunSummary,
  type RunSummaryUpdate,
} from "../src/index.ts";
import { startRecordingServer } from "./recording-server.ts";
import { catchRejection, deviceComplianceScriptId, summary, summaryResponse } from "./samples.ts";

describe("a body that does not match the API's description is not sent", () => {
  it.each<[body: unknown, path: string, rule: string]>([
    [{ id: "1" }, "/id", "may not be written"],
    [{ "@odata.context": "x" }, "/@odata.context", "may not be written"],
    [{ unknown: 1 }, "/unknown", "may not be written"],
    [{ issueDetectedDeviceCount: 1.5 }, "/issueDetectedDeviceCount", "type integer"],
    [{ issueDetectedDeviceCount: "8" }, "/issueDetectedDeviceCount", "type integer"],
    [{ issueDetectedDeviceCount: null }, "/issueDetectedDeviceCount", "type integer"],
    [{ issueDetectedDeviceCount: Number.NaN }, "/issueDetectedDeviceCount", "type integer"],
    [{ issueDetectedDeviceCount: 2 ** 31 }, "/issueDetectedDeviceCount", "maximum 2147483647"],
    [{ issueDetectedDeviceCount: -(2 ** 31) - 1 }, "/issueDetectedDeviceCount", "minimum -2147483648"],
    [{ lastScriptRunDateTime: "2017-02-30T00:00:00Z" }, "/lastScriptRunDateTime", "format date-time"],
    [{ lastScriptRunDateTime: "2017-01-01T24:00:00Z" }, "/lastScriptRunDateTime", "pattern "],
    [{ lastScriptRunDateTime: "2017-01-01 00:00:00Z" }, "/lastScriptRunDateTime", "pattern ^"],
    [{ lastScriptRunDateTime: "2017-01-01" }, "/lastScriptRunDateTime", "pattern ^"],
    [{ lastScriptRunDateTime: "" }, "/lastScriptRunDateTime", "pattern ^"],
    [{ lastScriptRunDateTime: 0 }, "/lastScriptRunDateTime", "type string"],
    [{ lastScriptRunDateTime: "2017-01-01T00:00:00.12345678Z" }, "/lastScriptRunDateTime", "pattern ^"],
    [
      { "@odata.type": "#microsoft.graph.device" },
      "/@odata.type",
      'const "#microsoft.graph.deviceComplianceScriptRunSummary"',
    ],
    [undefined, "", "required"],
    [[], "", "type object"],
    [null, "", "type object"],
    ["text", "", "type object"],
    [{ "a/b": 1 }, "/a~1b", "may not be written"],
    [{ lastScriptRunDateTime: "2016-12-31T23:59:60Z" }, "/lastScriptRunDateTime", "pattern ^"],
  ])("%j", async (body, path, rule) => {
    const server = await startRecordingServer(summaryResponse);
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

    const error = await catchRejection(
      client.updateRunSummary({ deviceComplianceScriptId, body: body as RunSummaryUpdate }),
    );

    expect(error).toBeInstanceOf(ContractError);
    expect(error.name).toBe("ContractError");
    expect(error.message).toContain(`The body was not sent: ${path || "/"} is `);
    expect(error.violations).toMatchObject([{ path, rule: expect.stringContaining(rule) }]);
    expect(server.requests).toEqual([]);
  });

  it.each([
    ["in full where it has 40 characters", "x".repeat(38), `"${"x".repeat(38)}"`],
    ["shortened where it has more", "x".repeat(39), `"${"x".repeat(39)}…`],
  ])("the message shows the wrong value %s", async (_how, lastScriptRunDateTime, shown) => {
    const client = createRunSummaryClient({ token: "token" });

    const error = await catchRejection(
      client.updateRunSummary({ deviceComplianceScriptId, body: { lastScriptRunDateTime } }),
    );

    expect(error.message).toContain(`is ${shown} (pattern`);
  });

  it("the message names all violations", async () => {
    const client = createRunSummaryClient({ token: "token" });
    const body = { id: "1", issueDetectedDeviceCount: 1.5 } as unknown as RunSummaryUpdate;

    const error = await catchRejection(client.updateRunSummary({ deviceComplianceScriptId, body }));

    expect(error.message).toBe(
      'The body was not sent: /issueDetectedDeviceCount is 1.5 (type integer), /id is "1" (may not be written)',
    );
  });
});

it("each attempt sends the text that was checked, also where the object has changed since", async () => {
  const server = await startRecordingServer({ status: 503 }, summaryResponse);
  const body: { issueDetectedDeviceCount: number } = { issueDetectedDeviceCount: 8 };
  const onRetry = () => {
    body.issueDetectedDeviceCount = 0.5;
  };
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url, retry: { baseDelay: 1 }, onRetry });

  await client.updateRunSummary({ deviceComplianceScriptId, body });

  expect(server.requests.map((request) => request.body)).toEqual(Array(2).fill('{"issueDetectedDeviceCount":8}'));
});

it("the result of an object's toJSON is checked", async () => {
  const body = { toJSON: () => ({ id: "1" }) } as RunSummaryUpdate;
  const client = createRunSummaryClient({ token: "token" });

  await expect(client.updateRunSummary({ deviceComplianceScriptId, body })).rejects.toThrow(
    '/id is "1" (may not be written)',
  );
});

it.each<RunSummaryUpdate>([
  {},
  { issueDetectedDeviceCount: 2147483647, noIssueDetectedDeviceCount: -2147483648 },
  { lastScriptRunDateTime: null },
  { lastScriptRunDateTime: "2016-02-29T23:59:59.1234567+14:00" },
  { lastScriptRunDateTime: "0001-01-01T00:00:00Z" },
  { issueDetectedDeviceCount: undefined } as unknown as RunSummaryUpdate,
])("sends the body %j", async (body) => {
  const server = await startRecordingServer(summaryResponse);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  await client.updateRunSummary({ deviceComplianceScriptId, body });

  expect(server.requests[0]?.body).toBe(JSON.stringify(body));
});

describe("createPatchBody", () => {
  it("has the changed properties only", () => {
    const previous: RunSummary = { ...summary };

    expect(createPatchBody(previous, { ...previous, issueDetectedDeviceCount: 9 })).toEqual({
      issueDetectedDeviceCount: 9,
    });
    expect(createPatchBody(previous, { lastScriptRunDateTime: null })).toEqual({ lastScriptRunDateTime: null });
    expect(createPatchBody(previous, { ...previous })).toEqual({});
  });

  it("ignores the order of keys, and respects the order of a list", () => {
    const previous: { state: unknown } = { state: { a: 1, b: [1, { c: null, d: 2 }] } };

    expect(createPatchBody(previous, { state: { b: [1, { d: 2, c: null }], a: 1 } })).toEqual({});
    expect(createPatchBody(previous, { state: { a: 1, b: [{ c: null, d: 2 }, 1] } })).toHaveProperty("state");
    expect(createPatchBody({ state: {} }, { state: [] })).toEqual({ state: [] });
  });

  it("can be sent", async () => {
    const server = await startRecordingServer(summaryResponse);
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url });
    const previous = await client.getRunSummary({ deviceComplianceScriptId });

    const body = createPatchBody(previous, { ...previous, issueDetectedDeviceCount: 9 });
    await client.updateRunSummary({ deviceComplianceScriptId, body });

    expect(server.requests[1]?.body).toBe('{"issueDetectedDeviceCount":9}');
  });
});
