// What a new item consists of, and what a change may not make of an item.
import { describe, expect, it } from "vitest";
import { readViolations } from "../../helpers/requests.ts";
import { createOperation, createPageSchema, createPathParameters, startStateful } from "../../helpers/stateful.ts";

interface Things {
  /** What a GET of one item returns, and a POST. */
  readonly item: object;
  readonly example: object;
  /** The items of the list. Default: the same. */
  readonly listed?: object;
  readonly page?: object;
  /** Default: the item's path, with GET, PATCH and PUT. */
  readonly hasItemPath?: boolean;
}

/** Starts a mock with an empty list of things. */
async function startThings({ item, example, listed = item, page = {}, hasItemPath = true }: Things) {
  const operation = createOperation(item, example);
  const methods = { get: operation, patch: operation, put: operation, delete: operation };
  return startStateful(
    {
      "/things": { get: createOperation(createPageSchema(listed, page), { value: [example] }), post: operation },
      "/things/$count": { get: createOperation({ type: "integer" }, 7) },
      ...(hasItemPath ? { "/things/{id}": { ...createPathParameters("id"), ...methods } } : {}),
    },
    { seed: {} },
  );
}

describe("a new item has", () => {
  const date = { type: "string", format: "date-time" };
  const old = "2020-01-01T00:00:00Z";
  const id = { type: "string" };

  it.each<[what: string, schema: object, example: unknown, expected: unknown]>([
    ["the default of a required property", { type: "string", default: "d" }, "e", "d"],
    ["null for a required property that may be null", { type: ["string", "null"] }, "e", null],
    ["the example's value of any other", { type: "string" }, "e", "e"],
    ["the example's value of one that only the service writes", { type: "string", readOnly: true }, "e", "e"],
    [
      "the moment of one that only the service writes",
      { ...date, readOnly: true },
      old,
      expect.not.stringContaining("2020-"),
    ],
    ["the example's moment of any other", date, old, old],
    [
      "the moment, where the property consists of several schemas",
      { allOf: [{ readOnly: true }, date] },
      old,
      expect.not.stringContaining("2020-"),
    ],
    [
      "the default, where the property consists of several schemas",
      { allOf: [{ type: "string" }, { default: "d" }] },
      "e",
      "d",
    ],
  ])("%s", async (_what, schema, value, expected) => {
    const item = { type: "object", required: ["it"], properties: { id, it: schema } };
    const call = await startThings({ item, example: { id: "x", it: value } });

    expect((await call("POST", "/things", {})).body).toEqual({ id: expect.any(String), it: expected });
  });

  it("nothing of a property that is not required, but for defaults, annotations and what only the service writes", async () => {
    const properties = {
      id,
      "@odata.type": { type: "string" },
      note: { type: "string" },
      size: { type: "integer", default: 3 },
      creator: { type: "string", readOnly: true },
      owner: { type: "string", readOnly: true },
      secret: { allOf: [{ writeOnly: true }, { type: "string", default: "x" }] },
    };
    const example = { id: "x", "@odata.type": "#thing", note: "n", creator: "c" };

    const { body } = await (await startThings({ item: { type: "object", properties }, example }))(
      "POST",
      "/things",
      {},
    );

    expect(body).toEqual({ id: expect.any(String), "@odata.type": "#thing", size: 3, creator: "c" });
  });

  it("all of the example, where less is not what the document says", async () => {
    const properties = { id, kind: { type: "string" }, size: { type: "integer" } };
    const item = { type: "object", properties, minProperties: 2 };

    const { body } = await (await startThings({ item, example: { id: "x", kind: "k", size: 1 } }))(
      "POST",
      "/things",
      {},
    );

    expect(body).toEqual({ id: expect.any(String), kind: "k", size: 1 });
  });

  it("a key, though the document forbids something else in the example", async () => {
    const item = { type: "object", required: ["id"], properties: { id, size: { type: "integer" } } };

    const { body } = await (await startThings({ item, example: { id: "x", size: "large" } }))("POST", "/things", {});

    expect(body).toEqual({ id: expect.stringMatching(/^[\da-f-]{36}$/) });
  });
});

describe("the key of a new item", () => {
  const createWith = async (key: object, rest: Partial<Things> = {}) => {
    const item = { type: "object", required: ["id"], properties: { id: key } };
    const call = await startThings({ item, example: { id: "x" }, ...rest });
    return { call, create: async () => (await call("POST", "/things", {})).body.id };
  };

  it("is a UUID where it may be a text or a number", async () => {
    expect(await (await createWith({ type: ["integer", "string"] })).create()).toMatch(/^[\da-f-]{36}$/);
  });

  it("is a number for a number", async () => {
    expect(await (await createWith({ type: "number" })).create()).toBe(1);
  });

  it("is not the number of an item that is gone", async () => {
    const { call, create } = await createWith({ type: "integer" });
    await create();
    await call("DELETE", "/things/1", {});

    expect(await create()).toBe(2);
  });

  it("is made of a pattern, where items are in the list alone", async () => {
    const pattern = { type: "string", pattern: "^[a-c]{3}-x$" };

    expect(await (await createWith(pattern, { hasItemPath: false })).create()).toMatch(/^[a-c]{3}-x$/);
  });

  it("is refused where there is none, and the response says what frees one", async () => {
    const { call, create } = await createWith({ enum: ["only"] });
    await create();

    const { status, body } = await call("POST", "/things", {});

    expect(status).toBe(507);
    expect(JSON.stringify(body)).toContain(
      "The mock has found no key for another item. A POST to /_mock/reset discards the others.",
    );
  });
});

describe("an item stays as the document describes it", () => {
  const properties = { id: { type: "string" }, name: { type: "string" }, size: { type: "integer" } };
  const item = { type: "object", properties };
  const short = { ...item, properties: { ...properties, name: { type: "string", maxLength: 3 } } };
  const example = { id: "x", name: "old", size: 1 };

  it.each([
    ["alone", { item: short, listed: item }],
    ["in its list", { item, listed: short }],
  ])("where it is read %s", async (_where, schemas) => {
    const call = await startThings({ ...schemas, example });
    const { body: thing } = await call("POST", "/things", { name: "new" });

    const response = await call("PATCH", `/things/${thing.id}`, { name: "too long", size: 2 });

    expect(response.body).toEqual({ id: thing.id, name: "new", size: 2 });
    expect(readViolations(response)).toEqual([expect.stringMatching(/^response\/body\/name /)]);
  });

  it("whatever else its list has to have", async () => {
    const call = await startThings({ item, example, page: { required: ["@odata.context"] } });

    const response = await call("POST", "/things", { name: "new" });

    expect(response.body).toEqual({ id: expect.any(String), name: "new" });
    expect(readViolations(response)).toEqual([]);
  });

  it("where two properties do not go together: a change has no effect, and the response says why", async () => {
    const call = await startThings({
      item: { ...item, not: { required: ["name", "size"] } },
      example: { id: "x", size: 1 },
    });
    const { body: thing } = await call("POST", "/things", { name: "new" });

    const changed = await call("PATCH", `/things/${thing.id}`, { size: 2 });
    const created = await call("POST", "/things", { name: "other", size: 2 });

    expect(changed.body).toEqual(thing);
    expect(readViolations(changed)).toEqual([expect.stringMatching(/^response\/body /)]);
    expect(created.body).toEqual({ id: expect.any(String), size: 1 });
    expect((await call("GET", "/things")).body.value).toEqual([thing, created.body]);
  });

  it("with its key, where a PUT says nothing of it", async () => {
    const call = await startThings({ item, example });
    await call("POST", "/things", { id: "k", name: "new", size: 1 });

    expect((await call("PUT", "/things/k", { name: "put" })).body).toEqual({ id: "k", name: "put" });
    expect((await call("GET", "/things/k")).body).toEqual({ id: "k", name: "put" });
  });

  it("or is not created, and not counted", async () => {
    const named = { ...item, required: ["name"] };
    const call = await startThings({ item: named, example: {} });

    await call("POST", "/things", { size: 1 });

    expect((await call("GET", "/things/$count")).body).toBe(0);
  });
});
