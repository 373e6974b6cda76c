// What a stateful mock holds, and how much work it does for a request, is bounded.
import { expect, it } from "vitest";
import { measureGrowth } from "../../helpers/growth.ts";
import { exampleBook, exampleShelf, type Library, startLibrary } from "../../helpers/shelves.ts";

const path = `/shelves/${exampleShelf.id}/books`;

async function startWithBooks(count: number): Promise<Library> {
  const value = Array.from({ length: count }, (_, isbn) => ({ ...exampleBook, isbn: 1000 + isbn }));
  return startLibrary({ seed: { "/shelves": { value: [exampleShelf] }, [path]: { value } } });
}

it("takes no longer to create, change and delete an item among many", async () => {
  const libraries = new Map([
    [3000, await startWithBooks(3000)],
    [30_000, await startWithBooks(30_000)],
  ]);

  const growth = await measureGrowth(3000, async (size) => {
    const { call } = libraries.get(size) as Library;
    for (let isbn = 1; isbn <= 20; isbn++) {
      await call("POST", path, { isbn, state: "open" });
      await call("PATCH", `${path}/${isbn}`, { state: "read" });
      await call("DELETE", `${path}/${isbn}`);
    }
  });

  expect(growth).toBeLessThan(4);
});

it("keeps 16 MiB of items, and more once some are deleted", async () => {
  const { call } = await startLibrary();
  const text = "x".repeat(268_000);
  const create = async () => {
    const { status, body } = await call("POST", "/shelves", { name: "New", notes: text });
    const below = await call("PATCH", `/shelves/${body.id}/summary`, { note: text });
    return { id: body.id, statuses: [status, below.status] };
  };

  const created = await Promise.all(Array.from({ length: 31 }, create));
  const refused = await call("POST", "/shelves", { name: "New", notes: text + text });
  await call("DELETE", `/shelves/${created[0]?.id}`);

  expect(new Set(created.flatMap(({ statuses }) => statuses))).toEqual(new Set([200, 201]));
  expect(refused.status).toBe(507);
  expect((await create()).statuses).toEqual([201, 200]);
  expect((await call("POST", "/shelves", { name: "New", notes: text + text })).status).toBe(507);
});

it("keeps 16 MiB of what it has to know of deleted items", async () => {
  const { call } = await startLibrary();
  await Promise.all(
    Array.from({ length: 31 }, () => call("POST", "/shelves", { name: "x", notes: "x".repeat(2 ** 19) })),
  );

  let status = 204;
  for (let isbn = 1; status === 204 && isbn < 2000; isbn++) {
    status = (await call("DELETE", `/shelves/${"s".repeat(40)}/books/${isbn}`)).status;
  }

  expect(status).toBe(507);
});
