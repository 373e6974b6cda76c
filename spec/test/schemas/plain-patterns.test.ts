import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

function lintPattern(pattern: string): Promise<string[]> {
  const schema = { type: "string", pattern };
  return lintDocument({ components: { schemas: { A: schema } } }, "run-summary/plain-patterns");
}

it.each(["^[a-z]+$", "^\\p{L}+$", "\\\\b", "(?:a|b)", "(?<name>a)", "[^/]", "\\(?=a"])(
  "accepts %s",
  async (pattern) => {
    expect(await lintPattern(pattern)).toEqual([]);
  },
);

it.each([
  ["^(?=a)", "(?="],
  ["(?!a)b", "(?!"],
  ["(?<=a)b", "(?<="],
  ["(?<!a)b", "(?<!"],
  ["\\ba", "\\b"],
  ["(a)\\1", "\\1"],
  ["(?<n>a)\\k<n>", "\\k"],
  ["", "nothing"],
])("refuses %s", async (pattern, found) => {
  expect(await lintPattern(pattern)).toEqual([
    expect.stringContaining(`The contract tests cannot make texts for a pattern with \`${found}\`.`),
  ]);
});
