import { describe, expect, it } from "vitest";
import { createDocument } from "../../helpers/documents.ts";
import { temporaryMock } from "../../helpers/requests.ts";
import { createCaller, exampleShelf, exampleSummary, startLibrary } from "../../helpers/shelves.ts";

const path = `/shelves/${exampleShelf.id}`;

describe("a property that follows from a list", () => {
  it("counts its items, and has the latest of their date-times", async () => {
    const { call } = await startLibrary({
      seed: {
        "/shelves": { value: [exampleShelf] },
        [`${path}/books`]: {
          value: [
            { isbn: 1, state: "read", readDateTime: "2020-01-01T23:30:00Z" },
            { isbn: 2, state: "read", readDateTime: "2020-01-02T00:00:00+01:00" },
            { isbn: 3, state: "open", readDateTime: null },
          ],
        },
      },
    });

    expect((await call("GET", `${path}/summary`)).body).toEqual({
      ...{ id: "s", readCount: 2, openCount: 1, lastReadDateTime: "2020-01-01T23:30:00Z" },
    });
  });

  it("follows the items as they are created, changed and deleted", async () => {
    const { call } = await startLibrary();
    const { body: shelf } = await call("POST", "/shelves", { name: "New" });
    const readSummary = async () => (await call("GET", `/shelves/${shelf.id}/summary`)).body;

    expect(await readSummary()).toEqual({ id: "s", readCount: 0, openCount: 0, lastReadDateTime: null });
    await call("POST", `/shelves/${shelf.id}/books`, { isbn: 1, state: "open" });
    expect(await readSummary()).toMatchObject({ readCount: 0, openCount: 1 });
    await call("PATCH", `/shelves/${shelf.id}/books/1`, { state: "read", readDateTime: "2020-01-01T00:00:00Z" });
    expect(await readSummary()).toMatchObject({ readCount: 1, openCount: 0, lastReadDateTime: "2020-01-01T00:00:00Z" });
    await call("DELETE", `/shelves/${shelf.id}/books/1`);
    expect(await readSummary()).toMatchObject({ readCount: 0, openCount: 0, lastReadDateTime: null });
  });

  it("is what was written, from then on", async () => {
    const { call } = await startLibrary({ seed: { "/shelves": { value: [exampleShelf] } } });

    await call("PATCH", `${path}/summary`, { readCount: 5 });
    await call("POST", `${path}/books`, { isbn: 1, state: "open" });

    expect((await call("GET", `${path}/summary`)).body).toMatchObject({ readCount: 5, openCount: 1 });
  });

  it("is the example's as long as the list is the example's", async () => {
    const { call } = await startLibrary();

    expect((await call("GET", `${path}/summary`)).body).toEqual(exampleSummary);
    await call("POST", `${path}/books`, { isbn: 2, state: "open" });
    expect((await call("GET", `${path}/summary`)).body).toMatchObject({ readCount: 1, openCount: 1 });
  });
});

it.each([null, 1, {}, { list: "b" }, { list: 1, count: {} }, { list: "c", count: {} }, { list: "b", latest: 1 }])(
  "a derivation that is none has no effect: %j",
  async (derivation) => {
    const schema = { type: "object", properties: { n: { type: "integer", "x-derived-from": derivation } } };
    const content = { "application/json": { schema, example: { n: 3 } } };
    const responses = { 200: { description: "done", content } };
    const spec = createDocument({ "/a": { get: { responses } } });
    const call = createCaller(await temporaryMock({ spec, stateful: true }));

    expect((await call("GET", "/a")).body).toEqual({ n: 3 });
  },
);
