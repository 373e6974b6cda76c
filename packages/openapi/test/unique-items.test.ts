import { expect, it } from "vitest";
import { createAjv } from "../src/validation/index.ts";

const ajv = createAjv("2020-12");

it.each<[items: unknown[], isUnique: boolean]>([
  [[], true],
  [[1, "1", true, null, [1], { a: 1 }], true],
  [[1, 2, 1], false],
  [
    [
      { a: 1, b: { c: 1, d: 2 } },
      { b: { d: 2, c: 1 }, a: 1 },
    ],
    false,
  ],
  [
    [
      [1, 2],
      [2, 1],
    ],
    true,
  ],
])("the items of %j are unique: %s", (items, isUnique) => {
  expect(ajv.validate({ uniqueItems: true }, items)).toBe(isUnique);
});

it("names the items that are the same", () => {
  ajv.validate({ uniqueItems: true }, ["a", "b", "c", "b"]);

  expect(ajv.errorsText()).toBe("data must NOT have duplicate items (items ## 1 and 3 are identical)");
});

it("permits duplicates where the keyword is false", () => {
  expect(ajv.validate({ uniqueItems: false }, [1, 1])).toBe(true);
});

it("does not compare each item with each other one", () => {
  const items = Array.from({ length: 100_000 }, (_, index) => ({ index })); // minutes where it does

  expect(ajv.validate({ uniqueItems: true }, items)).toBe(true);
});
