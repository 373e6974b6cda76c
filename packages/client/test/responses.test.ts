import { describe, expect, it } from "vitest";
import { ContractError, compareDateTimeOffset, createRunSummaryClient, toEpochNanoseconds } from "../src/index.ts";
import { validateResponse } from "../src/validate.ts";
import { startRecordingServer } from "./recording-server.ts";
import { catchRejection, deviceComplianceScriptId, summary } from "./samples.ts";

const input = { deviceComplianceScriptId };

describe("a response", () => {
  it.each([
    ["flat", summary, summary],
    ["wrapped in value, as the reference page shows it", { value: summary }, summary],
    ["wrapped, beside an annotation", { "@odata.context": "c", value: summary }, summary],
    [
      "wrapped, beside annotations of other vocabularies",
      { "@microsoft.graph.tips": "Use $select", value: summary, "value@odata.type": "t", "@a": 1 },
      summary,
    ],
    ["with properties that the description does not name", { ...summary, added: [1] }, { ...summary, added: [1] }],
    ["with a value after its properties", { ...summary, value: { a: 1 } }, { ...summary, value: { a: 1 } }],
    ["with a value before its properties", { value: { a: 1 }, ...summary }, { value: { a: 1 }, ...summary }],
  ])("%s resolves with its value", async (_how, body, expected) => {
    const server = await startRecordingServer({ body: JSON.stringify(body) });
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

    expect(await client.getRunSummary(input)).toEqual(expected);
  });

  it("keeps all seven digits of a time stamp, and its offset", async () => {
    const server = await startRecordingServer({ body: JSON.stringify(summary) });
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

    expect((await client.getRunSummary(input)).lastScriptRunDateTime).toBe("2017-01-01T00:01:17.4310553-08:00");
  });

  it("with the status 201 resolves with its body", async () => {
    const server = await startRecordingServer({ status: 201, body: JSON.stringify(summary) });
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

    expect(await client.getRunSummary(input)).toEqual(summary);
  });

  it.each([
    ["status 204", { status: 204, body: "" }],
    ["an empty body", { body: "" }],
    ["@odata.null", { body: '{"@odata.context":"c","@odata.null":true}' }],
    ["a wrapped null", { body: '{"value":null}' }],
    ["a wrapped null beside annotations", { body: '{"@odata.context":"c","@microsoft.graph.tips":"t","value":null}' }],
    ["a wrapped @odata.null", { body: '{"value":{"@odata.null":true}}' }],
  ])("without an entity resolves with undefined: %s", async (_how, response) => {
    const server = await startRecordingServer(response);
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

    expect(await client.getRunSummary(input)).toBeUndefined();
  });

  it("without a body resolves with undefined", async () => {
    const server = await startRecordingServer({ status: 204, body: "" });
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url, validateResponse });

    expect(await client.updateRunSummary({ ...input, body: {}, Prefer: "return=minimal" })).toBeUndefined();
  });
});

describe("validateResponse", () => {
  it.each<[string, object, string, unknown]>([
    ["/issueDetectedDeviceCount", { ...summary, issueDetectedDeviceCount: "8" }, "type integer", "8"],
    ["/lastScriptRunDateTime", { ...summary, lastScriptRunDateTime: 0 }, "type string", 0],
    ["/id", { ...summary, id: undefined }, "required", undefined],
  ])("throws a ContractError with path, rule and value: %s", async (path, body, rule, value) => {
    const server = await startRecordingServer({ body: JSON.stringify(body) });
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url, validateResponse });

    const error = await catchRejection(client.getRunSummary(input));

    expect(error).toBeInstanceOf(ContractError);
    expect(error.message).toBe(
      `The response to getRunSummary does not match the API's description: ${path} is ${JSON.stringify(value)} (${rule})`,
    );
    expect(error.violations).toEqual([{ path, rule, value }]);
  });

  it("takes every response of an unknown operation", () => {
    expect(() => validateResponse("listOthers", {})).not.toThrow();
    expect(() => validateResponse("listOthers", {}, true)).not.toThrow();
  });

  it("takes a selection of properties only where the call selects some", () => {
    const selection = { value: [{ displayName: "BitLocker" }] };

    expect(() => validateResponse("listDeviceComplianceScripts", selection, true)).not.toThrow();
    expect(() => validateResponse("listDeviceComplianceScripts", selection)).toThrow(
      "/value/0/id is undefined (required)",
    );
    expect(() => validateResponse("listDeviceComplianceScripts", { value: [{ displayName: 1 }] }, true)).toThrow(
      "/value/0/displayName",
    );
  });

  it("takes a response without an entity where the description has one", () => {
    expect(() => validateResponse("updateRunSummary", undefined)).not.toThrow();
    expect(() => validateResponse("updateRunSummary", {})).toThrow("/id is undefined (required)");
  });

  it("takes properties that the description does not name", async () => {
    const server = await startRecordingServer({ body: JSON.stringify({ ...summary, added: 1 }) });
    const client = createRunSummaryClient({ token: "token", baseUrl: server.url, validateResponse });

    expect(await client.getRunSummary(input)).toMatchObject({ added: 1 });
  });
});

describe("time stamps", () => {
  it.each([
    ["1970-01-01T00:00:00Z", 0n],
    ["1970-01-01T00:00:00.0000001Z", 100n],
    ["1970-01-01T00:00:00.123456789Z", 123456789n],
    ["1969-12-31T23:59:59.9999999Z", -100n],
    ["2017-01-01T00:01:17.4310553-08:00", 1483257677431055300n],
    ["2016-02-29t12:00:00+05:30", 1456727400000000000n],
    ["2017-01-01T23:59:00+23:59", 1483228800000000000n],
    ["0001-01-01T00:00:00Z", -62135596800000000000n],
  ])("%s is %d nanoseconds since 1970", (timeStamp, nanoseconds) => {
    expect(toEpochNanoseconds(timeStamp)).toBe(nanoseconds);
  });

  it.each([
    "",
    "2017-01-01",
    "2017-02-29T00:00:00Z",
    "2017-01-01T24:00:00Z",
    "2017-01-01T00:60:00Z",
    "2017-01-01T00:00:60Z",
    "2016-12-31T23:59:60Z",
    "2017-01-01T00:00:00",
    "2017-01-01T00:00:00+24:00",
    "2017-01-01T00:00:00+0800",
    "2017-13-01T00:00:00Z",
    "2017-00-01T00:00:00Z",
    "2017-01-01T00:00:00+01:60",
    "2017-01-01T00:00:00.1234567890Z",
    " 2017-01-01T00:00:00Z",
    "2017-01-01T00:00:00Z ",
  ])("%j is not a time stamp", (text) => {
    expect(() => toEpochNanoseconds(text)).toThrow(new RangeError(`Not a time stamp: ${text}`));
  });

  it("are compared as moments, whatever their digits and offsets", () => {
    expect(compareDateTimeOffset("2017-01-01T00:00:00Z", "2017-01-01T01:00:00.0000000+01:00")).toBe(0);
    expect(compareDateTimeOffset("2017-01-01T00:00:00.0000001Z", "2017-01-01T00:00:00.0000002Z")).toBe(-1);
    expect(compareDateTimeOffset("2017-01-01T00:00:00-01:00", "2017-01-01T00:00:00Z")).toBe(1);
  });
});
