import { once } from "node:events";
import { request } from "node:http";
import { Readable } from "node:stream";
import { json } from "node:stream/consumers";
import { afterAll, describe, expect, it } from "vitest";
import { get, patch, readError, scriptPath, send, startFixtureMock, temporaryMock } from "../helpers/requests.ts";

const mock = await startFixtureMock();
afterAll(() => mock.close());

describe("a body that the spec forbids", () => {
  it("is refused with all that is wrong with it, each with a JSON pointer", async () => {
    const response = await patch(mock, { id: "x", issueDetectedDeviceCount: 1.5, other: 1 });

    expect(response.status).toBe(400);
    expect(readError(response).code).toBe("BadRequest");
    expect(readError(response).details).toEqual([
      {
        code: "type",
        message: "Request body property issueDetectedDeviceCount must be integer.",
        target: "/body/issueDetectedDeviceCount",
      },
      {
        code: "format",
        message: 'Request body property issueDetectedDeviceCount must match format "int32".',
        target: "/body/issueDetectedDeviceCount",
      },
      { code: "unevaluatedProperties", message: "The property 'id' is read-only.", target: "/body/id" },
      {
        code: "unevaluatedProperties",
        message:
          "There is no property 'other' to write; the body takes @odata.type, noIssueDetectedDeviceCount, issueDetectedDeviceCount, detectionScriptErrorDeviceCount, detectionScriptPendingDeviceCount, lastScriptRunDateTime.",
        target: "/body/other",
      },
    ]);
    expect(readError(response).message).toBe(
      readError(response)
        .details.map(({ message }) => message)
        .join(" "),
    );
  });

  it("is refused together with what is wrong with the headers", async () => {
    const response = await patch(mock, { issueDetectedDeviceCount: "8" }, { "client-request-id": "1" });

    expect([...new Set(readError(response).details.map(({ target }) => target))]).toEqual([
      "/body/issueDetectedDeviceCount",
      "/header/client-request-id",
    ]);
  });

  it("is refused together with all else that is wrong, with the status of the first", async () => {
    const response = await patch(mock, "{bad", { prefer: "code=299", accept: "text/html", "client-request-id": "1" });

    expect(response.status).toBe(400);
    expect([...new Set(readError(response).details.map(({ target }) => target))]).toEqual([
      ...["/header/prefer", "/body", "/header/accept", "/header/client-request-id"],
    ]);
  });

  it("is refused with the messages of all errors, one after the other", async () => {
    const response = await patch(mock, "{bad", { prefer: "dynamic=no" });

    expect(readError(response).message).toMatch(
      /^`Prefer: dynamic=no`: it is true or false\. The body is not valid JSON: /,
    );
  });

  it("is named once where it is not JSON", async () => {
    expect(readError(await patch(mock, "{bad")).details).toEqual([
      { code: "json", message: expect.stringMatching(/^The body is not valid JSON: /), target: "/body" },
    ]);
  });

  it("has its violations in sl-violations, in the format of Prism", async () => {
    const { headers } = await patch(mock, { id: "x" });

    expect(JSON.parse(headers.get("sl-violations") ?? "")).toEqual([
      {
        location: ["request", "body", "id"],
        severity: "Error",
        code: "unevaluatedProperties",
        message: "The property 'id' is read-only.",
      },
    ]);
  });

  it("has a header that is safe, whatever the property is called", async () => {
    const odd = await patch(mock, { "naïve\n€": 1 });

    expect(odd.status).toBe(400);
    expect(JSON.parse(odd.headers.get("sl-violations") ?? "")[0].location[2]).toBe("naïve\n€");
  });

  it("tells of the request in its own ids", async () => {
    const id = "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71";
    const response = await patch(mock, { id: "x" }, { "client-request-id": id });

    expect(readError(response).innerError).toMatchObject({
      "request-id": response.headers.get("request-id"),
      "client-request-id": id,
    });
  });

  it.each([
    ["a number out of range", { issueDetectedDeviceCount: 2147483648 }, "must be <= 2147483647"],
    ["null where it is not allowed", { issueDetectedDeviceCount: null }, "must be integer"],
    ["another type's name", { "@odata.type": "#microsoft.graph.device" }, "must be equal to constant"],
    ["a time stamp of another form", { lastScriptRunDateTime: "2017-01-01 00:01:17Z" }, "must match pattern"],
    ["a day that does not exist", { lastScriptRunDateTime: "2017-02-30T00:01:17Z" }, 'must match format "date-time"'],
    ["an offset of a day", { lastScriptRunDateTime: "2017-01-01T00:01:17+24:00" }, "must match pattern"],
    ["a leap second", { lastScriptRunDateTime: "2016-12-31T23:59:60Z" }, "must match pattern"],
    ["a body that is no object", [], "must be object"],
    ["null", "null", "must be object"],
    ["no body", "", "Body parameter is required."],
    ["a number that no double holds", '{"issueDetectedDeviceCount":1e999}', "must be <= 2147483647"],
  ])("is refused for %s", async (_what, body, says) => {
    const response = await patch(mock, body);

    expect(response.status).toBe(400);
    expect(readError(response).message).toContain(says);
    expect(readError(response).target).toMatch(/^\/body/);
  });

  it.each([
    ["{bad"],
    ['{"a":'],
    [" "],
    ["\uFEFF{}"],
    ["NaN"],
    ["{}{}"],
    [`${"[".repeat(101)}${"]".repeat(101)}`],
    ["[".repeat(500_000)],
    [new Uint8Array([0x22, 0xff, 0x22])],
  ])("is refused for %.20j, which is not JSON that it takes", async (body) => {
    const response = await patch(mock, body);

    expect(response.status).toBe(400);
    expect(readError(response).message).toMatch(/^The body is not valid JSON: /);
  });

  it.each([
    ["lists", `${"[".repeat(101)}${"]".repeat(101)}`],
    ["objects", `${'{"a":'.repeat(101)}1${"}".repeat(101)}`],
    ["lists in an object's last property", `{"a":null,"b":${"[".repeat(100)}${"]".repeat(100)}}`],
    ["lists after texts", `[${'"a",'.repeat(50)}${"[".repeat(100)}${"]".repeat(100)}]`],
  ])("is refused for more than 100 levels of %s", async (_what, body) => {
    expect(readError(await patch(mock, body)).message).toBe(
      "The body is not valid JSON: it is nested more than 100 levels deep.",
    );
  });

  it("is not refused for 100 levels, nor for many brackets side by side", async () => {
    const deep = await patch(mock, `${"[".repeat(100)}${"]".repeat(100)}`);
    const wide = await patch(mock, `[${'[],{},"a",'.repeat(101)}[]]`);

    for (const response of [deep, wide]) expect(readError(response).message).toBe("Request body must be object.");
  });

  it("is refused at once for a text of many escaped quotation marks that does not end", async () => {
    const response = await patch(mock, `${"[".repeat(101)}"${'\\"'.repeat(500_000)}`);

    expect(readError(response).message).toMatch(/^The body is not valid JSON: /);
  });

  it("is not refused for brackets in a string", async () => {
    const response = await patch(mock, { lastScriptRunDateTime: `\\"${"[{".repeat(200)}` });

    expect(readError(response).message).toContain("must match pattern");
  });
});

describe("a parameter that the spec forbids", () => {
  it.each(["", "1", "urn:uuid:7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71"])(
    "is refused for client-request-id: %s",
    async (id) => {
      const response = await get(mock, { "client-request-id": id });

      expect(response.status).toBe(400);
      expect(readError(response).details).toContainEqual({
        code: "pattern",
        message: expect.stringMatching(/^Request header parameter client-request-id must match pattern /),
        target: "/header/client-request-id",
      });
      expect(new Set(readError(response).details.map(({ target }) => target))).toEqual(
        new Set(["/header/client-request-id"]),
      );
    },
  );

  it("is taken where it is empty, and the spec allows that", async () => {
    expect((await patch(mock, {}, { prefer: "" })).status).toBe(200);
  });
});

describe("a request that the API does not take", () => {
  it("is refused for its media type, with a length or in chunks", async () => {
    const message = "The body is application/merge-patch+json; send it as application/json.";

    expect(await patch(mock, "{}", { "content-type": "text/plain" })).toMatchObject({ status: 415 });
    const merge = await patch(mock, "{}", { "content-type": "application/merge-patch+json" });
    expect(merge).toMatchObject({ status: 415, body: { error: { code: "UnsupportedMediaType", message } } });
    const chunked = await send(mock.apiUrl + scriptPath, {
      method: "PATCH",
      headers: { "content-type": "text/plain" },
      body: Readable.toWeb(Readable.from([Buffer.from("{}")])) as ReadableStream,
      duplex: "half",
    } as RequestInit & { headers: Record<string, string> });
    expect(chunked.status).toBe(415);
    expect(await patch(mock, "{}", { "content-type": "Application/JSON; charset=utf-8" })).toMatchObject({
      status: 200,
    });
  });

  it.each(["application/json", "application/", "garbage"])(
    "is refused for a body that GET does not take, %s",
    async (type) => {
      const headers = { authorization: "Bearer token", "content-type": type, "content-length": "2" };
      const [response] = await once(request(mock.url + scriptPath, { headers }).end("{}"), "response");
      const body = await json(response);

      expect(body).toMatchObject({
        error: { code: "BadRequest", details: [{ code: "400", message: "GET takes no body here.", target: "/body" }] },
      });
    },
  );

  it("is refused where it accepts none of the response's media types", async () => {
    expect((await get(mock, { accept: "text/html" })).status).toBe(406);
    expect((await get(mock, { accept: "zzz" })).status).toBe(406);
    expect((await get(mock, { accept: "application/json;q=0" })).status).toBe(406);
    expect((await get(mock, { accept: ", application/json, ,," })).status).toBe(200);
    expect((await get(mock, { accept: "," })).status).toBe(200);
    expect((await get(mock, { accept: ",", prefer: "dynamic=true" })).status).toBe(200);
    expect((await get(mock, { accept: "zzz, application/*;q=0.5, text/html" })).status).toBe(200);
    expect((await get(mock, { accept: "application/json;odata.metadata=minimal" })).status).toBe(200);
  });

  it("is refused for its path", async () => {
    const unknown = await get(mock, {}, "/deviceManagement/devices");
    const slash = await get(mock, {}, `${scriptPath}/`);

    expect(unknown).toMatchObject({ status: 404, body: { error: { code: "NotFound" } } });
    expect(readError(unknown)).toMatchObject({
      message: "The API has no path /deviceManagement/devices.",
      target: "/path",
    });
    expect(slash.status).toBe(404);
  });

  it.each(["%ZZ", "%FF", "%C3%28", "%"])("is refused for %s in its path", async (encoded) => {
    const response = await get(mock, {}, scriptPath.replace("0e7e9f7e", encoded));

    expect(response.status).toBe(400);
    expect(readError(response).message).toContain("is not valid percent-encoded UTF-8");
    expect(readError(response).target).toBe("/path");
  });

  it("is refused for its method, with those that there are", async () => {
    const response = await send(mock.apiUrl + scriptPath, { method: "DELETE" });

    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS, PATCH");
    expect(readError(response).message).toContain("takes GET, HEAD, OPTIONS, PATCH, not DELETE.");
  });

  it("is refused for the size of its body, which may be set", async () => {
    const small = await temporaryMock({ bodyLimit: 10 });

    expect((await patch(mock, `{"a":"${"x".repeat(1024 * 1024)}"}`)).status).toBe(413);
    expect((await patch(small, { lastScriptRunDateTime: null })).status).toBe(413);
    expect((await patch(small, {})).status).toBe(200);
  });

  it("is requested where the client waits for 100 Continue", async () => {
    const headers = { expect: "100-continue", "content-type": "application/json", authorization: "Bearer token" };
    const patching = request(mock.apiUrl + scriptPath, {
      method: "PATCH",
      headers: { ...headers, "content-length": 2 },
    });
    patching.flushHeaders();

    await once(patching, "continue");
    const [response] = await once(patching.end("{}"), "response");

    expect(response.statusCode).toBe(200);
    response.resume();
  });

  it.each(["with a length", "in chunks"])("is refused with 413 though all of it is sent, %s", async (how) => {
    const body = Buffer.alloc(5_000_000, "1");
    const stream = () => Readable.toWeb(Readable.from([body.subarray(1), body.subarray(0, 1)])) as ReadableStream;

    const response = await send(mock.apiUrl + scriptPath, {
      method: "PATCH",
      body: how === "in chunks" ? stream() : body,
      duplex: "half",
    } as RequestInit & { headers?: Record<string, string> });

    expect(response.status).toBe(413);
  });
});
