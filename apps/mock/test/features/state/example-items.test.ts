// Which of the document's examples an entity is that nobody has written.
import { describe, expect, it } from "vitest";
import { readViolations } from "../../helpers/requests.ts";
import { createOperation, createPageSchema, createPathParameters, startStateful } from "../../helpers/stateful.ts";

const thing = {
  type: "object",
  properties: { id: { type: "string", format: "uuid" }, name: { type: "string" }, size: { type: "integer" } },
};
const ids = { a: "00000000-0000-0000-0000-00000000000a", b: "00000000-0000-0000-0000-00000000000b" };
const [a, b] = [
  { id: ids.a, name: "A" },
  { id: ids.b, name: "B", size: 2 },
];
const listed = { id: "00000000-0000-0000-0000-00000000000c", name: "listed" };
const other = "00000000-0000-0000-0000-00000000000d";

async function startThings() {
  const examples = {
    a: { value: a },
    file: { externalValue: "https://a.example/" },
    text: { value: "t" },
    b: { value: b },
  };
  const content = { "application/json": { schema: thing, examples } };
  const read = { responses: { 200: { description: "done", content } } };
  return startStateful({
    "/things": {
      get: createOperation(createPageSchema(thing), { value: [a, null, listed] }),
      post: createOperation(thing, a),
    },
    "/things/{id}": { ...createPathParameters("id"), get: read, patch: createOperation(thing, a) },
  });
}

describe("an item is", () => {
  it("the example of an item with its key", async () => {
    expect((await (await startThings())("GET", `/things/${ids.b}`)).body).toEqual(b);
  });

  it("the item with its key in the example of the list", async () => {
    expect((await (await startThings())("GET", `/things/${listed.id}`)).body).toEqual(listed);
  });

  it("else the first example, with its key", async () => {
    const call = await startStateful({
      "/things": { get: createOperation(createPageSchema(thing), { value: [listed] }) },
      "/things/{id}": { ...createPathParameters("id"), get: createOperation(thing, a) },
    });

    expect((await call("GET", `/things/${other}`)).body).toEqual({ ...a, id: other });
  });

  it("the first example as it is, where the key of the path is not valid in it", async () => {
    const call = await startThings();

    const { body } = await call("PATCH", "/things/none", { name: "new" });

    expect(body).toEqual({ ...a, name: "new" });
  });

  it("the first example as it is, where items have no key", async () => {
    const note = { type: "object", properties: { text: { type: "string" } } };
    const call = await startStateful({
      "/notes": { get: createOperation(createPageSchema(note), { value: [{ text: "listed" }] }) },
      "/notes/{n}": { ...createPathParameters("n"), get: createOperation(note, { text: "alone" }) },
    });

    expect((await call("GET", "/notes/7")).body).toEqual({ text: "alone" });
  });

  it("an item in the example of the list, where none is read alone", async () => {
    const named = { ...thing, required: ["name"] };
    const paths = {
      "/things": {
        get: createOperation(createPageSchema(named), { value: [listed] }),
        post: createOperation(named, a),
      },
    };

    expect((await (await startStateful(paths))("POST", "/things", {})).body).toEqual({
      id: expect.any(String),
      name: "listed",
    });
  });
});

describe("the items of a list", () => {
  it("are the objects in its example, in their order, whichever of them is changed", async () => {
    const call = await startThings();
    expect((await call("GET", "/things?x=1")).body.value).toEqual([a, listed]);

    const { body } = await call("PATCH", `/things/${ids.a}`, { name: "new" });

    expect((await call("GET", "/things")).body.value).toEqual([body, listed]);
  });

  it("keep the key of an example, and of an item that was changed", async () => {
    const conflict = { description: "taken", content: { "application/json": { schema: { type: "object" } } } };
    const read = createOperation(thing, a);
    const post = { ...read, responses: { ...(read as { responses: object }).responses, 409: conflict } };
    const call = await startStateful({
      "/things": { get: createOperation(createPageSchema(thing), { value: [a] }), post },
      "/things/{id}": { ...createPathParameters("id"), get: read, patch: read },
    });
    await call("PATCH", `/things/${other}`, { name: "new" });

    expect((await call("POST", "/things", { id: ids.a })).status).toBe(409);
    expect((await call("POST", "/things", { id: other })).status).toBe(409);
    expect((await call("POST", "/things", { id: ids.b })).status).toBe(200);
  });
});

describe("what the example has that the document forbids", () => {
  const forbidden = { name: 1 };
  const headers = { "x-count": { schema: { type: "integer" }, example: "many" } };
  const content = { "application/json": { schema: { ...thing, required: ["id"] }, example: forbidden } };
  const paths = { "/thing": { get: { responses: { 200: { description: "done", headers, content } } } } };

  it("is named, in its headers and in its body", async () => {
    expect(
      readViolations(await (await startStateful(paths))("GET", "/thing")).map((line) => line.split(" ")[0]),
    ).toEqual(["response/body/id", "response/body/name", "response/header/x-count"]);
  });

  it("is named only in the headers, where a seed has another body", async () => {
    const call = await startStateful(paths, { seed: { "/thing": a } });

    const response = await call("GET", "/thing");

    expect(response.body).toEqual(a);
    expect(readViolations(response).map((line) => line.split(" ")[0])).toEqual(["response/header/x-count"]);
  });
});

it("the example of a page keeps the address of a next one, where the document requires it", async () => {
  const page = {
    type: "object",
    required: ["@odata.nextLink"],
    properties: { "@odata.nextLink": { type: "string" }, value: { type: "array", items: thing } },
  };
  const example = { "@odata.nextLink": "https://things.example/?page=2", value: [a] };
  const call = await startStateful({
    "/things": { get: createOperation(page, example), post: createOperation(thing, a) },
  });

  const response = await call("GET", "/things");

  expect(response.body).toEqual(example);
  expect(readViolations(response)).toEqual([expect.stringMatching(/^response\/body\/@odata\.nextLink /)]);
});
