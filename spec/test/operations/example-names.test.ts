import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

function lintName(name: string): Promise<string[]> {
  const content = { "application/json": { schema: {}, examples: { [name]: { value: 1 } } } };
  const responses = { 200: { description: "", content } };
  return lintDocument({ paths: { "/a": { get: { responses } } } }, "run-summary/example-names");
}

it.each(["one", "a-b", "a.b_c", "1"])("accepts the example %s", async (name) => {
  expect(await lintName(name)).toEqual([]);
});

it.each(["", "a b", "a,b", "a;b", 'a"b', "é"])("refuses the example %j", async (name) => {
  expect(await lintName(name)).toEqual([
    expect.stringContaining(`A request to the mock cannot name the example \`${name}\``),
  ]);
});
