import { describe, expect, it } from "vitest";
import { exampleBook, exampleShelf, exampleSummary, startLibrary } from "../../helpers/shelves.ts";

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const unknownId = "99999999-9999-9999-9999-999999999999";

describe("a POST to a list", () => {
  it("creates an item with what the request writes and what the service makes", async () => {
    const { call, mock } = await startLibrary();
    const start = new Date().toISOString();

    const { status, body, headers } = await call("POST", "/shelves", { name: "New", height: 2, secret: "x" });

    expect(status).toBe(201);
    expect(body).toEqual({
      "@odata.type": exampleShelf["@odata.type"],
      id: expect.stringMatching(uuid),
      name: "New",
      height: 2,
      isFull: false,
      createdDateTime: expect.toSatisfy((time: string) => time >= start),
    });
    expect(headers.get("location")).toBe(`${mock.apiUrl}/shelves/${body.id}`);
    expect(headers.has("sl-violations")).toBe(false);
    expect((await call("GET", headers.get("location") ?? "")).body).toEqual(body);
    expect((await call("GET", `/shelves('${body.id}')`)).body).toEqual(body);
    expect((await call("GET", "/shelves")).body.value).toEqual([exampleShelf, body]);
  });

  it("takes the key that the request gives once", async () => {
    const { call } = await startLibrary({ seed: {} });
    const { body } = await call("POST", "/shelves", { name: "New" });
    const path = `/shelves/${body.id}/books`;

    const first = await call("POST", path, { isbn: 5, state: "open" });
    const second = await call("POST", path, { isbn: 5, state: "read" });

    expect(first).toMatchObject({ status: 201, body: { isbn: 5, state: "open" } });
    expect(second).toMatchObject({
      status: 409,
      body: { error: { message: "There is already an item with the key 5." } },
    });
    expect((await call("GET", `${path}/5`)).body.state).toBe("open");
  });

  it("does not read what a request may only write", async () => {
    const { call } = await startLibrary();

    const { body } = await call("PATCH", `/shelves/${exampleShelf.id}`, { secret: "x", name: "New" });

    expect(body).toEqual({ ...exampleShelf, name: "New" });
  });
});

describe("an item", () => {
  it("is changed by a PATCH, and replaced by a PUT", async () => {
    const { call } = await startLibrary();
    const { body } = await call("POST", "/shelves", { name: "New", height: 2 });
    const path = `/shelves/${body.id}`;

    const patched = await call("PATCH", path, { name: "Newer" });
    const replaced = await call("PUT", path, { name: "Newest" });

    expect(patched).toMatchObject({ status: 200, body: { ...body, name: "Newer" } });
    expect(replaced).toMatchObject({ status: 200, body: { id: body.id, createdDateTime: body.createdDateTime } });
    expect(replaced.body).toMatchObject({ name: "Newest" });
    expect(replaced.body).not.toHaveProperty("height");
    expect((await call("GET", "/shelves")).body.value[1]).toEqual(replaced.body);
  });

  it("keeps its key, which its path has", async () => {
    const { call } = await startLibrary();

    const { body } = await call("PATCH", `/shelves/${unknownId}/books/5`, { isbn: 6, state: "open" });

    expect(body).toEqual({ ...exampleBook, isbn: 5, state: "open" });
  });

  it("is gone with all that lies below it once it is deleted", async () => {
    const { call } = await startLibrary();
    const { body } = await call("POST", "/shelves", { name: "New" });
    const path = `/shelves/${body.id}`;
    await call("POST", `${path}/books`, exampleBook);

    expect((await call("DELETE", path)).status).toBe(204);

    const notFound = { status: 404, body: { error: { code: "NoSuchThing", message: `There is nothing at ${path}.` } } };
    expect(await call("GET", path)).toMatchObject(notFound);
    for (const below of ["/books", "/books/1", "/summary"])
      expect(await call("GET", path + below)).toMatchObject({ status: 404, body: { error: { code: "NoSuchThing" } } });
    expect((await call("PATCH", path, { name: "x" })).status).toBe(404);
    expect((await call("DELETE", path)).status).toBe(404);
    expect((await call("POST", `${path}/books`, exampleBook)).status).toBe(404);
    expect((await call("POST", `${path}/dust`)).status).toBe(404);
    expect((await call("GET", "/shelves")).body.value).toEqual([exampleShelf]);
  });

  it("has lists of its own, and what it has once as the document's example", async () => {
    const { call } = await startLibrary();
    const { body } = await call("POST", "/shelves", { name: "New" });

    expect((await call("GET", `/shelves/${body.id}/books`)).body).toEqual({ value: [] });
    expect((await call("GET", `/shelves/${body.id}/books/1`)).status).toBe(404);
    expect((await call("PATCH", `/shelves/${body.id}/summary`, { note: "a" })).body).toMatchObject({ note: "a" });
    expect((await call("GET", `/shelves/${body.id}/summary`)).body).toMatchObject({ id: "s", note: "a" });
  });

  it("may be created again after it was deleted", async () => {
    const { call } = await startLibrary();
    const path = `/shelves/${exampleShelf.id}/books`;
    await call("DELETE", `${path}/1`);

    const again = await call("POST", path, { isbn: 1, state: "open" });

    expect(again.status).toBe(201);
    expect((await call("GET", path)).body.value).toEqual([again.body]);
  });
});

describe("an object that an item has once", () => {
  it("is deleted by itself", async () => {
    const { call } = await startLibrary();
    const path = `/shelves/${unknownId}/summary`;

    expect((await call("DELETE", path)).status).toBe(204);

    expect((await call("GET", path)).status).toBe(404);
    expect((await call("GET", `/shelves/${unknownId}`)).status).toBe(200);
  });
});

describe("without a seed", () => {
  it("each item exists as the example, with the key of its path", async () => {
    const { call } = await startLibrary();

    expect((await call("GET", `/shelves/${unknownId}`)).body).toEqual({ ...exampleShelf, id: unknownId });
    expect((await call("GET", "/shelves/no-uuid")).body).toEqual(exampleShelf);
    expect((await call("GET", `/shelves/${unknownId}/books/12`)).body).toEqual({ ...exampleBook, isbn: 12 });
    expect((await call("GET", `/shelves/${unknownId}/summary`)).body).toEqual(exampleSummary);
    expect((await call("GET", `/shelves/${unknownId}/books`)).body.value).toEqual([exampleBook]);
  });

  it("the list has an item once it is changed, and no longer once it is deleted", async () => {
    const { call } = await startLibrary();
    const { body } = await call("PATCH", `/shelves/${unknownId}`, { name: "Found" });

    expect((await call("GET", "/shelves")).body.value).toEqual([exampleShelf, body]);
    await call("DELETE", `/shelves/${unknownId}`);
    await call("DELETE", `/shelves/${exampleShelf.id}`);
    expect((await call("GET", "/shelves")).body.value).toEqual([]);
    expect((await call("GET", `/shelves/${exampleShelf.id}`)).status).toBe(404);
  });

  it("a reset brings back what was deleted", async () => {
    const { call, mock } = await startLibrary();
    await call("DELETE", `/shelves/${exampleShelf.id}`);

    await call("POST", `${mock.url}/_mock/reset`);

    expect((await call("GET", "/shelves")).body.value).toEqual([exampleShelf]);
  });
});
