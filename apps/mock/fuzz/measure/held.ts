import type { FuzzCase } from "../cases/fuzz-case.ts";
import { maxHeldBytes, maxHeldRatio } from "../limits.ts";
import type { Run } from "../run-target.ts";
import { sendCase } from "../send-case.ts";
import { addFailure, hasFailedOften } from "../tally.ts";
import { collectGarbage } from "./memory.ts";

/** Sends a case several times and checks how much more the server holds afterwards. */
export async function checkHeld(run: Run, fuzzCase: FuzzCase, repeats: number): Promise<void> {
  const { session, tally, target } = run;
  // What is created once, such as a compiled schema, is not held of each request: the second round counts.
  for (let round = 0; round < 2; round++) {
    const before = await collectGarbage(run);
    let bytesIn = 0;
    for (let repeat = 0; repeat < repeats; repeat++) {
      bytesIn = await sendCase(run, fuzzCase);
      if (run.session !== session || hasFailedOften(tally, fuzzCase.kind)) return; // it has cost enough
    }
    const after = await collectGarbage(run);
    const held = (after.held - before.held) / repeats;
    if (held <= maxHeldBytes + maxHeldRatio * bytesIn) return;
    if (round === 0) continue;
    const message = `the mock holds ${Math.round(held)} bytes of each of these requests, which have ${bytesIn}`;
    addFailure(tally, target, fuzzCase, "memory", message);
  }
}
