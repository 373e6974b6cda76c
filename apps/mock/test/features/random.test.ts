import { expect, it } from "vitest";
import { createRandom } from "../../src/features/random.ts";

it.each([
  [1, [0.6270739405881613, 0.002735721180215478, 0.5274470399599522]],
  [2 ** 32 - 1, [0.8964226141106337, 0.189478256739676]],
])("gives the numbers of mulberry32 for the seed %d", (seed, expected) => {
  const random = createRandom(seed);

  expect(expected.map(() => random())).toEqual(expected);
});
