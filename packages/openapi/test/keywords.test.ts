import { expect, it } from "vitest";
import { isAnnotation } from "../src/schema/keywords.ts";

it.each([
  ["description", true],
  ["x-note", true],
  ["maximum", false],
  ["allOf", false],
])("tells whether %s is an annotation", (keyword, expected) => {
  expect(isAnnotation(keyword)).toBe(expected);
});
