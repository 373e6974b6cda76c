// What the paths of a document stand for in a stateful mock.
import { describe, expect, it } from "vitest";
import { createOperation, createPageSchema, createPathParameters, startStateful } from "../../helpers/stateful.ts";

const thing = { type: "object", properties: { id: { type: "string" }, name: { type: "string" } } };
const example = { id: "x", name: "example" };
const read = createOperation(thing, example);
const list = createOperation(createPageSchema(thing), { value: [example] });
const ofThing = createPathParameters("id");

describe("a list", () => {
  it("may have no path of its items: they are created, and listed", async () => {
    const call = await startStateful({ "/things": { get: list, post: read } }, { seed: {} });
    expect((await call("GET", "/things")).body).toEqual({ value: [] });

    const first = await call("POST", "/things", { id: "a", name: "one" });
    const second = await call("POST", "/things", { name: "two" });

    expect(first.body).toEqual({ id: "a", name: "one" });
    expect(second.body).toEqual({ id: expect.stringMatching(/^[\da-f-]{36}$/), name: "two" });
    expect((await call("GET", "/things")).body).toEqual({ value: [first.body, second.body] });
  });

  it("may have items without a key", async () => {
    const note = { type: "object", required: ["text"], properties: { text: { type: "string" } } };
    const notes = createOperation(createPageSchema(note), { value: [{ text: "example" }] });
    const call = await startStateful({ "/notes": { get: notes, post: createOperation(note, { text: "example" }) } });

    expect((await call("POST", "/notes", { text: "new" })).body).toEqual({ text: "new" });
    expect((await call("POST", "/notes", {})).body).toEqual({ text: "example" });
    expect((await call("GET", "/notes")).body.value).toEqual([
      { text: "example" },
      { text: "new" },
      { text: "example" },
    ]);
  });

  it("may have a path of its items, and no way to create one: it is empty where nothing is seeded", async () => {
    const call = await startStateful(
      { "/things": { get: list }, "/things/{id}": { ...ofThing, get: read } },
      { seed: {} },
    );

    expect((await call("GET", "/things")).body).toEqual({ value: [] });
  });

  it("may have items whose schema names no type", async () => {
    const call = await startStateful({
      "/things": { get: createOperation(createPageSchema({}), { value: [] }), post: read },
    });

    await call("POST", "/things", { name: "a" });

    expect((await call("GET", "/things")).body).toEqual({ value: [{ name: "a" }] });
  });

  it("is not one where its items are texts", async () => {
    const texts = createOperation(createPageSchema({ type: "string" }), { value: ["a"] });
    const call = await startStateful({ "/texts": { get: texts, post: read } });

    expect((await call("POST", "/texts", { id: "b" })).body).toEqual(example);
    expect((await call("GET", "/texts")).body).toEqual({ value: ["a"] });
  });

  it("is not changed by a method that lists do not have", async () => {
    const paths = { "/things": { get: list, post: read, patch: list, delete: read } };
    const call = await startStateful(paths, { seed: { "/things": { value: [{ id: "a" }] } } });

    expect((await call("PATCH", "/things", { value: [] })).body).toEqual({ value: [example] });
    expect((await call("DELETE", "/things", {})).body).toEqual(example);
    expect((await call("GET", "/things")).body).toEqual({ value: [{ id: "a" }] });
  });

  it("may be below a path that is none, where nothing is seeded", async () => {
    const paths = { "/a/things": { get: list, post: read }, "/a/things/{id}": { ...ofThing, get: read } };
    const call = await startStateful(paths, { seed: {} });

    expect((await call("POST", "/a/things", { id: "1" })).status).toBe(200);
    expect((await call("GET", "/a/things/1")).body).toEqual({ id: "1" });
  });

  it("creates nothing of a body that is no object", async () => {
    const post = { ...read, requestBody: { content: { "application/json": { schema: {} } } } };
    const call = await startStateful({ "/things": { get: list, post } }, { seed: {} });

    expect((await call("POST", "/things", ["a"])).body).toEqual(example);
    expect((await call("GET", "/things")).body).toEqual({ value: [] });
  });

  it("creates an item whatever the operation responds with", async () => {
    const post = createOperation({}, "created");
    const call = await startStateful({ "/things": { get: list, post } }, { seed: {} });

    expect((await call("POST", "/things", { id: "a" })).body).toBe("created");
    expect((await call("GET", "/things")).body).toEqual({ value: [{ id: "a" }] });
  });
});

describe("the number of a list's items", () => {
  const number = createOperation({ type: "integer" }, 7);

  it("is below the list", async () => {
    const call = await startStateful({ "/things": { get: list, post: read }, "/things/$count": { get: number } });

    expect((await call("GET", "/things/$count")).body).toBe(1);
  });

  it("is the example's below what is no list", async () => {
    const call = await startStateful({ "/thing": { get: read }, "/thing/$count": { get: number } });

    expect((await call("GET", "/thing/$count")).body).toBe(7);
  });

  it("is nothing else that is below the list", async () => {
    const newest = createOperation(thing, { id: "n", name: "newest" });
    const call = await startStateful({ "/things": { get: list, post: read }, "/things/newest": { get: newest } });

    expect((await call("GET", "/things/newest")).body).toEqual({ id: "n", name: "newest" });
  });
});

describe("an object that there is once", () => {
  it.each(["PATCH", "PUT"])("is changed by %s", async (method) => {
    const call = await startStateful({ "/settings": { get: read, [method.toLowerCase()]: read } });

    const { body } = await call(method, "/settings", { name: "new" });

    expect(body.name).toBe("new");
    expect(body).not.toHaveProperty("undefined");
    expect((await call("GET", "/settings")).body).toEqual(body);
  });

  it("is deleted by DELETE", async () => {
    const call = await startStateful({ "/settings": { get: read, delete: read } });

    await call("DELETE", "/settings", {});

    expect((await call("GET", "/settings")).status).toBe(404);
  });

  it("is what the seed says, though nothing can change it", async () => {
    const call = await startStateful({ "/settings": { get: read } }, { seed: { "/settings": { id: "s" } } });

    expect((await call("GET", "/settings")).body).toEqual({ id: "s" });
  });

  it("does not exist below an item that is not seeded, though something else below it is", async () => {
    const paths = {
      "/things": { get: list, post: read },
      "/things/{id}": { ...ofThing, get: read },
      "/things/{id}/parts": { ...ofThing, get: list, post: read },
      "/things/{id}/settings": { ...ofThing, get: read, patch: read },
    };
    const call = await startStateful(paths, { seed: { "/things/1/parts": { value: [{ id: "p" }] } } });

    expect((await call("GET", "/things/1/parts")).body.value).toEqual([{ id: "p" }]);
    expect((await call("GET", "/things/1/settings")).status).toBe(404);
    expect((await call("GET", "/things")).body).toEqual({ value: [] });
  });
});

describe("the address of a new item", () => {
  const createWith = async (...names: string[]) => {
    const headers = Object.fromEntries(names.map((name) => [name, { schema: { type: "string" } }]));
    const content = { "application/json": { schema: thing, example } };
    const post = { ...read, responses: { 201: { description: "created", headers, content } } };
    const call = await startStateful({ "/things": { get: list, post } });
    return (await call("POST", "/things", { id: "a" })).headers.get("location");
  };

  it("is in Location where the document has this header, beside others", async () => {
    expect(await createWith("X-Other", "location")).toMatch(/^http:.+\/things\/a$/);
  });

  it.each([[[]], [["Content-Location"]], [["Location-Id"]]])(
    "is not there where the document has %j",
    async (names) => {
      expect(await createWith(...names)).toBeNull();
    },
  );
});
