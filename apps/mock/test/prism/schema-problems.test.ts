import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { DocumentError, startMock } from "../../src/index.ts";
import { copySpec, createDocument } from "../helpers/documents.ts";
import { get, temporaryMock } from "../helpers/requests.ts";

const bad = { type: "string", pattern: "(" };
const ok = { 200: { description: "done" } };
const components = { schemas: { Bad: { type: "object", properties: { a: bad } } } };
const content = { "application/json": { schema: { $ref: "#/components/schemas/Bad" } } };
const paths = {
  "/good": { get: { responses: ok } },
  "/bad": {
    get: { responses: ok },
    post: { requestBody: { content }, responses: ok },
    put: { requestBody: { content }, responses: ok },
  },
};
const spec = createDocument(paths, { components });
const problem = "the document#/components/schemas/Bad/properties/a/pattern: Invalid regular expression";

describe("a schema that cannot be validated", () => {
  it("takes down the operations that have it, and no other", async () => {
    const mock = await temporaryMock({ spec });
    const request = async (method: string, path: string) => (await fetch(mock.url + path, { method })).status;

    expect(await request("GET", "/good")).toBe(200);
    expect(await request("GET", "/bad")).toBe(200);
    expect(await request("POST", "/bad")).toBe(501);
    expect(await request("PUT", "/bad")).toBe(501);
  });

  it("takes down no other operation where it is in an error of Graph's form", async () => {
    const error = { type: "object", properties: { code: { type: "string" }, message: bad } };
    const schema = { type: "object", properties: { error } };
    const failing = { ...ok, 400: { description: "bad", content: { "application/json": { schema } } } };
    const mock = await temporaryMock({
      spec: createDocument({ "/a": { get: { responses: failing } }, "/good": paths["/good"] }),
    });

    expect((await fetch(`${mock.url}/a`)).status).toBe(501);
    expect((await fetch(`${mock.url}/good`)).status).toBe(200);
  });

  it("is named in the response, with its place and with what to do", async () => {
    const mock = await temporaryMock({ spec });

    const response = await fetch(`${mock.url}/bad`, { method: "POST" });

    expect(await response.text()).toContain(`The operation is not served until its schema is corrected: ${problem}`);
  });

  it("is listed once, though several operations have it", async () => {
    const mock = await temporaryMock({ spec });

    expect(mock.problems).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    ["pretty", /^Responds with 501: the document#/],
    ["json", /"message":"Responds with 501: the document#/],
  ] as const)("has a line in the log at the start and at each reload, --log %s", async (log, says) => {
    const lines: string[] = [];
    const mock = await temporaryMock({ spec, log, writeLog: (line) => void lines.push(line) });
    await mock.reload(spec);

    expect(lines).toEqual([expect.stringMatching(says), expect.stringMatching(says)]);
  });

  it("has no line where the log is silent", async () => {
    const writeLog = vi.fn();
    await temporaryMock({ spec, writeLog });

    expect(writeLog).not.toHaveBeenCalled();
  });

  it("is gone after a reload of a document without it", async () => {
    const mock = await temporaryMock({ spec });
    await mock.reload(createDocument({ "/bad": { post: { responses: ok } } }));

    expect(mock.problems).toEqual([]);
    expect((await fetch(`${mock.url}/bad`, { method: "POST" })).status).toBe(200);
  });

  it("is followed by --watch", async () => {
    const folder = await copySpec();
    const file = join(folder, "own.json");
    await writeFile(file, JSON.stringify(createDocument({ "/bad": { post: { responses: ok } } })));
    const mock = await temporaryMock({ spec: file, watch: true, writeLog: () => {} });
    await writeFile(file, JSON.stringify(spec));

    await vi.waitFor(() => expect(mock.problems).toEqual([expect.stringContaining(`${file}#/components`)]), 5000);
    expect((await get(mock, {}, "/good")).status).toBe(200);
  });

  it("is a violation behind a proxy, which sends the request on", async () => {
    const upstream = await temporaryMock({ spec: createDocument({ "/bad": { post: { responses: ok } } }) });
    const mock = await temporaryMock({ spec, upstream: upstream.url });

    const response = await fetch(`${mock.url}/bad`, { method: "POST" });

    expect(response.status).toBe(200);
    expect(mock.requests[0]?.violations).toMatchObject([{ code: "501", message: expect.stringContaining(problem) }]);
  });
});

describe("strict", () => {
  it("refuses the document, at the start and at a reload", async () => {
    await expect(startMock({ spec, strict: true })).rejects.toThrow(DocumentError);
    const mock = await temporaryMock({ strict: true });
    await expect(mock.reload(spec)).rejects.toThrow(problem);
  });

  it("names each schema in a line of its own", async () => {
    const [one, other] = ["one", "other"].map((name) => ({ in: "query", name, schema: bad }));
    const document = createDocument({ "/a": { get: { parameters: [one, other], responses: ok } } });
    const line = (index: number) => `the document#/paths/~1a/get/parameters/${index}/schema/pattern: Invalid [^\n]+`;

    await expect(startMock({ spec: document, strict: true })).rejects.toThrow(new RegExp(`^${line(0)}\n${line(1)}$`));
  });

  it("is what the project's own document gets", async () => {
    const mock = await startMock();
    onTestFinished(() => mock.close());

    await expect(mock.reload(spec)).rejects.toThrow(problem);
  });
});
