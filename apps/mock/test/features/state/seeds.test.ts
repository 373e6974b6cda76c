import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryMock } from "../../helpers/requests.ts";
import { exampleBook, exampleShelf, shelves, startLibrary } from "../../helpers/shelves.ts";
import { createOperation, createPageSchema, createPathParameters, startStateful } from "../../helpers/stateful.ts";

const path = `/shelves/${exampleShelf.id}`;
const otherId = exampleShelf.id.replaceAll("1", "2");

async function writeSeed(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mock-seed-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "seed.json");
  await writeFile(file, text);
  return file;
}

describe("a seed of lists and of items", () => {
  it("is all that exists", async () => {
    const { call } = await startLibrary({
      seed: {
        "/shelves": { value: [exampleShelf] },
        [`/shelves('${otherId}')`]: { ...exampleShelf, id: otherId },
        [`${path}/books`]: { value: [{ isbn: 9, state: "open" }] },
      },
    });

    expect((await call("GET", "/shelves")).body.value).toEqual([exampleShelf, { ...exampleShelf, id: otherId }]);
    expect((await call("GET", `${path}/books/9`)).body).toEqual({ isbn: 9, state: "open" });
    expect((await call("GET", `/shelves/${otherId}/books`)).body.value).toEqual([]);
    for (const missing of [`${path}/books/1`, "/shelves/3", "/shelves/3/books", "/shelves/3/summary"])
      expect((await call("GET", missing)).status).toBe(404);
  });

  it("is what a reset brings back", async () => {
    const { call, mock } = await startLibrary({ seed: { "/shelves": { value: [exampleShelf] } } });
    await call("PATCH", path, { name: "New" });
    await call("DELETE", path);

    await call("POST", `${mock.url}/_mock/reset`);

    expect((await call("GET", "/shelves")).body.value).toEqual([exampleShelf]);
  });

  it("is the end of an item that is deleted", async () => {
    const { call } = await startLibrary({ seed: { "/shelves": { value: [exampleShelf] } } });

    expect((await call("DELETE", path)).status).toBe(204);

    expect((await call("GET", path)).status).toBe(404);
    expect((await call("GET", "/shelves")).body.value).toEqual([]);
  });
});

describe("a mistake in a seed", () => {
  it("is named with its file, its line and its pointer", async () => {
    const seed = { "/shelves": { value: [exampleShelf, { ...exampleShelf, id: otherId, height: "2" }] } };
    const file = await writeSeed(JSON.stringify(seed, undefined, 2));

    await expect(temporaryMock({ spec: shelves, seed: file })).rejects.toThrow(
      `${file}:17#/~1shelves/value/1/height: Response body property value.1.height must be integer,null.`,
    );
  });

  it.each<[string, object, string]>([
    [
      "a key that two items have",
      { "/shelves": { value: [exampleShelf, exampleShelf] } },
      "the seed#/~1shelves/value/1: The item has the same id as the item 0 of the list.",
    ],
    [
      "another key than that of the path",
      { [`/shelves/${otherId}`]: exampleShelf },
      `the seed#/~1shelves~1${otherId}/id: The key is another one than that of the path.`,
    ],
    [
      "a list without its `value`",
      { "/shelves": [exampleShelf] },
      "the seed#/~1shelves: Response body must be object.",
    ],
    ["a path that is none", { "/%ZZ": {} }, "The path /%ZZ cannot be read. These can: /shelves, /shelves/$count, "],
    ["a path that cannot be read", { [`${path}/dust`]: {} }, `The path ${path}/dust cannot be read. These can: `],
  ])("%s", async (_what, seed, says) => {
    await expect(temporaryMock({ spec: shelves, seed: seed as Record<string, object> })).rejects.toThrow(says);
  });

  it("is one of many, of which the others are counted", async () => {
    const value = Array.from({ length: 100 }, (_, isbn) => ({ isbn, state: "lost" }));

    await expect(temporaryMock({ spec: shelves, seed: { [`${path}/books`]: { value } } })).rejects.toThrow(
      /^(the seed#\S+: .*\n){20}There are \d+ more mistakes\.$/,
    );
  });
});

describe("a seed of a list whose items need not have a key", () => {
  const thing = (rest: object) => ({
    type: "object",
    properties: { id: { type: "string" }, name: { type: "string", ...rest } },
  });
  const startThings = (seed: Readonly<Record<string, object>>, rest: object = {}) => {
    const read = createOperation(thing(rest), { id: "x" });
    return startStateful(
      {
        "/things": { get: createOperation(createPageSchema(thing({})), { value: [] }), post: read },
        "/things/{id}": { ...createPathParameters("id"), get: read },
        "/notes": { get: createOperation(createPageSchema({ type: "object" }), { value: [] }), post: read },
        "/broken": { get: createOperation({ type: "object", properties: { a: { pattern: "(" } } }, {}), patch: read },
      },
      { seed },
    );
  };

  it("names the key that an item lacks", async () => {
    await expect(startThings({ "/things": { value: [{ id: "a" }, { name: "b" }] } })).rejects.toThrow(
      /^the seed#\/~1things\/value\/1: The item has no key: add the property id\.$/,
    );
  });

  it("names what the document forbids in an item that is read alone", async () => {
    const seed = { "/things": { value: [{ id: "a" }, { id: "b", name: "too long" }] } };

    await expect(startThings(seed, { maxLength: 3 })).rejects.toThrow(
      /^the seed#\/~1things\/value\/1\/name: Response body property name must NOT have more than 3 characters\.?$/,
    );
  });

  it("counts the items where the document has no key", async () => {
    const call = await startThings({ "/notes": { value: [{ text: "a" }, { text: "a" }] } });

    expect((await call("GET", "/notes")).body.value).toEqual([{ text: "a" }, { text: "a" }]);
  });

  it("may be without items, and have other properties of the page", async () => {
    const call = await startThings({ "/things": { "@odata.context": "c" }, "/notes": { value: [] } });

    expect((await call("GET", "/things")).body.value).toEqual([]);
    expect((await call("GET", "/notes")).body.value).toEqual([]);
  });

  it("may be an item without its key, which its path has", async () => {
    const call = await startThings({ "/things/a": { name: "n" } });

    expect((await call("GET", "/things/a")).body).toEqual({ name: "n" });
  });

  it("is refused for what cannot be served", async () => {
    await expect(startThings({ "/broken": {} })).rejects.toThrow(
      "The path /broken cannot be read. These can: /things, /things/{id}, /notes.",
    );
  });
});

it("a seed's mistakes are counted beyond the first twenty", async () => {
  const seedOf = (count: number) => ({
    [`${path}/books`]: { value: Array.from({ length: count }, (_, isbn) => ({ isbn, state: isbn })) },
  });
  const refuse = (count: number) => expect(temporaryMock({ spec: shelves, seed: seedOf(count) })).rejects;

  await refuse(20).toThrow(/^(the seed#\S+: .*(\n|$)){20}$/);
  await refuse(22).toThrow(/\nThere are 2 more mistakes\.$/);
  await refuse(21).toThrow(/\nThere is 1 more mistake\.$/);
});

it("may be large", async () => {
  const ids = Array.from({ length: 300 }, (_, index) => exampleShelf.id.slice(0, -3) + String(index).padStart(3, "0"));
  const books = Array.from({ length: 3000 }, (_, isbn) => ({ ...exampleBook, isbn }));
  const seed = {
    "/shelves": { value: ids.map((id) => ({ ...exampleShelf, id })) },
    [`/shelves/${ids[0]}/books`]: { value: books },
  };
  const { call } = await startLibrary({ seed: await writeSeed(JSON.stringify(seed)) });

  expect((await call("GET", "/shelves/$count")).body).toBe("300");
  expect((await call("GET", `/shelves/${ids[0]}/summary`)).body).toMatchObject({ readCount: 3000, openCount: 0 });
});
