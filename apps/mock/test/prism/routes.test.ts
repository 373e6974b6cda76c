import { describe, expect, it } from "vitest";
import type { Mock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { measureGrowth } from "../helpers/growth.ts";
import { getTarget } from "../helpers/raw-http.ts";
import { get, readError, send, temporaryMock } from "../helpers/requests.ts";

/** An operation whose response names it. */
function createOperation(name: string, rest: object = {}): object {
  const content = { "text/plain": { schema: { type: "string" }, example: name } };
  return { responses: { 200: { description: "done", content } }, ...rest };
}

/** Starts a mock whose operations name their method and path. */
function servePaths(paths: Record<string, string[]>, rest: object = {}): Promise<Mock> {
  const items = Object.entries(paths).map(([path, methods]) => [
    path,
    Object.fromEntries(methods.map((method) => [method, createOperation(`${method} ${path}`)])),
  ]);
  return temporaryMock({ spec: createDocument(Object.fromEntries(items), rest) });
}

async function request(mock: Mock, path: string, method = "GET") {
  const { status, body, headers } = await send(mock.url + path, { method });
  return status === 200 ? body : `${status} ${headers.get("allow") ?? ""}`.trim();
}

describe("of several paths, the one with more literal text responds", () => {
  it.each([
    ["/users/me", "get /users/me"],
    ["/users/you", "get /users/{id}"],
    ["/s/f(p='1')", "get /s/f(p='{p}')"],
    ["/s/f(p=1)", "get /s/{id}"],
    ["/s/f(q='1')", "get /s/f(q='{q}')"],
    ["/s/f(p='1',q='2')", "get /s/f(p='{p}',q='{q}')"],
    ["/a/b.json", "get /a/{x}.json"],
    ["/a/b.txt", "get /a/{x}"],
    ["/a/.json", "get /a/{x}"],
    ["/k('1')", "get /k('{id}')"],
    ["/k/1", "get /k/{id}"],
  ])("%s: %s", async (path, name) => {
    const paths = [
      "/users/{id}",
      "/users/me",
      "/s/{id}",
      "/s/f(p='{p}')",
      "/s/f(q='{q}')",
      "/s/f(p='{p}',q='{q}')",
      "/a/{x}",
      "/a/{x}.json",
      "/k/{id}",
      "/k('{id}')",
    ];
    const methods = paths.map((template) => [template, ["get"]]);

    expect(await request(await servePaths(Object.fromEntries(methods)), path)).toBe(name);
    expect(await request(await servePaths(Object.fromEntries(methods.toReversed())), path)).toBe(name);
  });

  it("below the base path that it begins with", async () => {
    const servers = [{ url: "https://api.example.com/beta" }];
    const mock = await servePaths({ "/{id}/parts": ["get"], "/parts": ["delete"] }, { servers });

    expect(await request(mock, "/beta/parts", "DELETE")).toBe("delete /parts");
    expect(await request(mock, "/beta/parts")).toBe("405 DELETE, OPTIONS");
    expect(await request(mock, "/beta/beta/parts")).toBe("get /{id}/parts");
    expect(await request(mock, "/other/parts")).toBe("get /{id}/parts");
  });

  it("a method at a time", async () => {
    const mock = await servePaths({ "/users/{id}": ["get", "patch", "head"], "/users/me": ["get", "put"] });

    expect(await request(mock, "/users/me")).toBe("get /users/me");
    expect(await request(mock, "/users/me", "PATCH")).toBe("patch /users/{id}");
    expect(await request(mock, "/users/me", "PUT")).toBe("put /users/me");
    expect(await request(mock, "/users/me", "DELETE")).toBe("405 GET, HEAD, OPTIONS, PATCH, PUT");
    expect(await request(mock, "/users/you", "PUT")).toBe("405 GET, HEAD, OPTIONS, PATCH");
    expect((await send(`${mock.url}/users/me`, { method: "OPTIONS" })).headers.get("allow")).toBe(
      "GET, HEAD, OPTIONS, PATCH, PUT",
    );
  });
});

describe("the same address in another spelling is the same", () => {
  it.each([
    "/users/a%20b/posts",
    "/%75sers/a%20b/posts",
    "/users/%61%20b/p%6Fsts",
    "/users('a%20b')/posts",
    "/users(%27a%20b%27)/posts",
    "/users%28'a%20b'%29/posts",
  ])("%s, in its responses and in the state", async (path) => {
    const schema = { type: "object", properties: { name: { type: "string" } } };
    const json = { "application/json": { schema, example: { name: "one" } } };
    const responses = { 200: { description: "done", content: json } };
    const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string", pattern: "^a b$" } }];
    const item = { parameters, get: { responses }, patch: { requestBody: { content: json }, responses } };
    const seed = { "/users/a%20b/posts": { name: "seeded" } };
    const spec = createDocument({ "/users/{id}/posts": item });
    const mock = await temporaryMock({ spec, stateful: true });
    const seeded = await temporaryMock({ spec, seed });
    const ofOther = await temporaryMock({ spec, seed: { [path]: { name: "seeded" } } });

    const headers = { "content-type": "application/json" };
    await send(mock.url + path, { method: "PATCH", headers, body: '{"name":"two"}' });

    expect((await get(mock, {}, "/users/a%20b/posts")).body).toEqual({ name: "two" });
    expect((await get(mock, {}, path)).body).toEqual({ name: "two" });
    expect((await get(seeded, {}, path)).body).toEqual({ name: "seeded" });
    expect((await get(ofOther, {}, "/users/a%20b/posts")).body).toEqual({ name: "seeded" });
    expect((await get(mock, {}, path.replace("%20", "%2F"))).status).toBe(400);
  });

  it("but not where a slash is encoded, or the name is another", async () => {
    const mock = await servePaths({ "/users/{id}/posts": ["get"] });

    for (const path of [
      "/users%2F1/posts",
      "/Users/1/posts",
      "/users2('1')/posts",
      "/users('1')posts",
      "/users/1/posts/",
    ])
      expect(await request(mock, path)).toBe("404");
  });
});

it.each([
  ["a,b", "^a,b$"],
  ["a%2Cb", "^a,b$"],
  ["a%2Fb", "^a/b$"],
  ["a%2fb", "^a/b$"],
  ["a:b@c;d=e", "^a:b@c;d=e$"],
  ["%E2%82%AC", "^€$"],
  ["50%25", "^50%$"],
  ["it''s", "^it''s$"],
])("validates the id %s once it is decoded", async (id, pattern) => {
  const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string", pattern } }];
  const spec = createDocument({ "/a/{id}": { get: createOperation("right", { parameters }) } });

  expect(await request(await temporaryMock({ spec }), `/a/${id}`)).toBe("right");
});

it("validates the key of OData's form once its quotes are single", async () => {
  const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string", pattern: "^it's$" } }];
  const mock = await temporaryMock({
    spec: createDocument({ "/a/{id}": { get: createOperation("right", { parameters }) } }),
  });

  expect(await request(mock, "/a('it''s')")).toBe("right");
  expect(await request(mock, "/a('its')")).toBe("400");
});

describe("the base paths of servers", () => {
  const operation = { get: createOperation("users") };

  it.each([
    ["/api/users", "get /users"],
    ["/api/v2/users", "get /users"],
    ["/api/v2/v2/users", "get /v2/users"],
    ["/users", "get /users"],
    ["/v2/users", "get /v2/users"],
    ["/api/v3/users", "404"],
  ])("that contain each other: %s", async (path, name) => {
    const servers = ["/api", "/api/v2"].map((url) => ({ url }));

    for (const list of [servers, servers.toReversed()]) {
      const mock = await servePaths({ "/v2/users": ["get"], "/users": ["get"] }, { servers: list });

      expect(mock.apiUrl).toBe(mock.url + list[0]?.url);
      expect(await request(mock, path)).toBe(name);
    }
  });

  it("that contain each other: the longer one counts for all methods", async () => {
    const servers = [{ url: "/api" }, { url: "/api/v2" }];
    const mock = await servePaths({ "/v2/users": ["get", "post"], "/users": ["get"] }, { servers });

    expect(await request(mock, "/api/v2/users", "POST")).toBe("405 GET, HEAD, OPTIONS");
    expect(await request(mock, "/v2/users", "POST")).toBe("post /v2/users");
  });

  it("that a path of the document contains: more literal text wins", async () => {
    const servers = [{ url: "/api" }];
    const mock = await servePaths({ "/{name}": ["get"], "/api/users": ["get"] }, { servers });

    expect(await request(mock, "/api/users")).toBe("get /api/users");
    expect(await request(mock, "/api/others")).toBe("get /{name}");
  });

  it("is no value of a parameter, where no path stands below it", async () => {
    const servers = [{ url: "/api" }];
    const mock = await servePaths({ "/{area}/{name}": ["get"], "/users('{id}')": ["get"] }, { servers });

    expect(await request(mock, "/api/users('1')")).toBe("get /users('{id}')");
    expect(await request(mock, "/api/users('')")).toBe("404");
    expect(await request(mock, "/a/b")).toBe("get /{area}/{name}");
    expect(await request(mock, "/api/api/b")).toBe("get /{area}/{name}");
  });

  it("is a path of the document, too, where the document has one of the same name", async () => {
    const mock = await servePaths({ "/anything": ["get"] }, { servers: [{ url: "/anything" }] });

    expect(await request(mock, "/anything/anything")).toBe("get /anything");
    expect(await request(mock, "/anything")).toBe("get /anything");
  });

  it("of a path item and of an operation replace the document's", async () => {
    const paths = {
      "/a": { get: createOperation("a"), put: operation.get, post: operation.get, patch: operation.get },
      "/b": { servers: [{ url: "/of-path" }], get: createOperation("b"), put: createOperation("put b") },
      "/c": {
        servers: [{ url: "/of-path" }],
        get: createOperation("c", { servers: [{ url: "/own" }] }),
        put: operation.get,
      },
      "/v1/d": { servers: [{ url: "/own" }], get: createOperation("d") },
    };
    const mock = await temporaryMock({ spec: createDocument(paths, { servers: [{ url: "/v1" }] }) });

    expect(mock.apiUrl).toBe(`${mock.url}/v1`);
    expect(await Promise.all(["/v1/a", "/of-path/b", "/own/c"].map((path) => request(mock, path)))).toEqual([
      "a",
      "b",
      "c",
    ]);
    expect(await Promise.all(["/a", "/b", "/c"].map((path) => request(mock, path)))).toEqual(["a", "b", "c"]);
    expect(await request(mock, "/own/a")).toBe("404");
    expect(await request(mock, "/v1/b")).toBe("404");
    expect(await request(mock, "/own/c", "PUT")).toBe("405 GET, HEAD, OPTIONS");
    expect(await request(mock, "/of-path/c")).toBe("405 OPTIONS, PUT");
    expect(await request(mock, "/own/v1/d")).toBe("d");
    expect(await request(mock, "/v1/v1/d")).toBe("404");
  });

  it.each([
    [["/a", "/b", "/b"], "/b"],
    [["/b", "/b", "/a"], "/b"],
    [["/a", "/b"], "/a"],
  ])("are %j: the mock's own is the first of most operations, %s", async (urls, expected) => {
    const items = urls.map((url, index) => [
      `/${index}`,
      { get: createOperation("a", { servers: [{ url }, { url: "/c" }] }) },
    ]);
    const mock = await temporaryMock({ spec: createDocument(Object.fromEntries(items)) });

    expect(mock.apiUrl).toBe(mock.url + expected);
  });

  it("have each value of a variable's enum, and the default", async () => {
    const version = { default: "v1", enum: ["v1", "v2"] };
    const servers = [{ url: "https://{host}/{version}/api", variables: { host: { default: "a.example" }, version } }];
    const mock = await temporaryMock({ spec: createDocument({ "/users": operation }, { servers }) });

    expect(mock.apiUrl).toBe(`${mock.url}/v1/api`);
    const paths = ["/v1/api/users", "/v2/api/users", "/%76%32/api/users", "/v3/api/users"];
    expect(await Promise.all(paths.map((path) => request(mock, path)))).toEqual(["users", "users", "users", "404"]);
  });

  it("have any value of a variable without an enum", async () => {
    const servers = [
      { url: "/{tenant}/v{version}", variables: { tenant: { default: "common" }, version: { default: "1" } } },
    ];
    const mock = await temporaryMock({ spec: createDocument({ "/users": operation }, { servers }) });

    expect(mock.apiUrl).toBe(`${mock.url}/common/v1`);
    const paths = ["/common/v1/users", "/contoso/v2/users", "/contoso/w2/users", "/v2/users", "/users"];
    expect(await Promise.all(paths.map((path) => request(mock, path)))).toEqual([
      "users",
      "users",
      "404",
      "404",
      "users",
    ]);
  });

  it.each([
    ["/", ""],
    ["https://a.example", ""],
    ["https://a.example/", ""],
    ["//a.example/v1/", "/v1"],
    ["v1", "/v1"],
    ["./v1", "/v1"],
    ["../v1", "/v1"],
    ["https://a.example/a/b/../../v1", "/v1"],
    ["/v1//x", "/v1/x"],
    ["{scheme}://a.example:{port}/v1", "/v1"],
    ["{root}/v1", "/api/v1"],
    ["https://a.example/v1?key=1#part", "/v1"],
    ["https://a.example/a b", "/a b"],
    ["http://", ""],
  ])("are read from the address %s", async (url, basePath) => {
    const variables = {
      scheme: { default: "https", enum: ["http", "https"] },
      port: { default: "443" },
      root: { default: "https://b.example/api", enum: ["https://b.example/api"] },
    };
    const mock = await temporaryMock({
      spec: createDocument({ "/users": operation }, { servers: [{ url, variables }] }),
    });

    expect(mock.apiUrl).toBe(mock.url + basePath);
    expect((await getTarget(mock, `${basePath.replaceAll(" ", "%20")}/users`)).status).toBe(200);
  });
});

it.each(["/%6Eothing", "/%6Eothing/more", "/users/1"])(
  "names the path %s as it came where the document has no such path",
  async (path) => {
    const mock = await servePaths({ "/users": ["get"] }, { servers: [{ url: "/v1" }] });

    expect(readError(await get(mock, {}, path))).toMatchObject({ message: `The API has no path ${path}.` });
  },
);

it("finds the route of a long address in linear time", async () => {
  const mock = await servePaths({ "/a/{x}-{y}-{z}.json/{w}": ["get"] });

  expect(await request(mock, `/a/${"-".repeat(12_000)}/b`)).toBe("404");
  expect(await measureGrowth(1200, (size) => request(mock, `/a/${"-".repeat(size)}/b`))).toBeLessThan(30);
});
