import { describe, expect, it } from "vitest";
import { exampleShelf, type Library, readPages, startLibrary } from "../../helpers/shelves.ts";

/** Starts a mock with shelves of these names and heights, in this order. */
async function startWith(...heights: [name: string, height: number | null][]): Promise<Library> {
  const value = heights.map(([name, height], index) => ({
    ...exampleShelf,
    id: `00000000-0000-0000-0000-${String(index).padStart(12, "0")}`,
    name,
    height,
  }));
  return startLibrary({ seed: { "/shelves": { value } } });
}

async function list({ call }: Library, query: string): Promise<string[]> {
  const { status, body, headers } = await call("GET", `/shelves?${query}`);
  expect(status).toBe(200);
  expect(headers.get("sl-violations")).toBeNull();
  return body.value.map(({ name }: { name: string }) => name);
}

const three: [string, number | null][] = [
  ["b", 2],
  ["it's", null],
  ["a", 2],
];

describe("the pages of a list", () => {
  it("lead to the mock itself, and end", async () => {
    const library = await startWith(...Array.from({ length: 250 }, (_, index): [string, number] => [`${index}`, 1]));

    const { body } = await library.call("GET", "/shelves?$filter=height%20eq%201");
    const pages = await readPages(library.call, "/shelves?$skip=20");

    expect(body["@odata.nextLink"]).toBe(`${library.mock.apiUrl}/shelves?$filter=height%20eq%201&$skiptoken=100`);
    expect(pages.map((page) => page.length)).toEqual([100, 100, 30]);
    expect((await library.call("GET", "/shelves?$skip=20")).body["@odata.nextLink"]).toMatch(/\?\$skiptoken=120$/);
    expect(new Set(pages.flat().map((shelf) => (shelf as { id: string }).id)).size).toBe(230);
    expect((await readPages(library.call, "/shelves?$top=125")).map((page) => page.length)).toEqual([125, 125]);
  });

  it("hold at most 1,000 items, and none of `$top=0`", async () => {
    const library = await startWith(...Array.from({ length: 1500 }, (_, index): [string, number] => [`${index}`, 1]));

    expect((await readPages(library.call, "/shelves?$top=9999")).map((page) => page.length)).toEqual([1000, 500]);
    expect((await library.call("GET", "/shelves?$top=0&$count=true")).body).toEqual({
      "@odata.count": 1500,
      value: [],
    });
  });

  it("lead to the host and the base path that the request names", async () => {
    const library = await startWith(...three);

    const { body } = await library.call("GET", `${library.mock.url.replace("127.0.0.1", "localhost")}/shelves?$top=1`);

    expect(body["@odata.nextLink"]).toMatch(/^http:\/\/localhost:\d+\/shelves\?\$top=1&\$skiptoken=1$/);
  });

  it("count the items of all pages where it is asked for", async () => {
    const library = await startWith(...three);

    const counted = await library.call("GET", "/shelves?$count=true&$top=1&$filter=height%20eq%202");

    expect(counted.body).toMatchObject({ "@odata.count": 2, value: [{ name: "b" }] });
    expect((await library.call("GET", "/shelves")).body).not.toHaveProperty("@odata.count");
    expect((await library.call("GET", "/shelves/$count")).body).toBe("3");
    expect((await library.call("GET", "/shelves/$count?$filter=name%20eq%20'a'")).body).toBe("1");
  });
});

describe("$filter", () => {
  it.each([
    ["name eq 'it''s'", ["it's"]],
    ["height eq 2 and name eq 'a'", ["a"]],
    ["height eq null", ["it's"]],
    ["room eq library.room'attic'", ["b", "it's", "a"]],
    ["room eq 'cellar'", []],
    ["isFull eq null", ["b", "it's", "a"]],
    ["isFull eq false", []],
    ["height eq -2.5", []],
    ["id eq 00000000-0000-0000-0000-000000000001", ["it's"]],
    ["createdDateTime eq 2020-01-01T00:00:00Z", ["b", "it's", "a"]],
  ])("%s", async (filter, names) => {
    expect(await list(await startWith(...three), new URLSearchParams({ $filter: filter }).toString())).toEqual(names);
  });

  it.each([
    "contains(name,'a')",
    "name eq a",
    "name eq 'a",
    "name eq 'a' and",
    "name eq 'a' or name eq 'b'",
    "name ne 'a'",
    "unknown eq 1",
    "name eq",
    "'",
    " ",
  ])("has no effect where the mock does not understand it, and says so: %s", async (filter) => {
    const { call } = await startWith(...three);

    const { status, body, headers } = await call("GET", `/shelves?${new URLSearchParams({ $filter: filter })}`);

    expect(status).toBe(200);
    expect(body.value).toHaveLength(3);
    expect(JSON.parse(headers.get("sl-violations") ?? "")).toMatchObject([
      { location: ["request", "query", "$filter"], message: expect.stringContaining("it knows `property eq value`") },
    ]);
  });
});

describe("$orderby", () => {
  it.each([
    ["name", ["a", "b", "it's"]],
    ["name desc", ["it's", "b", "a"]],
    ["height", ["it's", "b", "a"]],
    ["height desc,name asc", ["a", "b", "it's"]],
  ])("%s", async (order, names) => {
    expect(await list(await startWith(...three), `$orderby=${encodeURIComponent(order)}`)).toEqual(names);
  });

  it("compares date-times by their moments", async () => {
    const { call } = await startLibrary({
      seed: {
        "/shelves": {
          value: ["2020-01-01T00:00:00.0000002Z", "2020-01-01T00:00:00.0000001Z", "2020-01-01T02:00:00+03:00"].map(
            (createdDateTime, index) => ({
              ...exampleShelf,
              id: exampleShelf.id.replace("1", `${index}`),
              createdDateTime,
            }),
          ),
        },
      },
    });

    const { body } = await call("GET", "/shelves?$orderby=createdDateTime");

    expect(body.value.map(({ createdDateTime }: { createdDateTime: string }) => createdDateTime)).toEqual([
      "2020-01-01T02:00:00+03:00",
      "2020-01-01T00:00:00.0000001Z",
      "2020-01-01T00:00:00.0000002Z",
    ]);
  });

  it.each(["unknown", "name up", "name asc asc", "tolower(name)"])(
    "says that it does not understand %s",
    async (order) => {
      const { call } = await startWith(...three);

      const { headers, body } = await call("GET", `/shelves?$orderby=${encodeURIComponent(order)}`);

      expect(headers.get("sl-violations")).toContain("does not understand this $orderby");
      expect(body.value).toHaveLength(3);
    },
  );
});

/** Starts a mock with shelves of these properties, named by their place in the list. */
async function startWithShelves(...shelves: object[]): Promise<Library> {
  const value = shelves.map((shelf, index) => ({
    ...exampleShelf,
    id: `00000000-0000-0000-0000-${String(index).padStart(12, "0")}`,
    name: String(index),
    ...shelf,
  }));
  return startLibrary({ seed: { "/shelves": { value } } });
}

describe("$filter, by the type of the value", () => {
  const shelves = [
    { height: 12, isFull: true, createdDateTime: "2021-10-20T13:04:05.1234567+02:30" },
    { height: -3, isFull: false, id: "9b0f7b1a-2d50-4c1e-8a58-4a1c5f6e7d10" },
    { name: "a 'b' c", createdDateTime: "2021-10-20T13:04:05-11:45" },
  ];

  it.each([
    ["height eq 12", ["0"]],
    ["height eq 12.00", ["0"]],
    ["height eq -3", ["1"]],
    ["isFull eq true", ["0"]],
    ["isFull eq false", ["1"]],
    ["createdDateTime eq 2021-10-20T13:04:05.1234567+02:30", ["0"]],
    ["createdDateTime eq 2021-10-20T13:04:05-11:45", ["a 'b' c"]],
    ["id eq 9b0f7b1a-2d50-4c1e-8a58-4a1c5f6e7d10", ["1"]],
    ["name eq 'a ''b'' c' and height eq 3", ["a 'b' c"]],
    ["@odata.type eq '#library.shelf' and isFull eq false and height eq -3", ["1"]],
  ])("%s", async (filter, names) => {
    const library = await startWithShelves(...shelves);

    expect(await list(library, new URLSearchParams({ $filter: filter }).toString())).toEqual(names);
  });

  it.each([
    ...["height eq 12x", "height eq x12", "height eq 1.", "height eq --3", "height eq tru"],
    ...["createdDateTime eq x2021-10-20T13:04:05Z", "createdDateTime eq 2021-10-20T13:04:05Zx"],
    ...[
      "createdDateTime eq 21-10-20T13:04:05Z",
      "createdDateTime eq 2021-10-20",
      "createdDateTime eq 2021-10-20Tx:04:05Z",
    ],
    ...["id eq 9b0f7b1a-2d50-4c1e-8a58-4a1c5f6e7d1", "id eq 9b0f7b1a-2d50-8a58-4a1c5f6e7d10"],
    ...["id eq g9b0f7b1a-2d50-4c1e-8a58-4a1c5f6e7d10", "id eq 9b0f7b1-2d50-4c1e-8a58-4a1c5f6e7d10"],
    ...["1height eq 12", "height- eq 12", "-height eq 12", ""],
  ])("has no effect where it has no value that the mock understands: %s", async (filter) => {
    const { call } = await startWithShelves(...shelves);

    const { body, headers } = await call("GET", `/shelves?${new URLSearchParams({ $filter: filter })}`);

    expect(body.value).toHaveLength(3);
    expect(headers.get("sl-violations")).toContain("$filter");
  });
});

describe("$orderby, by the type of the value", () => {
  it.each([
    ["numbers by their size, null first", "height", [10, 9, null, -1], "2 3 1 0"],
    ["false before true, what is missing first", "isFull", [true, false, undefined, false], "2 1 3 0"],
    ["texts by their characters", "notes", ["b", "a", undefined, "B"], "2 3 1 0"],
    [
      "moments, whatever their offset is, and however many digits their seconds have",
      "createdDateTime",
      [
        ...["2021-10-20T12:00:00+02:00", "2021-10-20T09:59:59.9999999Z"],
        ...["2021-10-20T00:00:00-09:45", "2021-10-20T09:59:59Z"],
      ],
      "2 3 1 0",
    ],
  ])("sorts %s", async (_what, property, values, names) => {
    const library = await startWithShelves(...values.map((value) => ({ [property]: value })));

    expect(await list(library, `$orderby=${property}`)).toEqual(names.split(" "));
  });
});

describe("$select", () => {
  it("leaves out what is not named, but for annotations, the key, and what the document requires", async () => {
    const { call } = await startWith(...three);
    const { "@odata.type": type, id, createdDateTime } = exampleShelf;

    const { body } = await call("GET", "/shelves?$select=height&$top=1");

    expect(body.value).toEqual([
      { "@odata.type": type, id: expect.any(String), name: "b", createdDateTime, height: 2 },
    ]);
    expect((await call("GET", `/shelves/${body.value[0].id}?$select=name,room`)).body).toEqual({
      ...{ "@odata.type": type, id: id.replaceAll("1", "0"), name: "b", createdDateTime, room: "attic" },
    });
  });
});

describe("$expand", () => {
  it("adds what the document has below the item", async () => {
    const { call } = await startLibrary({
      seed: {
        "/shelves": { value: [exampleShelf] },
        [`/shelves/${exampleShelf.id}/books`]: {
          value: Array.from({ length: 101 }, (_, isbn) => ({ isbn, state: "open" })),
        },
      },
    });

    const { body } = await call("GET", "/shelves?$expand=books,summary");

    const [shelf] = body.value;
    expect(shelf.summary).toMatchObject({ openCount: 101, readCount: 0, lastReadDateTime: null });
    expect(shelf.books).toHaveLength(100);
    expect((await call("GET", shelf["books@odata.nextLink"])).body).toEqual({ value: [{ isbn: 100, state: "open" }] });
    expect((await call("GET", `/shelves/${exampleShelf.id}?$expand=books&$select=name`)).body.books).toHaveLength(100);
  });

  it("says what can be expanded", async () => {
    const { call } = await startWith(...three);

    const { headers } = await call("GET", "/shelves?$expand=dust");

    expect(headers.get("sl-violations")).toContain("it knows books, summary.");
  });
});

it("says that it does not know another option that the operation documents", async () => {
  const { call } = await startLibrary();

  const { headers } = await call("GET", "/shelves?$search=a");

  expect(headers.get("sl-violations")).toContain("The mock does not understand this $search, which has no effect");
});

it("ignores a parameter that the operation does not document, as a mock without state does", async () => {
  const { call } = await startLibrary();

  const { body, headers } = await call("GET", `/shelves/${exampleShelf.id}/books?$filter=isbn%20eq%202&$skip=1`);

  expect(body.value).toHaveLength(1);
  expect(headers.has("sl-violations")).toBe(false);
});
