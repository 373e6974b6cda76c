// A small run of `npm run fuzz -w apps/mock`, always with the same requests.
import { expect, it } from "vitest";
import { runFuzz } from "../../fuzz/run-fuzz.ts";
import { listTargets } from "../../fuzz/targets.ts";

it("each of some hundred generated requests gets a valid response, at a cost that its size explains", async () => {
  const { cases, failures } = await runFuzz({ count: 400, seed: 1, targets: listTargets().slice(0, 2) });

  expect(failures).toEqual([]);
  expect(cases).toBeGreaterThan(300);
}, 60_000);
