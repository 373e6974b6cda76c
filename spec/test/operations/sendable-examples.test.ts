import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

const rule = "run-summary/sendable-examples";

function lintParameter(parameter: object): Promise<string[]> {
  return lintDocument({ paths: { "/{a}": { parameters: [{ name: "a", ...parameter }] } } }, rule);
}

it.each([
  { in: "path", required: true, example: "a" },
  { in: "path", required: true, example: 0 },
  { in: "query", required: true, example: ["a"] },
  { in: "query", example: "" },
  { in: "query", example: [] },
  { in: "header", example: "a b" },
  { in: "header", examples: { one: { value: "a" } } },
  { in: "query", required: true, schema: { enum: ["a", ""] } },
  { in: "query", required: true, style: "deepObject", schema: { required: ["b"] }, example: { b: 1 } },
])("accepts %j", async (parameter) => {
  expect(await lintParameter(parameter)).toEqual([]);
});

it.each<[object, string]>([
  [
    { in: "path", required: true, example: "" },
    'the example "" of the parameter `a`: the path would be that of something else',
  ],
  [{ in: "path", required: true, example: ".." }, 'the example ".." of the parameter `a`: the path would be'],
  [
    { in: "path", required: true, schema: { enum: ["", "a"] } },
    'the example "" of the parameter `a`: the path would be',
  ],
  [
    { in: "path", required: true, example: "a\nb" },
    'the example "a\\nb" of the parameter `a`: programs read control characters in a path differently',
  ],
  [
    { in: "query", required: true, example: "" },
    'the example "" of the parameter `a`: it is required, and nothing would be sent',
  ],
  [{ in: "query", required: true, example: [] }, "the example [] of the parameter `a`: it is required"],
  [{ in: "query", required: true, example: {} }, "the example {} of the parameter `a`: it is required"],
  [{ in: "query", example: null }, "the example null of the parameter `a`: a text is never null"],
  [{ in: "header", example: " a" }, 'the example " a" of the parameter `a`: a header holds visible ASCII'],
  [{ in: "header", example: "é" }, 'the example "é" of the parameter `a`: a header holds visible ASCII'],
  [
    { in: "header", examples: { one: { value: "" } } },
    'the example "" of the parameter `a`: a header holds visible ASCII',
  ],
  [
    { in: "query", required: true, style: "deepObject", schema: { type: "object" }, example: { a: 1 } },
    "Nothing tells an object without properties from one that is missing. Require a property of `a`",
  ],
])("refuses %j", async (parameter, problem) => {
  expect(await lintParameter(parameter)).toEqual([expect.stringContaining(problem)]);
});

it.each([
  ["application/x-www-form-urlencoded", { a: ["b"], c: "" }, []],
  ["application/json", {}, []],
  ["application/json", "", []],
  ["text/plain", "a", []],
  ["text/plain", "", ["A request cannot hold the example `one`: an empty body is none."]],
  ["image/png", "", ["an empty body is none."]],
  ["application/x-www-form-urlencoded", {}, ["a form holds neither an empty list nor nothing at all"]],
  ["application/x-www-form-urlencoded", { a: "b", c: [] }, ["a form holds neither an empty list nor nothing at all"]],
])("checks the example of a body of %s: %j", async (type, value, problems) => {
  const requestBody = { content: { [type]: { examples: { one: { value } } } } };

  const found = await lintDocument({ paths: { "/a": { post: { requestBody } } } }, rule);

  expect(found).toEqual(problems.map((problem) => expect.stringContaining(problem)));
});
