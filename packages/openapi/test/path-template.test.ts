import { expect, it } from "vitest";
import { compilePathTemplate, expandPath, matchPath } from "../src/path-template.ts";

it.each([
  ["/a/{x}", "/%61/%62", { x: "b" }],
  ["/a(b)/{x}", "/a%28b%29/c", { x: "c" }],
  ["/a%20b/{x}", "/a b/c", { x: "c" }],
  ["/100%/{x}", "/100%25/c", { x: "c" }],
  ["/a/{x}", "/a/b%2Fc", { x: "b/c" }],
  ["/a/{x}", "/a/b,c", { x: "b,c" }],
  ["/a/{x}.json", "/a/b.json.json", { x: "b.json" }],
  ["/a/{x}.json", "/a/.json", undefined],
  ["/a/{x}-{y}", "/a/1-2-3", { x: "1", y: "2-3" }],
  ["/a/{x}-{y}", "/a/--", undefined],
  ["/a/{x}{y}", "/a/123", { x: "1", y: "23" }],
  ["/a/{x}", "/a/", undefined],
  ["/a/{x}", "/a/b/", undefined],
  ["/a/{x}", "/a", undefined],
  ["/a", "/a/b", undefined],
])("compares %s with %s", (template, path, values) => {
  expect(matchPath(template, path)).toEqual(values);
});

it.each([
  ["/a/{x}", "/a('b')", { x: "b" }],
  ["/a/{x}", "/a(%27b%27)", { x: "b" }],
  ["/a/{x}", "/a('it''s')", { x: "it's" }],
  ["/a/{x}", "/a('it's')", undefined],
  ["/a/{x}", "/a('')", undefined],
  ["/a/{x}", "/a(b)", undefined],
  ["/a/{x}", "/ab('c')", undefined],
  ["/a/{x}", "/a('b')/c", undefined],
  ["/a/{x}/b/{y}/c", "/a('1')/b/2/c", { x: "1", y: "2" }],
  ["/a/{x}/b/{y}/c", "/a('1')/b('2')/c", { x: "1", y: "2" }],
  ["/a/{x}/{y}", "/a('1')/2", { x: "1", y: "2" }],
  ["/a/{x}.json", "/a('1').json", undefined],
  ["/a/f(p='{p}')", "/a/f(p='1')", { p: "1" }],
  ["/a/f(p='{p}')", "/a/f(p='')", undefined],
  ["/a/f(p='{p}')", "/a/f(q='1')", undefined],
  ["/a/f(p='{p}',q='{q}')", "/a/f(p='1',q='2')", { p: "1", q: "2" }],
  ["/a('{x}')", "/a('1')", { x: "1" }],
  ["/a('{x}')", "/a/1", undefined],
])("takes OData's other form of an address: %s, %s", (template, path, values) => {
  expect(matchPath(template, path)).toEqual(values);
});

it("counts the characters outside the parameters", () => {
  expect(
    ["/a/{x}", "/a/{x}.json", "/a/f(p='{p}')", "/{x}"].map((one) => compilePathTemplate(one).literalLength),
  ).toEqual([1, 6, 8, 0]);
});

it.each([
  ["/100%/{x}", { x: "a/b" }, "/100%25/a%2Fb"],
  ["/a b#?/{x}", { x: "1" }, "/a%20b%23%3F/1"],
  ["/f(p='{p}')", { p: "it's" }, "/f(p='it's')"],
])("expands %s to a path that can be sent", (template, values, path) => {
  expect(expandPath(template, values)).toBe(path);
  expect(matchPath(template, path)).toEqual(values);
});
