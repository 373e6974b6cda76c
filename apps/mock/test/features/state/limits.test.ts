// What a stateful mock holds is bounded.
import { expect, it } from "vitest";
import { startLibrary } from "../../helpers/shelves.ts";

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
