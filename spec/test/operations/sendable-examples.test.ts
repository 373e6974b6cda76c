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
])("refuses %j", async (parameter, problem) => {
  expect(await lintParameter(parameter)).toEqual([expect.stringContaining(problem)]);
});
