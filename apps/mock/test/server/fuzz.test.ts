// A small run of `npm run fuzz -w apps/mock`, always with the same requests.
import { expect, it } from "vitest";
import { runFuzz } from "../../fuzz/run-fuzz.ts";

it("each of 300 generated requests gets a valid response, or the connection ends", async () => {
  const { cases, failures } = await runFuzz(300, 1);

  expect(failures).toEqual([]);
  expect(cases).toBe(300);
}, 60_000);
