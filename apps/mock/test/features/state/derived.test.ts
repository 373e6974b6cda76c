import { describe, expect, it } from "vitest";
import { exampleShelf, exampleSummary, startLibrary } from "../../helpers/shelves.ts";
import { createOperation, createPageSchema, createPathParameters, startStateful } from "../../helpers/stateful.ts";

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

const item = {
  type: "object",
  properties: { kind: { type: "string" }, size: { type: "integer" }, at: { type: "string" } },
};
const items = [
  { kind: "a", size: 1, at: "2020-01-02T00:00:00Z" },
  { kind: "a", size: 2, at: "2020-01-03T00:00:00Z" },
  { kind: "b", size: 1, at: "2020-01-03T01:00:00+01:00" },
  { kind: "c", size: 3 },
  { kind: "c", size: 3, at: "2020-01-01T00:00:00Z" },
];

/** Reads a property with this derivation, beside the list `things`. */
async function readDerived(derivation: unknown, example: unknown): Promise<unknown> {
  const properties = { other: { type: "string" }, it: { "x-derived-from": derivation } };
  const paths = {
    "/things": { get: createOperation(createPageSchema(item), { value: [] }), post: createOperation(item) },
    "/summary": { get: createOperation({ type: "object", properties }, { it: example }) },
  };
  const call = await startStateful(paths);
  for (const one of items) await call("POST", "/things", one);
  return (await call("GET", "/summary")).body.it;
}

it.each<[derivation: unknown, expected: unknown]>([
  [{ list: "things", count: {} }, 5],
  [{ list: "things", count: { kind: "a" } }, 2],
  [{ list: "things", count: { kind: "a", size: 1 } }, 1],
  [{ list: "things", latest: "at" }, "2020-01-03T00:00:00Z"],
  [{ list: "things", latest: "none" }, null],
])("%j is derived, though no method changes it", async (derivation, expected) => {
  expect(await readDerived(derivation, "example")).toEqual(expected);
});

it.each([
  ...[null, 1, {}, { count: {} }, { list: 1, count: {} }, { list: "none", count: {} }, { list: "summary", count: {} }],
  ...[{ list: "things" }, { list: "things", latest: 1 }, { list: "things", count: 1 }, { list: "things", count: null }],
])("a derivation that is none has no effect: %j", async (derivation) => {
  expect(await readDerived(derivation, "example")).toBe("example");
});

it("an item may have what follows from a list below it", async () => {
  const ofThing = createPathParameters("id");
  const thing = {
    type: "object",
    properties: {
      id: { type: "string" },
      partCount: { type: "integer", "x-derived-from": { list: "parts", count: {} } },
    },
  };
  const read = createOperation(thing, { id: "x", partCount: 7 });
  const parts = createOperation(createPageSchema(item), { value: [] });
  const call = await startStateful({
    "/things": { get: createOperation(createPageSchema(thing), { value: [] }), post: read },
    "/things/{id}": { ...ofThing, get: read },
    "/things/{id}/parts": { ...ofThing, get: parts, post: createOperation(item) },
  });
  await call("POST", "/things", { id: "1" });
  await call("POST", "/things/1/parts", { kind: "a" });

  expect((await call("GET", "/things/1")).body).toEqual({ id: "1", partCount: 1 });
  expect((await call("GET", "/things")).body.value).toEqual([{ id: "1", partCount: 1 }]);
});
