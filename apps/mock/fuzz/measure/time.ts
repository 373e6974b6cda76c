import type { FuzzCase } from "../cases/fuzz-case.ts";
import { bytesOfCheapRequest, cheapRequestsOfBomb, maxTimeRatio, timeAccuracy } from "../limits.ts";
import type { Run } from "../run-target.ts";
import { measureCheapTime, measureTime } from "../session.ts";
import { addFailure, getKindResult } from "../tally.ts";
import { isBomb } from "../upstream/behaviours.ts";

const repeats = 5;

/**
 * Checks the CPU time that has passed during a case. Where it is suspicious, the case is sent alone several times: only the
 * shortest time of all counts, as other work of the machine, compilation and garbage collection make times longer.
 */
export async function checkTime(run: Run, fuzzCase: FuzzCase, time: number, bytesIn: number): Promise<void> {
  const { session, tally } = run;
  const result = getKindResult(tally, fuzzCase.kind);
  const ratio = compare(run, fuzzCase, time, bytesIn);
  if (ratio <= maxTimeRatio) {
    session.late.length = 0;
    result.worstTime = Math.max(result.worstTime, ratio);
    return;
  }
  // A case that waited before, and ended meanwhile, may be the one that took the time.
  const suspects = [fuzzCase, ...session.late.splice(0)];
  for (const suspect of suspects) await repeatAlone(run, suspect);
  session.last = await session.server.measure();
}

async function repeatAlone(run: Run, fuzzCase: FuzzCase): Promise<void> {
  const { session, tally, target } = run;
  await measureCheapTime(session);
  let least = { time: Number.POSITIVE_INFINITY, bytesIn: 1 };
  let ratio = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < repeats && ratio > maxTimeRatio; repeat++) {
    const measured = await measureTime(session, fuzzCase);
    const measuredRatio = compare(run, fuzzCase, measured.time, measured.bytesIn);
    if (measuredRatio < ratio) [ratio, least] = [measuredRatio, measured];
  }
  const result = getKindResult(tally, fuzzCase.kind);
  result.worstTime = Math.max(result.worstTime, ratio);
  if (ratio <= maxTimeRatio) return;
  const message = `${least.time.toFixed(0)} ms of CPU time, ${ratio.toFixed(0)} times a cheap request's ${session.cheapTime.toFixed(1)} ms (with ${least.bytesIn} bytes taken into account)`;
  addFailure(tally, target, fuzzCase, "time", message);
}

/** Compares a time with that of as many cheap requests as the case has, and of as many more as the bytes and a bomb allow. */
function compare({ session }: Run, fuzzCase: FuzzCase, time: number, bytesIn: number): number {
  const { responses = 1, behaviour } = fuzzCase;
  const cheapRequests = responses + bytesIn / bytesOfCheapRequest + (isBomb(behaviour) ? cheapRequestsOfBomb : 0);
  const allowed = session.cheapTime * cheapRequests;
  return time - allowed < timeAccuracy ? Math.min(1, time / allowed) : time / allowed;
}
