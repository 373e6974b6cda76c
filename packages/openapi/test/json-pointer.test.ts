import { expect, it } from "vitest";
import { formatPointer, getValue, parsePointer } from "../src/json-pointer.ts";

it.each([
  [[], ""],
  [["paths", "/me", "get"], "/paths/~1me/get"],
  [["a~b", "~1", "", 0], "/a~0b/~01//0"],
])("writes %j as %s and reads it back", (keys, pointer) => {
  expect(formatPointer(keys)).toBe(pointer);
  expect(parsePointer(pointer)).toEqual(keys.map(String));
});

it("reads the pointer of a $ref", () => {
  expect(parsePointer("#/components/schemas/RunSummary")).toEqual(["components", "schemas", "RunSummary"]);
});

it("finds the value that the keys lead to", () => {
  expect(getValue({ list: [{ "a/b": 1 }] }, ["list", 0, "a/b"])).toBe(1);
});

it.each(["toString", "__proto__", "constructor"])("finds no %s where the value has no such key of its own", (key) => {
  expect(getValue({ a: {} }, ["a", key])).toBeUndefined();
});
