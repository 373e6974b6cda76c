import { expect, it } from "vitest";
import { createDocument } from "../helpers/documents.ts";
import { send, temporaryMock } from "../helpers/requests.ts";
import { startServer } from "../helpers/upstream.ts";

const schema = { type: "object", properties: { name: { type: "string" }, to: { type: "string" } } };
const json = { "application/json": { schema, example: { name: "one" } } };
const responses = { 200: { description: "done", content: json }, 429: { description: "throttled" } };

/** Starts a server that collects the paths of what is sent to it. */
async function startListener() {
  const called: string[] = [];
  const url = await startServer((request, response) => {
    called.push(`${request.method} ${request.url}`);
    response.end();
  });
  return { called, url };
}

function createCallbacks(url: string): object {
  const operation = { requestBody: { content: json }, responses: { 200: { description: "done" } } };
  return { changed: { [url]: { post: operation } } };
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 100));
}

it("is called by a request, and by nothing else", async () => {
  const { called, url } = await startListener();
  const item = {
    get: { responses, callbacks: createCallbacks(`${url}/read`) },
    patch: { requestBody: { content: json }, responses, callbacks: createCallbacks(`${url}/written`) },
  };
  const limits = { windowSeconds: 60, requests: 3, writes: 1 };
  const spec = createDocument({ "/a": item }, { "x-throttling": limits });
  const mock = await temporaryMock({ spec, seed: { "/a": { name: "seeded" } }, throttle: true });
  await mock.reload(spec);
  await settle();
  expect(called).toEqual([]);

  const headers = { "content-type": "application/json" };
  await send(`${mock.url}/a`, { method: "PATCH", headers, body: '{"name":"two"}' });
  await expect.poll(() => called).toEqual(["POST /written"]);

  // One is throttled, one has a fault, and one is invalid.
  await send(`${mock.url}/a`, { method: "PATCH", headers, body: "{}" });
  const fault = await send(`${mock.url}/a`, { headers: { "mock-fault": "429" } });
  expect([fault.status, fault.body, fault.headers.get("retry-after")]).toEqual([429, undefined, "1"]);
  await send(`${mock.url}/a`, {
    method: "PATCH",
    headers: { ...headers, authorization: "Bearer b" },
    body: '{"name":1}',
  });
  await settle();
  expect(called).toEqual(["POST /written"]);

  await send(`${mock.url}/a`);
  await expect.poll(() => called).toEqual(["POST /written", "POST /read"]);
});

it.each(["http://127.0.0.1:1/", "{$request.body#/to}", "{$request.header.x-none}", "no address", "http://[", ""])(
  "that cannot be called changes nothing: %s",
  async (url) => {
    const item = { post: { requestBody: { content: json }, responses, callbacks: createCallbacks(url) } };
    const mock = await temporaryMock({ spec: createDocument({ "/a": item }) });
    const headers = { "content-type": "application/json" };

    for (const body of ['{"to":"http://127.0.0.1:1/"}', '{"to":"no address"}', "{}"])
      expect((await send(`${mock.url}/a`, { method: "POST", headers, body })).status).toBe(200);
    await settle();
  },
);
