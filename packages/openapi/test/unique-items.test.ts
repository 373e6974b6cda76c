import { expect, it } from "vitest";
import { createAjv } from "../src/validation/create-ajv.ts";

const validate = createAjv("2020-12").compile({ uniqueItems: true });

it.each([
  ["numbers", [1, 2, "1", true, null, [], {}]],
  ["objects", [{ a: 1 }, { a: 2 }, { b: 1 }, { toString: 1 }, { valueOf: 1 }]],
  ["lists", [[1, 2], [2, 1], [[1, 2]]]],
  ["something else", { a: 1 }],
])("takes different %s", (_what, value) => {
  expect(validate(value)).toBe(true);
});

it.each([
  ["numbers", [1, 2, 1], 2, 0],
  ["forms of a number", [0, -0], 1, 0],
  ["objects in another order", [{ a: 1, b: [{ c: 1, d: 2 }] }, 1, { b: [{ d: 2, c: 1 }], a: 1 }], 2, 0],
])("names equal %s", (_what, value, later, earlier) => {
  expect(validate(value)).toBe(false);
  expect(validate.errors).toMatchObject([
    {
      keyword: "uniqueItems",
      message: `must NOT have duplicate items (items ## ${earlier} and ${later} are identical)`,
      params: { i: later, j: earlier },
    },
  ]);
});

it("takes equal items where they are allowed", () => {
  expect(createAjv("2020-12").validate({ uniqueItems: false }, [1, 1])).toBe(true);
});

it("takes a list of many objects", () => {
  expect(validate(Array.from({ length: 200_000 }, (_, index) => ({ index })))).toBe(true);
});
