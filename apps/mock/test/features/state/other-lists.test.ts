import { describe, expect, it } from "vitest";
import { type Library, readPages } from "../../helpers/shelves.ts";
import {
  createContent,
  createOperation,
  createPageSchema,
  createPathParameters,
  startStateful,
} from "../../helpers/stateful.ts";

interface Schemas {
  /** What a GET returns. */
  readonly item: object;
  readonly example: object;
  /** What a POST and a PATCH take. Default: any object. */
  readonly written?: object;
  readonly key?: object;
  /** Default: the item. */
  readonly created?: object;
  readonly page?: object;
}

/** Starts a mock of a list `/things` with items `/things/{key}`. */
async function startThings({
  item,
  example,
  written = { type: "object" },
  ...schemas
}: Schemas): Promise<Library["call"]> {
  const { key = { type: "string" }, created = item, page = {} } = schemas;
  const respond = (schema: object, value: unknown) => ({
    200: { description: "done", ...createContent(schema, value) },
  });
  const list = createPageSchema(item, page);
  const requestBody = createContent(written);
  const paths = {
    "/things": {
      get: {
        responses: respond(list, { "@odata.nextLink": "https://things.example/things?page=2", value: [example] }),
      },
      post: { requestBody, responses: respond(created, created === item ? example : { job: 1 }) },
    },
    "/things/{key}": {
      parameters: [{ in: "path", name: "key", required: true, schema: key }],
      get: { responses: respond(item, example) },
      patch: { requestBody, responses: respond(item, example) },
    },
  };
  return startStateful(paths, { seed: {} });
}

describe("the key of a new item", () => {
  it.each<[string, object, RegExp]>([
    ["a UUID where the schema takes one", { type: "string" }, /^[\da-f-]{36}$/],
    ["a number", { type: "integer" }, /^1$/],
    ["a number as a text", { type: "string", maxLength: 4 }, /^1$/],
    ["a sample of a pattern", { type: "string", pattern: "^[a-c]{3}-x$" }, /^[a-c]{3}-x$/],
  ])("is %s", async (_what, schema, pattern) => {
    const item = { type: "object", required: ["id"], properties: { id: { ...schema, readOnly: true } } };
    const call = await startThings({ item, example: { id: schema } });

    const { status, body } = await call("POST", "/things", {});

    expect(status).toBe(200);
    expect(String(body.id)).toMatch(pattern);
    expect((await call("GET", `/things/${body.id}`)).body).toEqual(body);
  });

  it("is the property that the parameter of the path names", async () => {
    const properties = { key: { type: "integer" }, id: { type: "string" } };
    const call = await startThings({ item: { type: "object", properties }, example: { key: 7, id: "a" } });

    const first = await call("POST", "/things", {});
    const second = await call("POST", "/things", { key: 2, id: "b" });
    const third = await call("POST", "/things", {});

    expect([first.body.key, second.body, third.body.key]).toEqual([1, { key: 2, id: "b" }, 3]);
    expect((await call("GET", "/things/2")).body).toEqual({ key: 2, id: "b" });
  });

  it("is one that the path takes, too", async () => {
    const item = { type: "object", properties: { id: { type: "string" } } };
    const call = await startThings({ item, example: { id: "x" }, key: { type: "string", maxLength: 8 } });

    expect((await call("POST", "/things", {})).body).toEqual({ id: "1" });
  });

  it("is made where the request gives one that the document does not allow", async () => {
    const item = { type: "object", properties: { id: { type: "string" } } };
    const call = await startThings({ item, example: { id: "x" }, key: { type: "string", maxLength: 8 } });

    const responses = [12, {}, "", "too long for a path"].map((id) => call("POST", "/things", { id }));

    const keys = (await Promise.all(responses)).map(({ body }) => body.id);
    expect(keys.toSorted()).toEqual(["1", "2", "3", "4"]);
  });

  it("is refused where the schema has no other one", async () => {
    const item = { type: "object", properties: { id: { enum: ["only"] } } };
    const call = await startThings({ item, example: { id: "only" } });

    expect((await call("POST", "/things", {})).body).toEqual({ id: "only" });
    expect(await call("POST", "/things", {})).toMatchObject({ status: 507 });
  });
});

describe("a request that writes what a response cannot have", () => {
  const properties = { id: { type: "string", readOnly: true }, name: { type: "string" }, size: { type: "integer" } };
  const item = { type: "object", properties, required: ["id", "name"], additionalProperties: false };
  const example = { id: "x", name: "example" };

  it("changes the rest, and the response says what is left out", async () => {
    const call = await startThings({ item, example });
    const { body: thing } = await call("POST", "/things", { name: "new" });

    const { status, body, headers } = await call("PATCH", `/things/${thing.id}`, { name: null, size: 2, command: "x" });

    expect(status).toBe(200);
    expect(body).toEqual({ id: thing.id, name: "new", size: 2 });
    expect(JSON.parse(headers.get("sl-violations") ?? "")).toMatchObject([
      { location: ["response", "body", "command"] },
      { location: ["response", "body", "name"] },
    ]);
  });

  it("is not made of what can only be written", async () => {
    const secret = { type: "string", writeOnly: true, default: "x" };
    const call = await startThings({ item: { type: "object", properties: { ...properties, secret } }, example });

    expect((await call("POST", "/things", { name: "new" })).body).toEqual({ id: expect.any(String), name: "new" });
  });

  it("creates the rest", async () => {
    const call = await startThings({ item, example });

    const { body, headers } = await call("POST", "/things", { command: "x", size: 2 });

    expect(body).toEqual({ id: expect.any(String), name: "example", size: 2 });
    expect(headers.get("sl-violations")).toContain("command");
  });

  it("changes nothing where no part of it is possible", async () => {
    const strict = { type: "object", properties, required: ["id"], anyOf: [{ properties: { size: { const: 1 } } }] };
    const call = await startThings({ item: strict, example: { id: "x", size: 1 } });
    const { body: thing } = await call("POST", "/things", { size: 1 });

    expect((await call("PATCH", `/things/${thing.id}`, { size: 2 })).body).toEqual(thing);
  });
});

describe("a list", () => {
  const item = { type: "object", properties: { id: { type: "string" } } };

  it("whose POST responds with something else keeps the item all the same", async () => {
    const created = { type: "object", required: ["job"], properties: { job: { type: "integer" } } };
    const call = await startThings({ item, example: { id: "x" }, created });

    expect((await call("POST", "/things", { id: "a" })).body).toEqual({ job: 1 });
    expect((await call("GET", "/things")).body).toEqual({ value: [{ id: "a" }] });
  });

  it("has one page where the document has no address of a next one", async () => {
    const call = await startThings({ item, example: { id: "x" } });
    for (let index = 0; index < 120; index++) await call("POST", "/things", {});

    const { body } = await call("GET", "/things");

    expect(body.value).toHaveLength(120);
    expect(body).not.toHaveProperty("@odata.nextLink");
  });

  it("has pages of as many items as the document allows", async () => {
    const properties = { "@odata.nextLink": { type: "string" }, value: { type: "array", items: item, maxItems: 2 } };
    const call = await startThings({ item, example: { id: "x" }, page: { properties } });
    for (let index = 0; index < 5; index++) await call("POST", "/things", {});

    const pages = await readPages(call, "/things");

    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
  });

  it("that cannot be as the document says is the example, without the address of a page that no mock serves", async () => {
    const properties = { "@odata.nextLink": { type: "string" }, value: { type: "array", items: item, minItems: 1 } };
    const call = await startThings({ item, example: { id: "x" }, page: { properties } });

    const { body, headers } = await call("GET", "/things");

    expect(body).toEqual({ value: [{ id: "x" }] });
    expect(headers.get("sl-violations")).toContain("must NOT have fewer than 1 items");
  });

  it("whose items cannot be read, because their schema does not compile, is still one", async () => {
    // No item has an example.
    const broken = { type: "object", properties: { id: { type: "string", pattern: "(" } } };
    const call = await startStateful({
      "/things": { get: createOperation(createPageSchema(item), { value: [] }), post: createOperation(item, {}) },
      "/things/{id}": {
        ...createPathParameters("id"),
        get: createOperation(broken, {}),
        delete: createOperation(item, {}),
      },
    });

    const { status, body } = await call("POST", "/things", {});

    expect(status).toBe(200);
    expect((await call("GET", "/things")).body).toEqual({ value: [body] });
    expect((await call("GET", `/things/${body.id}`)).status).toBe(501);
  });

  it("creates nothing where the document has no example of what an item has to have", async () => {
    const named = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
    const list = createOperation(createPageSchema(named), { value: [] });
    const call = await startStateful({ "/things": { get: list, post: createOperation(named, { name: "x" }) } });

    const { body, headers } = await call("POST", "/things", { size: 1 });

    expect(body).toEqual({ name: "x" });
    expect(headers.get("sl-violations")).toContain("must have required property 'name'");
    expect((await call("GET", "/things")).body).toEqual({ value: [] });
  });

  it("has a count where each page has to have one", async () => {
    const properties = { value: { type: "array", items: item }, "@odata.count": { type: "integer" } };
    const call = await startThings({ item, example: { id: "x" }, page: { properties, required: ["@odata.count"] } });

    expect((await call("GET", "/things")).body).toEqual({ "@odata.count": 0, value: [] });
  });

  it("that nothing can change is the example's, a function for instance", async () => {
    const get = createOperation(createPageSchema(item), { value: [{ id: "x" }] });
    const paths = { "/find(a={a})": { get }, "/texts": { get } };

    const call = await startStateful(paths, { seed: { "/texts": { value: [] } } });

    expect((await call("GET", "/find(a=1)")).body).toEqual({ value: [{ id: "x" }] });
    expect((await call("GET", "/texts")).body).toEqual({ value: [] });
  });
});
