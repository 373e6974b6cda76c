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

describe("a violation", () => {
  /** Sends a body that a schema forbids. Returns the violations in the header. */
  async function listViolations(schema: object, body: unknown) {
    const content = { "application/json": { schema } };
    const operation = { requestBody: { content }, responses: { 204: { description: "done" } } };
    const mock = await temporaryMock({ spec: createDocument({ "/a": { post: operation } }) });
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const { headers } = await send(`${mock.url}/a`, init);
    return JSON.parse(headers.get("sl-violations") ?? "[]") as { location: string[]; code: string; message: string }[];
  }

  const startOfMessage = 'Request body must match pattern "';
  const createPattern = (length: number) => "a".repeat(length - startOfMessage.length - '".'.length);

  it("has a message of at most 500 characters", async () => {
    const [whole] = await listViolations({ type: "string", pattern: createPattern(500) }, "b");
    const [cut] = await listViolations({ type: "string", pattern: createPattern(501) }, "b");

    expect(whole?.message).toBe(`${startOfMessage}${createPattern(500)}".`);
    expect(cut?.message).toBe(`${startOfMessage}${createPattern(501)}".`.replace(/..$/, "…"));
  });

  it("has a message without half of a character", async () => {
    const pattern = `${createPattern(500)}\u{1F600}`;

    const [violation] = await listViolations({ type: "string", pattern }, "b");

    expect(violation?.message).toBe(`${startOfMessage}${createPattern(500)}\ufffd…`);
  });

  it("has keys of at most 300 characters, with a character between two of them", async () => {
    const closed = { type: "object", additionalProperties: false };
    const start = "request.body.".length;

    const [whole] = await listViolations(closed, { ["k".repeat(300 - start)]: 1 });
    const [cut] = await listViolations(closed, { ["k".repeat(301 - start)]: 1 });

    expect(whole?.location).toEqual(["request", "body", "k".repeat(300 - start)]);
    expect(cut?.location).toEqual(["request", "body", `${"k".repeat(299 - start)}…`]);
  });

  it("has no keys below those of 300 characters", async () => {
    const tree = { additionalProperties: { additionalProperties: { type: "integer" } } };
    const start = "request.body.".length;

    const [whole] = await listViolations(tree, { ["k".repeat(298 - start)]: { lower: "a" } });
    const [cut] = await listViolations(tree, { ["k".repeat(299 - start)]: { lower: "a" } });

    expect(whole?.location).toEqual(["request", "body", "k".repeat(298 - start), "…"]);
    expect(cut?.location).toEqual(["request", "body", "k".repeat(299 - start)]);
  });

  it("that is the 21st is counted with the 20th", async () => {
    const items = { type: "array", items: { type: "integer" } };

    const twenty = await listViolations(items, Array(20).fill("a"));
    const more = await listViolations(items, Array(21).fill("a"));

    expect(twenty.map(({ location }) => location.at(-1))).toEqual(Array.from({ length: 20 }, (_, index) => `${index}`));
    expect(more.map(({ location }) => location.at(-1))).toEqual([...twenty.keys().take(19).map(String), "request"]);
    expect(more.at(-1)).toMatchObject({ code: "more", message: "There are 2 more violations." });
  });

  it("is counted where the header has no space for it", async () => {
    // With the name of each property in the message and as its key, a violation has 633 characters in the header, which has 6,144.
    const closed = { type: "object", additionalProperties: false };
    const createBody = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}${"k".repeat(250)}`, 1]));

    const lengths = [];
    for (const count of [1, 9, 10, 11, 20])
      lengths.push((await listViolations({ ...closed, title: `${count}` }, createBody(count))).length);

    expect(lengths).toEqual([1, 9, 10, 10, 10]);
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
