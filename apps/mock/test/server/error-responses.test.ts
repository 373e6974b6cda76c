import { afterAll, describe, expect, it } from "vitest";
import { startMock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { get, readError } from "../helpers/requests.ts";

const json = (example: object) => ({ "application/json": { schema: {}, example } });
const mock = await startMock({
  spec: createDocument({
    "/a": {
      get: {
        responses: {
          200: { description: "done" },
          400: { description: "a body of another form", content: json({ problem: 1 }) },
          401: { description: "no body" },
          403: {
            description: "with ids",
            content: json({
              error: { code: "c", message: "The example's message.", innerError: { date: "x", trace: "t" } },
              more: 1,
            }),
          },
          404: { description: "without ids", content: json({ error: { code: "c", message: "m" } }) },
          500: {
            description: "a header that HTTP does not allow",
            headers: { "x-own": { schema: { type: "string" }, example: "a\nb" } },
          },
        },
      },
    },
  }),
});
afterAll(() => mock.close());

const getStatus = (status: number) => get(mock, { prefer: `code=${status}` }, "/a");

describe("a documented error", () => {
  it("has no body where the document has none", async () => {
    expect(await getStatus(401)).toMatchObject({ status: 401, body: undefined });
  });

  it("stays as it is where it has not Graph's form", async () => {
    expect((await getStatus(400)).body).toEqual({ problem: 1 });
  });

  it("gets no innerError where the example has none", async () => {
    expect((await getStatus(404)).body).toEqual({ error: { code: "c", message: "m" } });
  });

  it("gets the response's own ids and date, and keeps the rest of the example", async () => {
    const { headers, body } = await getStatus(403);

    expect(body).toEqual({
      error: {
        code: "c",
        message: "The example's message.",
        innerError: {
          date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
          trace: "t",
          "request-id": headers.get("request-id"),
          "client-request-id": headers.get("client-request-id"),
        },
      },
      more: 1,
    });
  });
});

describe("an error of the mock", () => {
  it("has no target where no part of the request is wrong", async () => {
    const response = await get(mock, { "mock-fault": "503" }, "/a");

    expect(readError(response)).toMatchObject({ code: "ServiceUnavailable", target: "", details: [] });
  });

  it("names the header of the document that HTTP does not allow", async () => {
    const response = await getStatus(500);

    expect(response.status).toBe(500);
    expect(readError(response).message).toMatch(/^The mock failed: .*x-own/);
  });
});
