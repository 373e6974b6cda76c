// Random requests to a stateful mock, compared with a plain model. A proxy in front of it validates all responses.
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Mock, startMock } from "../../../src/index.ts";
import { createCaller, type Library, readPages, shelves } from "../../helpers/shelves.ts";

type Book = Readonly<Record<string, unknown>> & { readonly isbn: number };

interface ModelShelf {
  entity: Readonly<Record<string, unknown>>;
  readonly books: Map<number, Book>;
}

/** The shelves by their ids, in the order of their creation. */
type Model = Map<string, ModelShelf>;

let mock: Mock;
let proxy: Mock;
let call: Library["call"];
beforeAll(async () => {
  mock = await startMock({ spec: shelves, seed: {} });
  proxy = await startMock({ spec: shelves, upstream: mock.apiUrl });
  call = createCaller(proxy);
});
afterAll(() => Promise.all([mock.close(), proxy.close()]));

const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter((text) => text.length <= 20);
const details = {
  height: fc.option(fc.integer({ min: 0, max: 3 })),
  room: fc.constantFrom("attic", "cellar", null),
  isFull: fc.boolean(),
};
const newShelf = fc.record({ name, ...details }, { requiredKeys: ["name"] });
const change = fc.record({ name, ...details }, { requiredKeys: [] });
const isbn = fc.integer({ min: 1, max: 5 });
const bookDetails = {
  state: fc.constantFrom("read", "open"),
  readDateTime: fc.constantFrom(null, "2020-01-01T00:00:00Z"),
};
const newBook = fc.record({ isbn, ...bookDetails }, { requiredKeys: ["isbn", "state"] });
const bookChange = fc.record(bookDetails, { requiredKeys: [] });
/** Which of the shelves a step is about, the deleted ones and one that never existed included. */
const choice = fc.nat();

const steps = fc.oneof(
  fc.record({ kind: fc.constant("create" as const), body: newShelf }),
  fc.record({ kind: fc.constantFrom("patch" as const), choice, body: change }),
  fc.record({ kind: fc.constant("put" as const), choice, body: newShelf }),
  fc.record({ kind: fc.constant("delete" as const), choice }),
  fc.record({ kind: fc.constant("createBook" as const), choice, body: newBook }),
  fc.record({ kind: fc.constant("patchBook" as const), choice, isbn, body: bookChange }),
  fc.record({ kind: fc.constant("deleteBook" as const), choice, isbn }),
  fc.record({ kind: fc.constant("list" as const), top: fc.integer({ min: 1, max: 3 }), height: details.height }),
  fc.record({ kind: fc.constant("readAll" as const), choice }),
);
type Step = typeof steps extends fc.Arbitrary<infer Value> ? Value : never;

async function send(method: string, path: string, body?: unknown) {
  const response = await call(method, path, body);
  const violations = JSON.parse(response.headers.get("sl-violations") ?? "[]") as { location: string[] }[];
  expect(violations.filter(({ location }) => location[0] === "response")).toEqual([]);
  return response;
}

/** Runs a step on the mock and on the model. */
async function runStep(step: Step, model: Model, ids: string[]): Promise<void> {
  if (step.kind === "create") {
    const { status, body } = await send("POST", "/shelves", step.body);
    expect(status).toBe(201);
    expect(body).toMatchObject(step.body);
    expect(model.has(body.id)).toBe(false);
    model.set(body.id, { entity: body, books: new Map() });
    ids.push(body.id);
    return;
  }
  if (step.kind === "list") return compareList(step, model);
  const id = ids[step.choice % ids.length] ?? "";
  const path = `/shelves/${id}`;
  const shelf = model.get(id);
  switch (step.kind) {
    case "patch": {
      const { status, body } = await send("PATCH", path, step.body);
      if (shelf === undefined) return expect(status).toBe(404);
      shelf.entity = { ...shelf.entity, ...step.body };
      return expect(body).toEqual(shelf.entity);
    }
    case "put": {
      const { status, body } = await send("PUT", path, step.body);
      if (shelf === undefined) return expect(status).toBe(404);
      const { "@odata.type": _, name: _name, height: _height, room: _room, isFull: _isFull, ...kept } = shelf.entity;
      shelf.entity = { ...kept, ...step.body };
      return expect(body).toEqual(shelf.entity);
    }
    case "delete":
      expect((await send("DELETE", path)).status).toBe(model.delete(id) ? 204 : 404);
      return;
    case "createBook": {
      const { status, body } = await send("POST", `${path}/books`, step.body);
      if (shelf === undefined) return expect(status).toBe(404);
      if (shelf.books.has(step.body.isbn)) return expect(status).toBe(409);
      shelf.books.set(step.body.isbn, body);
      return expect(body).toMatchObject(step.body);
    }
    case "patchBook": {
      const { status, body } = await send("PATCH", `${path}/books/${step.isbn}`, step.body);
      const book = shelf?.books.get(step.isbn);
      if (shelf === undefined || book === undefined) return expect(status).toBe(404);
      shelf.books.set(step.isbn, { ...book, ...step.body });
      return expect(body).toEqual({ ...book, ...step.body });
    }
    case "deleteBook": {
      const { status } = await send("DELETE", `${path}/books/${step.isbn}`);
      return expect(status).toBe(shelf?.books.delete(step.isbn) ? 204 : 404);
    }
    case "readAll":
      return compareShelf(path, shelf);
  }
}

async function compareList({ top, height }: { top: number; height: number | null }, model: Model): Promise<void> {
  const matching = [...model.values()].map(({ entity }) => entity).filter((shelf) => (shelf.height ?? null) === height);
  const pages = await readPages(send, `/shelves?$top=${top}&$filter=${encodeURIComponent(`height eq ${height}`)}`);
  expect(pages.flat()).toEqual(matching);
  expect(pages.slice(0, -1).every((page) => page.length === top)).toBe(true);
  expect((await send("GET", "/shelves?$count=true")).body["@odata.count"]).toBe(model.size);
}

async function compareShelf(path: string, shelf: ModelShelf | undefined): Promise<void> {
  const [entity, books, summary] = await Promise.all([
    send("GET", path),
    send("GET", `${path}/books`),
    send("GET", `${path}/summary`),
  ]);
  if (shelf === undefined) return expect([entity.status, books.status, summary.status]).toEqual([404, 404, 404]);
  const all = [...shelf.books.values()];
  expect(entity.body).toEqual(shelf.entity);
  expect(books.body).toEqual({ value: all });
  expect(summary.body).toMatchObject({
    readCount: all.filter(({ state }) => state === "read").length,
    openCount: all.filter(({ state }) => state === "open").length,
    lastReadDateTime: all.find(({ readDateTime }) => typeof readDateTime === "string")?.readDateTime ?? null,
  });
}

it("responds as a plain model does, and as the document says", async () => {
  const property = fc.asyncProperty(fc.array(steps, { maxLength: 40 }), async (sequence) => {
    await call("POST", `${mock.url}/_mock/reset`);
    const model: Model = new Map();
    const ids = ["99999999-9999-9999-9999-999999999999"];
    for (const step of sequence) await runStep(step, model, ids);
    for (const id of ids) await compareShelf(`/shelves/${id}`, model.get(id));
  });

  await fc.assert(property, { seed: 1, numRuns: 60 });
});
