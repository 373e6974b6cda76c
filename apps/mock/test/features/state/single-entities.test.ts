import { describe, expect, it } from "vitest";
import { type Mock, startMock } from "../../../src/index.ts";
import { createDocument } from "../../helpers/documents.ts";
import {
  get,
  patch,
  readError,
  referencePage,
  scriptPath,
  send,
  startFixtureMock,
  temporaryMock,
} from "../../helpers/requests.ts";

const otherPath = scriptPath.replace("0e7e9f7e", "1e7e9f7e");

function reset(mock: Mock, init: RequestInit = { method: "POST" }) {
  return send(`${mock.url}/_mock/reset`, init as RequestInit & { headers: Record<string, string> });
}

describe("a stateful mock", () => {
  it("shows in a GET what a PATCH has changed, and keeps the rest", async () => {
    const mock = await temporaryMock({ stateful: true });
    const changes = { issueDetectedDeviceCount: 3, lastScriptRunDateTime: null };

    const updated = await patch(mock, changes);

    expect(updated).toMatchObject({ status: 200, body: { ...referencePage, ...changes } });
    expect((await get(mock)).body).toEqual({ ...referencePage, ...changes });
  });

  it("keeps each entity by itself, whatever the spelling of its path", async () => {
    const mock = await temporaryMock({ stateful: true });

    await patch(mock, { issueDetectedDeviceCount: 3 });

    expect((await get(mock, {}, otherPath)).body).toEqual(referencePage);
    expect((await get(mock, {}, scriptPath.replace("0e7e", "%30e7%65"))).body).toMatchObject({
      issueDetectedDeviceCount: 3,
    });
    expect((await send(mock.url + scriptPath)).body).toMatchObject({ issueDetectedDeviceCount: 3 });
  });

  it("changes where the response has no body, too", async () => {
    const mock = await temporaryMock({ stateful: true });

    const response = await patch(mock, { issueDetectedDeviceCount: 3 }, { prefer: "return=minimal" });

    expect(response.status).toBe(204);
    expect(response.headers.has("content-type")).toBe(false);
    expect((await get(mock)).body).toMatchObject({ issueDetectedDeviceCount: 3 });
  });

  it("changes nothing where the request is refused, or prefers an example", async () => {
    const mock = await temporaryMock({ stateful: true });

    await patch(mock, { id: "x" });
    await patch(mock, { issueDetectedDeviceCount: 3 }, { authorization: "" });
    await patch(mock, { issueDetectedDeviceCount: 3 }, { prefer: "code=500" });
    await patch(mock, { issueDetectedDeviceCount: 3 }, { prefer: "example=neverRan" });

    expect((await get(mock)).body).toEqual(referencePage);
    expect(await get(mock, { prefer: "example=neverRan" })).toMatchObject({ body: { lastScriptRunDateTime: null } });
  });

  it("keeps 16 MiB, and refuses more until it is reset", async () => {
    const schema = { type: "object", properties: { text: { type: "string" } } };
    const content = { "application/json": { schema, example: { text: "" } } };
    const operation = { requestBody: { content }, responses: { 200: { description: "done", content } } };
    const parameters = [{ in: "path", name: "id", required: true, schema: { type: "string" } }];
    const spec = createDocument({ "/a/{id}": { parameters, get: operation, patch: operation } });
    const mock = await temporaryMock({ spec, stateful: true });
    const headers = { "content-type": "application/json" };
    const write = (id: number, length: number) =>
      send(`${mock.url}/a/${id}`, { method: "PATCH", headers, body: JSON.stringify({ text: "x".repeat(length) }) });

    const statuses: number[] = [];
    for (let id = 0; id < 33; id++) statuses.push((await write(id, 2 ** 19 - 1000)).status);
    const refused = await write(33, 2 ** 19);
    const smaller = await write(0, 1);
    const fitting = await write(34, 2 ** 18);
    await reset(mock);

    expect(new Set(statuses.slice(0, 32))).toEqual(new Set([200]));
    expect(refused.status).toBe(507);
    expect(readError(refused).message).toMatch(/16 MiB.*\/_mock\/reset/);
    expect([smaller.status, fitting.status]).toEqual([200, 200]);
    expect((await send(`${mock.url}/a/33`)).body).toEqual({ text: "" });
    expect((await write(35, 2 ** 19)).status).toBe(200);
  });

  it("discards the changes when it is reset", async () => {
    const mock = await temporaryMock({ stateful: true });
    await patch(mock, { issueDetectedDeviceCount: 3 });

    expect((await reset(mock)).status).toBe(204);

    expect((await get(mock)).body).toEqual(referencePage);
    const wrongMethod = await reset(mock, { method: "GET" });
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.headers.get("allow")).toBe("POST");
    expect(readError(wrongMethod)).toMatchObject({ message: "/_mock/reset takes POST.", target: "/method" });
  });

  it("keeps the writes of many clients at once", async () => {
    const mock = await temporaryMock({ stateful: true });
    const counts = Array.from({ length: 50 }, (_, index) => index);

    await Promise.all(
      counts.map((count) =>
        send(mock.apiUrl + scriptPath.replace("0e7e9f7e", String(count)), {
          method: "PATCH",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ issueDetectedDeviceCount: count }),
        }),
      ),
    );

    const paths = counts.map((count) => scriptPath.replace("0e7e9f7e", String(count)));
    const responses = await Promise.all(paths.map((path) => get(mock, {}, path)));
    expect(
      responses.map(({ body }) => (body as { issueDetectedDeviceCount: number }).issueDetectedDeviceCount),
    ).toEqual(counts);
  });
});

it("keeps the writes of many clients to one entity", async () => {
  const mock = await temporaryMock({ stateful: true });
  const changes = {
    noIssueDetectedDeviceCount: 101,
    issueDetectedDeviceCount: 102,
    detectionScriptErrorDeviceCount: 103,
    detectionScriptPendingDeviceCount: 104,
  };

  await Promise.all(Object.entries(changes).map(([name, count]) => patch(mock, { [name]: count })));

  expect((await get(mock)).body).toEqual({ ...referencePage, ...changes });
});

describe("a mock without state", () => {
  it("responds to PATCH with the example, and has nothing to reset", async () => {
    const mock = await temporaryMock();

    expect((await patch(mock, { issueDetectedDeviceCount: 3 })).body).toEqual(referencePage);
    const response = await reset(mock);
    expect(response.status).toBe(404);
    expect(readError(response)).toMatchObject({
      message: "This mock keeps no state: start it with --stateful.",
      target: "/path",
    });
  });
});

describe("a seed", () => {
  const entity = { ...referencePage, id: "seeded", issueDetectedDeviceCount: 42 };

  it("says what exists at the start, and nothing else does", async () => {
    const mock = await temporaryMock({ seed: { [scriptPath]: entity } });

    expect((await get(mock)).body).toEqual(entity);
    expect(await get(mock, {}, otherPath)).toMatchObject({
      status: 404,
      body: { error: { code: "ResourceNotFound", message: `There is nothing at ${otherPath}.` } },
    });
  });

  it("is what a reset returns to", async () => {
    const mock = await temporaryMock({ seed: { [scriptPath]: entity } });
    await patch(mock, { issueDetectedDeviceCount: 3 });

    await reset(mock);

    expect((await get(mock)).body).toEqual(entity);
  });

  it("is refused where it is not what the spec says", async () => {
    await expect(startFixtureMock({ seed: { "/devices/1": entity } })).rejects.toThrow(
      "the seed#/~1devices~11: The path /devices/1 cannot be read. These can: /deviceManagement/deviceComplianceScripts/{",
    );
    await expect(startFixtureMock({ seed: { [scriptPath]: { id: "1" } } })).rejects.toThrow(
      /^the seed#\/~1deviceManagement\S+\/noIssueDetectedDeviceCount: .*must have required property/,
    );
  });
});

describe("the state of other documents", () => {
  const entity = { id: "1", name: "a" };
  const schema = { type: "object", properties: { id: { type: "string", readOnly: true }, name: { type: "string" } } };
  const content = { "application/json": { schema, example: entity } };
  const responses = { 200: { description: "done", content } };
  const write = { requestBody: { content: { "application/json": { schema: {} } } }, responses };

  async function change(mock: Mock, path: string, method: string): Promise<unknown> {
    const headers = { "content-type": "application/json" };
    await send(mock.url + path, { method, headers, body: '{"id":"2","name":"b"}' });
    return (await get(mock, {}, path)).body;
  }

  it("changes by PATCH and not by other methods, and keeps read-only properties", async () => {
    const paths = { "/a": { get: { responses }, patch: write, post: write } };
    const mock = await temporaryMock({ spec: createDocument(paths), stateful: true });

    expect(await change(mock, "/a", "POST")).toEqual(entity);
    expect(await change(mock, "/a", "PATCH")).toEqual({ id: "1", name: "b" });
  });

  it("keeps paths apart", async () => {
    const pathItem = { get: { responses }, patch: write };
    const mock = await temporaryMock({ spec: createDocument({ "/a/b": pathItem, "/ab": pathItem }), stateful: true });

    await change(mock, "/a/b", "PATCH");

    expect((await get(mock, {}, "/ab")).body).toEqual(entity);
  });

  it("does not change by a PATCH without a body, or on a path without GET", async () => {
    const paths = { "/a": { get: { responses }, patch: write }, "/b": { patch: write } };
    const mock = await temporaryMock({ spec: createDocument(paths), stateful: true });

    expect(await send(`${mock.url}/a`, { method: "PATCH" })).toMatchObject({ status: 200, body: entity });
    expect(await send(`${mock.url}/b`, { method: "PATCH" })).toMatchObject({ status: 200, body: entity });
  });

  it.each([["text"], [null], [[1]], [2]])("does not apply to %j, which is not an object", async (example) => {
    const list = { 200: { description: "done", content: { "application/json": { schema: {}, example } } } };
    const paths = { "/a": { get: { responses: list }, patch: { ...write, responses: list } } };
    const mock = await temporaryMock({ spec: createDocument(paths), stateful: true });

    expect(await change(mock, "/a", "PATCH")).toEqual(example);
  });

  it("leaves /_mock/reset to a document that has this path", async () => {
    const paths = { "/{a}/{b}": { get: { responses }, patch: write } };
    const mock = await temporaryMock({ spec: createDocument(paths), stateful: true });

    expect((await reset(mock)).status).toBe(405);
    expect((await get(mock, {}, "/_mock/reset")).body).toEqual(entity);
  });

  it("does not change a path without PATCH", async () => {
    const mock = await temporaryMock({ spec: createDocument({ "/a": { get: { responses } } }), seed: {} });

    expect((await get(mock, {}, "/a")).status).toBe(200);
  });

  it("does not change where the response is not a success", async () => {
    const moved = { 300: { description: "several", content } };
    const paths = { "/a": { get: { responses: moved }, patch: { ...write, responses: moved } } };
    const mock = await temporaryMock({ spec: createDocument(paths), stateful: true });

    expect(await change(mock, "/a", "PATCH")).toEqual(entity);
  });

  it("takes a seed in JSON though the response has other media types, and headers of its own", async () => {
    const texts = { "text/csv": { schema: { type: "string" } }, ...content };
    const headers = { "x-version": { schema: { type: "string" }, required: true, example: "1" } };
    const read = { responses: { 200: { description: "done", headers, content: texts } } };
    const spec = createDocument({ "/a": { get: read, patch: write } });

    const mock = await temporaryMock({ spec, seed: { "/a": entity } });

    expect((await get(mock, { accept: "application/json" }, "/a")).body).toEqual(entity);
  });

  it("names the paths that a seed may have", async () => {
    const paths = { "/a": { get: { responses } }, "/b": { get: { responses } }, "/c": { patch: write } };

    await expect(startMock({ spec: createDocument(paths), seed: { "/c": entity } })).rejects.toThrow(
      "the seed#/~1c: The path /c cannot be read. These can: /a, /b.",
    );
  });
});
