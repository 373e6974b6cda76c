// Operations with every kind of parameter, body and response, as the generator describes them.
import { describe, expect, it, vi } from "vitest";
import { createMethods } from "../src/call-operation.ts";
import { any, integer, object, string } from "../src/checks/checks.ts";
import {
  ContractError,
  createOperationClient,
  createSender,
  GraphError,
  type OperationDescription,
  type Operations,
  type SenderOptions,
} from "../src/index.ts";
import { getRunSummary } from "../src/operations.ts";
import { serializeForm as serializeFormBody, serializeJson, serializeRaw } from "../src/request/body.ts";
import { serializeCommaSeparated, serializeDeepObject, serializeForm, serializeQuery } from "../src/request/query.ts";
import { createValidation } from "../src/response/create-validation.ts";
import { readEntity, readHeaders, readJson, readNothing, readStream, readText } from "../src/response/readers.ts";
import { startRecordingServer } from "./recording-server.ts";
import { catchRejection, deviceComplianceScriptId, graphError, summary, summaryResponse } from "./samples.ts";

type Call = (input?: object, options?: object) => Promise<unknown>;

/** The method of an operation, with the operation's defaults for what a test does not look at. */
function createCall(baseUrl: string, operation: Partial<OperationDescription>, options?: Partial<SenderOptions>): Call {
  const whole = { method: "POST", path: "/things", responses: { 200: readJson }, ...operation };
  const sender = createSender({ token: "a-secret-token", baseUrl, retry: { baseDelay: 1 }, ...options });
  return createOperationClient<Operations>({ whole }, sender).whole as unknown as Call;
}

describe("with a token", () => {
  it("a client of imported operations has their methods", async () => {
    const server = await startRecordingServer(summaryResponse);
    const client = createOperationClient({ getRunSummary }, { token: "token", baseUrl: server.url });

    const value = await client.getRunSummary({ deviceComplianceScriptId }, { headers: { "X-Trace": "1" } });

    expect(value).toEqual(summary);
    expect(server.requests).toMatchObject([
      {
        method: "GET",
        url: `/deviceManagement/deviceComplianceScripts/${deviceComplianceScriptId}/runSummary`,
        headers: {
          accept: "application/json",
          authorization: "Bearer token",
          "client-request-id": expect.any(String),
          "x-trace": "1",
        },
      },
    ]);
  });

  it("it sends each request once, and rejects with a GraphError", async () => {
    const server = await startRecordingServer({ status: 503, body: JSON.stringify(graphError) });
    const client = createOperationClient({ getRunSummary }, { token: "token", baseUrl: server.url });

    const error = await catchRejection(client.getRunSummary({ deviceComplianceScriptId }));

    expect(error).toBeInstanceOf(GraphError);
    expect(error).toMatchObject({ status: 503, attempts: 1, method: "GET", clientRequestId: expect.any(String) });
    expect(server.requests).toHaveLength(1);
  });

  it("an abort ends the call", async () => {
    const server = await startRecordingServer({ fault: "stall" });
    const client = createOperationClient({ getRunSummary }, { token: "token", baseUrl: server.url });
    const controller = new AbortController();

    const call = client.getRunSummary({ deviceComplianceScriptId }, { signal: controller.signal });
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    controller.abort(new Error("changed my mind"));

    await expect(call).rejects.toThrow("changed my mind");
  });
});

it("with a sender, a client of imported operations has the sender's retries", async () => {
  const server = await startRecordingServer({ status: 503, body: "" }, summaryResponse);
  const sender = createSender({ token: "token", baseUrl: server.url, retry: { baseDelay: 1 } });

  const value = await createOperationClient({ getRunSummary }, sender).getRunSummary({ deviceComplianceScriptId });

  expect(value).toEqual(summary);
  expect(server.requests).toHaveLength(2);
});

describe("parameters", () => {
  it.each<[how: string, input: object, search: string]>([
    ["a number", { $top: 5 }, "?%24top=5"],
    ["a text", { $filter: "n eq '1+1'" }, "?%24filter=n%20eq%20%271%2B1%27"],
    ["a list as several parameters", { state: ["a", "b&c"] }, "?state=a&state=b%26c"],
    ["a list with commas", { $select: ["a", "b,c"] }, "?%24select=a,b%2Cc"],
    ["several parameters", { $top: 5, $skip: 1 }, "?%24top=5&%24skip=1"],
    ["an object", { filter: { a: 1, "b c": "d&e", f: undefined } }, "?filter[a]=1&filter[b%20c]=d%26e"],
    ["nothing for what is empty or missing", { state: [], $select: [], filter: {}, $top: undefined }, ""],
  ])("writes %s", async (_how, input, search) => {
    const server = await startRecordingServer();
    const parameters = {
      $top: serializeForm,
      $skip: serializeForm,
      $filter: serializeForm,
      state: serializeForm,
      $select: serializeCommaSeparated,
      filter: serializeDeepObject,
    };

    await createCall(server.url, { query: { parameters, serialize: serializeQuery } })(input);

    expect(server.requests[0]?.url).toBe(`/things${search}`);
  });

  it("writes a list in a header with commas", async () => {
    const server = await startRecordingServer();

    await createCall(server.url, { headers: ["prefer"] })({ prefer: ["a", "b"] });

    expect(server.requests[0]?.headers.prefer).toBe("a,b");
  });
});

describe("a request body", () => {
  const check = object({ a: string, b: integer }, ["a"]);
  const form = { mediaType: "application/x-www-form-urlencoded", serialize: serializeFormBody, check };
  const patch = { mediaType: "application/merge-patch+json", serialize: serializeJson, check };
  const text = { mediaType: "text/csv", serialize: serializeRaw, check: string };
  const binary = { mediaType: "image/png", serialize: serializeRaw, check: any };

  it.each([
    ["JSON", patch, { a: "1" }, '{"a":"1"}'],
    ["a form", form, { a: "b&c", d: [1, 2], e: undefined }, "a=b%26c&d=1&d=2"],
    ["a text", text, "a;b\n", "a;b\n"],
    ["bytes", binary, new Uint8Array([65, 66]), "AB"],
    ["a blob", binary, new Blob(["AB"], { type: "image/jpeg" }), "AB"],
  ])("is sent as %s, in each attempt", async (_how, body, value, sent) => {
    const server = await startRecordingServer({ status: 429, body: "" }, {});

    await createCall(server.url, { body })({ body: value });

    expect(server.requests).toMatchObject(Array(2).fill({ body: sent, headers: { "content-type": body.mediaType } }));
  });

  it("has the content type of fetch where the description has none", async () => {
    const server = await startRecordingServer();
    const body = new FormData();
    body.set("a", "1");

    await createCall(server.url, { body: { serialize: serializeRaw, check: any } })({ body });

    expect(server.requests[0]?.headers["content-type"]).toContain("multipart/form-data; boundary=");
  });

  it("has the content type of the call where it names one", async () => {
    const server = await startRecordingServer();

    await createCall(server.url, { body: text })({ body: "a" }, { headers: { "content-type": "text/tab" } });

    expect(server.requests[0]?.headers["content-type"]).toBe("text/tab");
  });

  it.each([
    ["JSON", patch, { b: 1 }],
    ["a form", form, { a: 1 }],
    ["a text", text, 1],
  ])("that does not match its description is not sent as %s", async (_how, body, value) => {
    const call = createCall("http://127.0.0.1:9", { body });

    await expect(call({ body: value })).rejects.toBeInstanceOf(ContractError);
  });

  it.each([patch, form, text])("may be missing only where it is not required", async (body) => {
    const server = await startRecordingServer();

    await createCall(server.url, { body })();

    expect(server.requests).toMatchObject([{ body: "" }]);
    expect(server.requests[0]?.headers).not.toHaveProperty("content-type");
    await expect(createCall(server.url, { body: { ...body, isRequired: true } })()).rejects.toThrow("(required)");
  });

  it("is refused where the operation takes none", async () => {
    await expect(createCall("http://127.0.0.1:9", {})({ body: {} })).rejects.toThrow("POST /things takes no body.");
  });
});

describe("a response", () => {
  it.each([
    ["JSON", readJson, { body: "[1]" }, [1]],
    ["JSON, without a body", readJson, { status: 201, body: "" }, undefined],
    ["an entity, without a body", readEntity, { status: 204, body: "" }, undefined],
    ["an entity, with an empty body", readEntity, { body: "" }, undefined],
    ["a text", readText, { body: "a;b\n" }, "a;b\n"],
    ["an empty text", readText, { body: "" }, ""],
    ["nothing", readNothing, { body: "" }, undefined],
    ["nothing, whatever the service sends", readNothing, { body: "{}" }, undefined],
  ])("is read as %s", async (_how, read, response, expected) => {
    const server = await startRecordingServer(response);

    expect(await createCall(server.url, { responses: { 200: read } })()).toEqual(expected);
  });

  it.each([
    ["HTML in place of JSON", readJson, "<html>"],
    ["an error in place of JSON", readJson, JSON.stringify(graphError)],
    ["HTML in place of nothing", readNothing, "<html>"],
    ["an empty body in place of JSON", readJson, ""],
    ["a list in place of an entity", readEntity, "[]"],
  ])("with %s is a GraphError", async (_how, read, body) => {
    const server = await startRecordingServer({ body });

    await expect(createCall(server.url, { responses: { 200: read } })()).rejects.toBeInstanceOf(GraphError);
  });

  it.each([
    [200, [1]],
    [201, "[1]"],
    [299, "[1]"],
  ])("with the status %i is read as that status, or its range, is described", async (status, expected) => {
    const server = await startRecordingServer({ status, body: "[1]" });

    expect(await createCall(server.url, { responses: { 200: readJson, "2XX": readText } })()).toEqual(expected);
  });

  it("of a status that is not described is read as the first success that is", async () => {
    const server = await startRecordingServer({ status: 203, body: "a" });

    expect(await createCall(server.url, { responses: { 200: readText, 202: readJson } })()).toBe("a");
  });

  it("with headers alone resolves with those that are there, in their types", async () => {
    const headers = { Location: "/jobs/1", "Retry-After": "30", "X-Last": "true", "X-Late": "false" };
    const server = await startRecordingServer({ status: 202, headers, body: "" });
    const read = readHeaders({
      Location: "string",
      "Retry-After": "number",
      "X-Last": "boolean",
      "X-Late": "boolean",
      "X-Missing": "string",
    });

    expect(await createCall(server.url, { responses: { 202: read } })()).toEqual({
      Location: "/jobs/1",
      "Retry-After": 30,
      "X-Last": true,
      "X-Late": false,
    });
  });

  it("that redirects is not followed where that is the success", async () => {
    const server = await startRecordingServer({ status: 302, headers: { Location: "/elsewhere" }, body: "" });
    const responses = { 302: readHeaders({ Location: "string" }) };

    expect(await createCall(server.url, { responses, redirect: "manual" })()).toEqual({ Location: "/elsewhere" });
    expect(server.requests).toHaveLength(1);
  });

  it("is asked for by its media type, unless the call asks for another", async () => {
    const server = await startRecordingServer();
    const call = createCall(server.url, { accept: "text/csv" });

    await call();
    await call({}, { headers: { accept: "text/tab" } });

    expect(server.requests.map(({ headers }) => headers.accept)).toEqual(["text/csv", "text/tab"]);
  });
});

describe("a stream", () => {
  const responses = { 200: readStream };

  it("gives the bytes of the body", async () => {
    const server = await startRecordingServer({ status: 503, body: "busy" }, { body: "a;b\n" });

    const stream = await createCall(server.url, { method: "GET", responses })();

    expect(await new Response(stream as ReadableStream).text()).toBe("a;b\n");
  });

  it("is empty where the response has no body", async () => {
    const server = await startRecordingServer({ status: 204, body: "" });

    expect(await new Response((await createCall(server.url, { responses })()) as ReadableStream).text()).toBe("");
  });

  it("may take longer than the time limit, and ends with the call's signal", async () => {
    const server = await startRecordingServer({ body: "abcd", fault: "stall-body" });
    const controller = new AbortController();
    const call = createCall(server.url, { responses }, { timeout: 500 });
    const stream = (await call({}, { signal: controller.signal })) as ReadableStream<Uint8Array>;
    const reader = stream.getReader();

    const first = await reader.read();
    const second = reader.read();
    await new Promise((resolve) => setTimeout(resolve, 600)); // longer than the time limit
    controller.abort(new Error("enough"));

    expect(new TextDecoder().decode(first.value)).toBe("ab");
    await expect(second).rejects.toThrow("enough");
  });

  it("is not read, but an error in its place is, without the token", async () => {
    const server = await startRecordingServer({ status: 400, body: "Bearer a-secret-token" });

    const error = await catchRejection(createCall(server.url, { responses })());

    expect(error).toBeInstanceOf(GraphError);
    expect(error.body).toBe("Bearer [token]");
  });
});

it("validates the values that come from a body, and no others", async () => {
  const server = await startRecordingServer({ body: "[1]" });
  const validateResponse = vi.fn();
  const operations = {
    json: { method: "GET", path: "/", responses: { 200: readJson } },
    headers: { method: "GET", path: "/", responses: { 200: readHeaders({ Date: "string" }) } },
    stream: { method: "GET", path: "/", responses: { 200: readStream } },
  };
  const sender = createSender({ token: "token", baseUrl: server.url });
  const methods = createMethods<Operations>(
    operations,
    sender,
    createValidation(validateResponse),
  ) as unknown as Record<string, Call>;

  for (const call of Object.values(methods)) await call();

  expect(validateResponse.mock.calls).toEqual([["json", [1], false]]);
});

it("a cloud that there is not has no address, and the scope of the baseUrl", async () => {
  const cloud = "elsewhere" as "global";
  const scopes: string[] = [];
  const token = (request: { scopes: string[] }) => {
    scopes.push(...request.scopes);
    return "token";
  };

  expect(() => createSender({ token, cloud })).toThrow("The baseUrl must use https");
  const server = await startRecordingServer(summaryResponse);
  await createOperationClient({ getRunSummary }, { token, cloud, baseUrl: server.url }).getRunSummary({
    deviceComplianceScriptId,
  });
  expect(scopes).toEqual([`${server.url}/.default`]);
});
