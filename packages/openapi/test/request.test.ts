import { expect, it } from "vitest";
import { expandPath, listPathParameters, matchPath } from "../src/path-template.ts";
import { buildRequest, createExampleInput, listRequestExamples, serializeBody } from "../src/request.ts";

const operation = {
  method: "patch",
  path: "/scripts/{id}/states('{state}')",
  parameters: [
    { name: "id", in: "path" },
    { name: "state", in: "path" },
    { name: "$top", in: "query" },
    { name: "tag", in: "query" },
    { name: "Prefer", in: "header" },
  ],
  requestBody: { content: { "application/json": {} } },
} as const;

it("puts each parameter in its place, percent-encoded", () => {
  const input = { id: "50%/a b", state: "$&", $top: 5, tag: ["x y", "z&"], Prefer: "return=minimal" };

  expect(buildRequest(operation, input)).toEqual({
    method: "PATCH",
    target: "/scripts/50%25%2Fa%20b/states('%24%26')?%24top=5&tag=x%20y&tag=z%26",
    headers: { Prefer: "return=minimal" },
    body: undefined,
  });
});

it("encodes a quote in the query, as a parsed URL has it", () => {
  expect(buildRequest(operation, { id: "it's", state: "a", tag: "it's" }).target).toBe(
    "/scripts/it's/states('a')?tag=it%27s",
  );
});

it("sends a body as JSON with its media type", () => {
  const { headers, body } = buildRequest(operation, { id: "1", state: "a", body: { count: 1 } });

  expect(headers).toEqual({ "content-type": "application/json" });
  expect(body).toBe('{"count":1}');
});

it.each([[false], [0], [""], [null]])("sends the body %j", (body) => {
  expect(buildRequest(operation, { body }).body).toBe(JSON.stringify(body));
});

it("sends no body where the operation takes none", () => {
  expect(buildRequest({ ...operation, requestBody: undefined }, { body: {} }).body).toBeUndefined();
});

it("takes the examples of required parameters alone", () => {
  const parameters = [
    { name: "id", required: true, example: "1" },
    { name: "$top", required: false, example: 5 },
  ] as never;

  expect(createExampleInput({ parameters }, { count: 1 })).toEqual({ id: "1", body: { count: 1 } });
});

it("lists one example without a body where the operation takes none", () => {
  expect(listRequestExamples({ requestBody: undefined })).toEqual([
    { name: undefined, mediaType: undefined, body: undefined },
  ]);
});

it("reads the parameters of a path back", () => {
  const path = expandPath(operation.path, { id: "50%/a b", state: "{id}" });

  expect(listPathParameters(operation.path)).toEqual(["id", "state"]);
  expect(matchPath(operation.path, path)).toEqual({ id: "50%/a b", state: "{id}" });
});

it.each(["/scripts/1/states", "/scripts//states('a')", "/scripts/1/2/states('a')", "/v1/scripts/1/states('a')"])(
  "matches no path such as %s",
  (path) => {
    expect(matchPath(operation.path, path)).toBeUndefined();
  },
);

it.each([
  [{}, [], ""],
  [{}, ["a,b", "c&"], "?%24select=a%2Cb&%24select=c%26"],
  [{ explode: false }, ["a,b", "c&"], "?%24select=a%2Cb,c%26"],
  [{ explode: false }, [], ""],
  [{ style: "deepObject", explode: true }, { "a b": "x&", top: 5 }, "?%24select[a%20b]=x%26&%24select[top]=5"],
  [{ style: "deepObject", explode: true }, {}, ""],
])("writes a query parameter with %j and the value %j as %s", (style, value, query) => {
  const one = { method: "get", path: "/", parameters: [{ name: "$select", in: "query", ...style }] } as const;

  expect(buildRequest(one, { $select: value }).target).toBe(`/${query}`);
});

it.each([
  ["application/merge-patch+json", { a: 1 }, '{"a":1}'],
  ["text/csv; charset=utf-8", "a,b\n1,2", "a,b\n1,2"],
  ["application/octet-stream", "bytes", "bytes"],
  ["application/x-www-form-urlencoded", { "a b": "x&", ids: [1, 2], on: true }, "a+b=x%26&ids=1&ids=2&on=true"],
])("writes a body of %s", (mediaType, value, text) => {
  expect(serializeBody(mediaType, value)).toBe(text);
});
