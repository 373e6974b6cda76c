import type { FuzzCase } from "../cases/fuzz-case.ts";
import * as limits from "../limits.ts";
import type { Run } from "../run-target.ts";
import { openSession } from "../session.ts";
import { addFailure } from "../tally.ts";
import type { Usage } from "./start-server.ts";

/** Checks the peak of the memory after a case. The process is replaced where it is too high, as its peak never falls. */
export async function checkPeak(run: Run, fuzzCase: FuzzCase, before: Usage): Promise<void> {
  const { session, target, memory, tally } = run;
  const { peak } = session.last;
  memory.peak = Math.max(memory.peak, peak);
  const limit = session.start.peak + (target.isProxy ? limits.maxProxyPeakGrowth : limits.maxPeakGrowth);
  if (peak <= limit) return;
  const message = `the process had up to ${formatMegabytes(peak)} during this case, and ${formatMegabytes(before.peak)} before it; the limit is ${formatMegabytes(limit)}`;
  addFailure(tally, target, fuzzCase, "memory", message);
  await session.stop();
  run.session = await openSession(target, run.plan.module);
}

/** Records the memory after some cases, and checks how much the server holds in all. */
export async function measureMemory(run: Run): Promise<void> {
  const { session, memory, tally, target } = run;
  const usage = await collectGarbage(run);
  memory.rss.push(usage.rss);
  memory.held.push(usage.held);
  const growth = usage.held - session.start.held;
  if (growth <= limits.maxHeldGrowth) return;
  const message = `after ${run.sent} requests the mock holds ${formatMegabytes(growth)} more than at its start`;
  addFailure(tally, target, { kind: "all", index: 0, pieces: [] }, "memory", message);
}

/** Measures what the server holds, when no case waits any more. */
export async function collectGarbage({ session }: Run): Promise<Usage> {
  await Promise.all(session.waiting);
  session.last = await session.server.measure({ gc: true });
  return session.last;
}

export function formatMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`;
}
