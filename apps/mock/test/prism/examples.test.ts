import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { createDocument } from "../helpers/documents.ts";
import { get, readError, send, temporaryMock } from "../helpers/requests.ts";

const serve = (responses: object) => temporaryMock({ spec: createDocument({ "/a": { get: { responses } } }) });
const schema = { type: "object", properties: { id: { type: "string" } } };

it("has what the document's own example violates in sl-violations", async () => {
  const content = { "application/json": { schema, example: { id: 5 } } };
  const mock = await serve({ 200: { description: "done", content } });

  const { status, headers } = await get(mock, {}, "/a");

  expect(status).toBe(200);
  expect(JSON.parse(headers.get("sl-violations") ?? "[]")).toEqual([
    {
      location: ["response", "body", "id"],
      code: "type",
      message: "Response body property id must be string.",
      severity: "Error",
    },
  ]);
});

it("has the examples of the documented headers, and no header without a schema", async () => {
  const headers = { "X-Count": { schema: { type: "integer" }, example: 3 }, "X-None": {} };
  const mock = await serve({ 200: { description: "done", headers } });

  const response = await get(mock, {}, "/a");

  expect(response.headers.get("x-count")).toBe("3");
  expect(response.headers.has("x-none")).toBe(false);
});

it("says why a response cannot be generated", async () => {
  const mock = await serve({ 200: { description: "done", content: { "application/json": { example: {} } } } });

  const response = await get(mock, { prefer: "dynamic=true" }, "/a");

  expect(response.status).toBe(500);
  expect(readError(response).message).toContain("schema is not defined");
});

it("has the first example of a range with several media types, with the error code of the status", async () => {
  const error = { schema: {}, examples: { gone: { value: { error: { code: "Gone", message: "It has gone." } } } } };
  const content = { "application/json": error, "application/problem+json": error };
  const mock = await serve({ 200: { description: "done" }, "4XX": { description: "wrong", content } });

  expect((await get(mock, { prefer: "code=410" }, "/a")).body).toEqual({ error: { code: "Gone", message: "Gone." } });
});

it("generates another response each time", async () => {
  const number = { type: "object", required: ["n"], properties: { n: { type: "number", minimum: 0, maximum: 1 } } };
  const mock = await serve({ 200: { description: "done", content: { "application/json": { schema: number } } } });
  const generate = async () => (await get(mock, { prefer: "dynamic=true" }, "/a")).body;

  expect(await generate()).not.toEqual(await generate());
});

it("calls the callbacks of an operation for each request", async () => {
  const received: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    received.push(request);
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const responses = { 200: { description: "done" } };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/done`;
  const callbacks = { onDone: { [url]: { post: { responses } } } };
  const mock = await temporaryMock({ spec: createDocument({ "/a": { post: { callbacks, responses } } }) });

  for (let index = 0; index < 2; index++) await send(`${mock.apiUrl}/a`, { method: "POST" });

  await expect
    .poll(() => received.map((request) => `${request.method} ${request.url}`))
    .toEqual(["POST /done", "POST /done"]);
});
