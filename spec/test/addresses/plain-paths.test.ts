import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

const rule = "run-summary/plain-paths";

it.each(["/things/{id}", "/f(a='{a}',b=@{b})", "/$count", "/a.b-c_d~e;f=g:h!i*j+k&l"])("accepts %s", async (path) => {
  expect(await lintDocument({ paths: { [path]: {} } }, rule)).toEqual([]);
});

it.each([
  ["/a b", " "],
  ["/100%", "%"],
  ["/%41", "%"],
  ["/é", "é"],
  ["/\u{1f600}", "\u{1f600}"],
  ["/a?b", "?"],
])("refuses %s", async (path, character) => {
  expect(await lintDocument({ paths: { [path]: {} } }, rule)).toEqual([
    expect.stringMatching(
      `^spec/openapi.yaml:1:\\d+ The path has \`${character.replace("?", "\\?")}\`, which a request does not hold`,
    ),
  ]);
});
