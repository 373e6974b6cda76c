// A response is never many times its request, in the body, in the header `sl-violations`, in the log and in the record.
import { describe, expect, it } from "vitest";
import { createDocument } from "../helpers/documents.ts";
import { createJwt, get, patch, readError, send, temporaryMock } from "../helpers/requests.ts";

const large = "x".repeat(12_000);
const createObject = (count: number, name = "p") =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index}`, 1]));

async function startRecordingMock(options: object = {}) {
  const lines: string[] = [];
  const mock = await temporaryMock({ log: "json", writeLog: (line) => lines.push(line), ...options });
  /** The sizes of everything that there is of a response. */
  const measure = ({ headers, body }: Awaited<ReturnType<typeof send>>) => ({
    body: JSON.stringify(body)?.length ?? 0,
    header: headers.get("sl-violations")?.length ?? 0,
    log: lines.join("").length,
    violations: JSON.stringify(mock.requests.at(-1)?.violations).length,
  });
  return { mock, measure };
}

const limit = 10 * 1024;
const isBelowLimit = expect.toSatisfy((size: number) => size > 0 && size < limit);
const belowLimit = { body: isBelowLimit, header: isBelowLimit, violations: isBelowLimit };

describe("many violations", () => {
  it("are counted, but for the first ones", async () => {
    const { mock } = await startRecordingMock();

    const response = await patch(mock, createObject(500));

    const { details, message } = readError(response);
    expect(details).toHaveLength(20);
    expect(details.at(-1)).toEqual({ code: "more", message: "There are 481 more violations.", target: "" });
    expect(message).toMatch(/^There is no property 'p0' to write; the body takes /);
    expect(JSON.parse(response.headers.get("sl-violations") ?? "")).toHaveLength(20);
    expect(mock.requests[0]?.violations).toHaveLength(20);
  });

  it("of exactly 20 are all listed", async () => {
    const { mock } = await startRecordingMock();

    expect(readError(await patch(mock, createObject(20))).details.at(-1)).toMatchObject({ target: "/body/p19" });
  });

  it("list the properties that may be written once", async () => {
    const { mock } = await startRecordingMock();

    const messages = readError(await patch(mock, { unknown: 1, other: 1 })).details.map(({ message }) => message);

    expect(messages).toEqual([
      expect.stringMatching(/^There is no property 'unknown' to write; the body takes .*issueDetectedDeviceCount/),
      "There is no property 'other' to write.",
    ]);
  });

  it("take little space where their messages are long", async () => {
    const names = Array.from({ length: 500 }, (_, index) => `value${index}`);
    const content = { "application/json": { schema: { type: "array", items: { enum: names } } } };
    const operation = { requestBody: { content }, responses: { 204: { description: "done" } } };
    const { mock, measure } = await startRecordingMock({ spec: createDocument({ "/a": { post: operation } }) });

    const headers = { "content-type": "application/json" };
    const body = JSON.stringify(Array.from({ length: 1000 }, () => 1));
    const response = await send(`${mock.url}/a`, { method: "POST", headers, body });

    expect(measure(response)).toMatchObject(belowLimit);
    expect(readError(response).details.at(-1)?.message).toMatch(/^There are 9\d\d more violations\.$/);
  });

  it.each([
    ["names in ASCII", "x".repeat(2000)],
    ["names that the header escapes", "\u{1F600}\u0000".repeat(1000)],
    ["names that a pointer escapes", "~/".repeat(1000)],
  ])("take little space where they have long %s", async (_what, name) => {
    const { mock, measure } = await startRecordingMock();

    const response = await patch(mock, createObject(100, name));

    expect(measure(response)).toMatchObject(belowLimit);
    expect(JSON.parse(response.headers.get("sl-violations") ?? "")).toBeInstanceOf(Array);
  });

  it("of the parts of a request are counted together", async () => {
    const { mock } = await startRecordingMock();

    const { details } = readError(await patch(mock, createObject(500), { prefer: "code=999", accept: "a/b" }));

    expect(details[0]?.target).toBe("/header/prefer");
    expect(details.at(-1)?.message).toBe("There are 483 more violations.");
  });

  it("that the proxy finds are counted, too", async () => {
    const upstream = await temporaryMock();
    const { mock, measure } = await startRecordingMock({ upstream: upstream.apiUrl });

    const response = await patch(mock, createObject(500, "x".repeat(100)));

    expect(measure(response)).toMatchObject({ header: isBelowLimit, violations: isBelowLimit });
    expect(mock.requests[0]?.violations.at(-1)?.message).toMatch(/^There are 4\d\d more violations\.$/);
  });
});

describe("a long part of a request is cut where an error repeats it", () => {
  it.each<[string, Record<string, string>]>([
    ["accept", { accept: `a/${large}` }],
    ["prefer", { prefer: `code=${large}` }],
    ["mock-fault", { "mock-fault": large }],
    ["content-type", { "content-type": `a/${large}` }],
    ["content-encoding", { "content-encoding": large }],
    ["a token's permissions", { authorization: `Bearer ${createJwt({ scp: "a ".repeat(4000) })}` }],
  ])("%s", async (_name, headers) => {
    const { mock, measure } = await startRecordingMock();

    const response = await patch(mock, {}, headers);

    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(measure(response)).toMatchObject({ ...belowLimit, log: isBelowLimit });
  });

  it.each(["/", "/%ZZ", "/%00", "/deviceManagement/"])("the path after %s", async (start) => {
    const { mock, measure } = await startRecordingMock();

    expect(measure(await get(mock, {}, `${start}${large}`))).toMatchObject(belowLimit);
  });

  it("keys of a body that is nested deeply", async () => {
    const schema = { type: "object", additionalProperties: { $ref: "#/components/schemas/Node" } };
    const content = { "application/json": { schema: { $ref: "#/components/schemas/Node" } } };
    const paths = { "/a": { post: { requestBody: { content }, responses: { 204: { description: "done" } } } } };
    const spec = createDocument(paths, { components: { schemas: { Node: schema } } });
    const { mock, measure } = await startRecordingMock({ spec });

    const body = `${`{"${"k".repeat(1000)}":`.repeat(90)}1${"}".repeat(90)}`;
    const headers = { "content-type": "application/json" };
    const response = await send(`${mock.url}/a`, { method: "POST", headers, body });

    expect(response.status).toBe(400);
    expect(measure(response)).toMatchObject(belowLimit);
  });
});
