// The method `all` of an operation that returns a page of a list, as the generator describes it.
import { describe, expect, it, vi } from "vitest";
import { createMethods } from "../src/call-operation.ts";
import { any } from "../src/checks/checks.ts";
import {
  ContractError,
  createOperationClient,
  createSender,
  type Operations,
  type SenderOptions,
  type TypedListOperation,
  type TypedOperation,
  withPages,
} from "../src/index.ts";
import { serializeJson } from "../src/request/body.ts";
import { serializeForm, serializeQuery } from "../src/request/query.ts";
import { createValidation } from "../src/response/create-validation.ts";
import { readJson } from "../src/response/readers.ts";
import { type StubResponse, startRecordingServer } from "./recording-server.ts";
import { catchRejection, graphError } from "./samples.ts";

interface Things {
  parameters: {
    query?: { $top?: number; $select?: ("id" | "name")[] };
    header?: { Prefer?: string };
    path: { box: string };
  };
  responses: {
    200: { content: { "application/json": { value: { id: number; name: string }[]; "@odata.nextLink"?: string } } };
  };
}
const listThings: TypedListOperation<Things> = {
  method: "GET",
  path: "/boxes/{box}/things",
  query: { parameters: { $top: serializeForm, $select: serializeForm }, serialize: serializeQuery },
  headers: ["Prefer"],
  accept: "application/json",
  responses: { 200: readJson },
  isList: true,
};

const page = (ids: number[], nextLink?: unknown): StubResponse => ({
  body: JSON.stringify({ "@odata.count": 9, value: ids.map((id) => ({ id })), "@odata.nextLink": nextLink }),
});

function createClient(baseUrl: string, options?: Partial<SenderOptions>) {
  const sender = createSender({ token: "token", baseUrl, retry: { baseDelay: 1 }, ...options });
  return createOperationClient(withPages({ listThings }), sender);
}

/** The ids of the items, up to an error. */
async function collect(items: AsyncIterable<{ id?: number }>): Promise<{ ids: unknown[]; error?: unknown }> {
  const ids: unknown[] = [];
  try {
    for await (const { id } of items) ids.push(id);
    return { ids };
  } catch (error) {
    return { ids, error };
  }
}

describe("walks the items of all pages", () => {
  it.each([
    ["a whole address", "https://graph.microsoft.com/beta/other?$skiptoken=a%20b"],
    ["an address of the host", "/beta/other?$skiptoken=a%20b"],
    ["an address beside the first page", "../../other?$skiptoken=a%20b"],
  ])("where the next page has %s", async (_what, link) => {
    const urls: string[] = [];
    const pages = [page([1, 2], link), page([3])];
    const fetch = async ({ url }: Request) => {
      urls.push(url);
      return new Response(pages.shift()?.body);
    };
    const client = createClient("https://graph.microsoft.com/beta", { fetch });

    expect(await collect(client.listThings.all({ box: "1" }))).toEqual({ ids: [1, 2, 3] });
    expect(urls).toEqual([
      "https://graph.microsoft.com/beta/boxes/1/things",
      "https://graph.microsoft.com/beta/other?$skiptoken=a%20b",
    ]);
  });

  it.each([undefined, null, ""])("to the page whose next link is %j", async (nextLink) => {
    const server = await startRecordingServer(page([1], nextLink));

    expect(await collect(createClient(server.url).listThings.all({ box: "1" }))).toEqual({ ids: [1] });
    expect(server.requests).toHaveLength(1);
  });

  it("also where pages are empty", async () => {
    const server = await startRecordingServer(page([], "?a"), page([], "?b"), page([1]));

    expect(await collect(createClient(server.url).listThings.all({ box: "1" }))).toEqual({ ids: [1] });
  });

  it("with the headers of the call, a new id, and the query of the link alone", async () => {
    const server = await startRecordingServer(page([1], "?$skip=1"), page([2]));
    const input = { box: "1", $top: 1, Prefer: "odata.maxpagesize=1" };

    await collect(createClient(server.url).listThings.all(input, { headers: { "X-Trace": "t" } }));

    expect(server.requests).toMatchObject(
      ["/boxes/1/things?%24top=1", "/boxes/1/things?$skip=1"].map((url) => ({
        ...{ method: "GET", url },
        headers: {
          authorization: "Bearer token",
          accept: "application/json",
          prefer: "odata.maxpagesize=1",
          "x-trace": "t",
        },
      })),
    );
    const ids = server.requests.map(({ headers }) => headers["client-request-id"]);
    expect(new Set(ids).size).toBe(2);
  });

  it("by GET after the first page, without a body", async () => {
    const server = await startRecordingServer(page([1], "?$skip=1"), page([2]));
    const operations: Operations = {
      search: {
        ...listThings,
        method: "POST",
        body: { mediaType: "application/json", serialize: serializeJson, check: any },
      },
    };
    const sender = createSender({ token: "token", baseUrl: server.url });
    const { search } = createOperationClient(withPages(operations), sender) as unknown as {
      search: typeof client.listThings;
    };
    const client = createClient(server.url);

    await collect(search.all({ box: "1", body: { text: "a" } } as { box: string }));

    expect(server.requests.map(({ method, body }) => [method, body])).toEqual([
      ["POST", '{"text":"a"}'],
      ["GET", ""],
    ]);
  });

  it("with the retries of the client", async () => {
    const server = await startRecordingServer(page([1], "?$skip=1"), { status: 503, body: "" }, page([2]));

    expect(await collect(createClient(server.url).listThings.all({ box: "1" }))).toEqual({ ids: [1, 2] });
    expect(server.requests[2]?.headers["retry-attempt"]).toBe("1");
  });

  it("with a client that sends each request once", async () => {
    const server = await startRecordingServer(page([1], "?$skip=1"), page([2]));
    const client = createOperationClient(withPages({ listThings }), { token: "token", baseUrl: server.url });

    expect(await collect(client.listThings.all({ box: "1" }))).toEqual({ ids: [1, 2] });
  });
});

describe("asks for a page only where its items are needed", () => {
  it("not before the first item", async () => {
    const server = await startRecordingServer(page([1]));

    createClient(server.url).listThings.all({ box: "1" });

    expect(server.requests).toEqual([]);
  });

  it("not after a break", async () => {
    const server = await startRecordingServer(page([1, 2], "?$skip=2"), page([3]));

    for await (const { id } of createClient(server.url).listThings.all({ box: "1" })) if (id === 2) break;

    expect(server.requests).toHaveLength(1);
  });
});

describe("an abort ends the walk", () => {
  it("within a page", async () => {
    const server = await startRecordingServer(page([1, 2, 3]));
    const controller = new AbortController();
    const ids: unknown[] = [];
    const walk = async () => {
      for await (const { id } of createClient(server.url).listThings.all({ box: "1" }, { signal: controller.signal })) {
        ids.push(id);
        controller.abort(new Error("enough"));
      }
    };

    await expect(walk()).rejects.toThrow("enough");
    expect(ids).toEqual([1]);
  });

  it("between two pages", async () => {
    const server = await startRecordingServer(page([1], "?$skip=1"), page([2]));
    const controller = new AbortController();
    const walk = async () => {
      const items = createClient(server.url).listThings.all({ box: "1" }, { signal: controller.signal });
      for await (const _item of items) controller.abort(new Error("enough"));
    };

    await expect(walk()).rejects.toThrow("enough");
    expect(server.requests).toHaveLength(1);
  });

  it("while a page is on its way", async () => {
    const server = await startRecordingServer(page([1], "?$skip=1"), { fault: "stall" });
    const controller = new AbortController();

    const walk = collect(createClient(server.url).listThings.all({ box: "1" }, { signal: controller.signal }));
    await vi.waitFor(() => expect(server.requests).toHaveLength(2));
    controller.abort("enough");

    expect(await walk).toEqual({ ids: [1], error: "enough" });
  });
});

describe("is refused", () => {
  it("where the next page is at another server, which gets nothing", async () => {
    const other = await startRecordingServer(page([2]));
    const server = await startRecordingServer(page([1], `${other.url}/beta/things?$skiptoken=secret`));

    const { ids, error } = await collect(createClient(server.url).listThings.all({ box: "1" }));

    expect(ids).toEqual([1]);
    expect(error).toEqual(
      new TypeError(
        `The next page is at ${other.url}, which is not the client's server ${server.url}. Nothing was sent there.`,
      ),
    );
    expect(other.requests).toEqual([]);
  });

  it.each([
    ["https://graph.microsoft.com/beta/things", "https://graph.microsoft.com"], // a cloud of the API
    ["http://", "no address"],
    ["data:,", "null"],
  ])("where the next page is at %s", async (link, place) => {
    const server = await startRecordingServer(page([1], link));

    const { error } = await collect(createClient(server.url).listThings.all({ box: "1" }));

    expect((error as Error).message).toContain(`The next page is at ${place}, `);
  });

  it.each([
    ["at once", ["", "?a"], 2],
    ["after two pages", ["", "?a", "?b"], 4],
    ["after three pages", ["", "?a", "?b", "?c"], 7],
  ])("where the pages repeat themselves %s", async (_when, queries, most) => {
    const links = [...queries.slice(1), ...Array(20).fill(queries.slice(1)).flat()];
    const server = await startRecordingServer(...links.map((link, id) => page([id], link)));

    const { error } = await collect(createClient(server.url).listThings.all({ box: "1" }));

    expect(error).toEqual(
      new TypeError("The next page was there before: the list has no end. Report it to the service."),
    );
    expect(server.requests.length).toBeLessThanOrEqual(most);
  });

  it("where the pages repeat themselves after others", async () => {
    const links = ["?a", "?b", "?c", ...Array(10).fill(["?d", "?e"]).flat()];
    const server = await startRecordingServer(...links.map((link, id) => page([id], link)));

    const { error } = await collect(createClient(server.url).listThings.all({ box: "1" }));

    expect((error as Error).message).toContain("The next page was there before");
    expect(server.requests.length).toBeLessThanOrEqual(8);
  });

  it("where the first page is the next one", async () => {
    const server = await startRecordingServer(page([1], "things"));

    const { ids, error } = await collect(createClient(server.url).listThings.all({ box: "1" }));

    expect({ ids, message: (error as Error).message }).toEqual({
      ids: [1],
      message: "The next page was there before: the list has no end. Report it to the service.",
    });
  });

  it.each(["{}", '{"value":null}', '{"value":{}}', "[]", "null", "<p>", JSON.stringify(graphError)])(
    "where a page is %s",
    async (body) => {
      const server = await startRecordingServer(page([1], "?$skip=1"), { body });

      const { ids, error } = await collect(createClient(server.url).listThings.all({ box: "1" }));

      expect(ids).toEqual([1]);
      expect(error).toMatchObject({ name: "GraphError", status: 200 });
    },
  );

  it("where a page is an error", async () => {
    const server = await startRecordingServer(page([1], "?$skip=1"), { status: 410, body: JSON.stringify(graphError) });

    expect(await collect(createClient(server.url).listThings.all({ box: "1" }))).toMatchObject({
      ids: [1],
      error: { name: "GraphError", status: 410 },
    });
  });

  it("where the path parameter is missing, when the first item is asked for", async () => {
    const items = createClient("http://127.0.0.1:9").listThings.all({ box: "" });

    expect((await catchRejection(items.next())).message).toContain("The path parameter box is missing");
  });
});

it("only `withPages` adds the method, and only to a list", async () => {
  const getThing: TypedOperation<Things> = { method: "GET", path: "/things", responses: { 200: readJson } };
  const options = { token: "token", baseUrl: "http://127.0.0.1:9" };

  expect(createOperationClient({ listThings }, options).listThings).not.toHaveProperty("all");
  expect(createOperationClient(withPages({ getThing }), options).getThing).not.toHaveProperty("all");
});

it("the method itself returns one page", async () => {
  const server = await startRecordingServer(page([1], "?$skip=1"));

  expect(await createClient(server.url).listThings({ box: "1" })).toMatchObject({
    ...{ "@odata.count": 9, value: [{ id: 1 }], "@odata.nextLink": "?$skip=1" },
  });
});

it("validates each page, as one of which the call selects properties where it does", async () => {
  const server = await startRecordingServer(page([1], "?$skip=1"), page([2]), page([3]));
  const validateResponse = vi.fn((_name: string, value: unknown, _isSelected: boolean) => {
    if ((value as { value: { id: number }[] }).value[0]?.id === 3) throw new ContractError("wrong", []);
  });
  const sender = createSender({ token: "token", baseUrl: server.url });
  const { listThings: list } = createMethods(withPages({ listThings }), sender, createValidation(validateResponse));

  await collect(list.all({ box: "1", $select: ["id"] }));
  const { error } = await collect(list.all({ box: "1" }));

  expect(error).toBeInstanceOf(ContractError);
  expect(validateResponse.mock.calls.map(([name, , isSelected]) => [name, isSelected])).toEqual([
    ["listThings", true],
    ["listThings", true],
    ["listThings", false],
  ]);
});
