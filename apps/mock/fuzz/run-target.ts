// Sends the cases of one target, mostly one after the other, and measures what each of them costs.
import type { FuzzCase } from "./cases/fuzz-case.ts";
import { type Group, generateCase, listGroups, pickKind } from "./cases/generate-case.ts";
import { createNamedRandom } from "./cases/random.ts";
import { countBytes } from "./exchange.ts";
import { checkHeld } from "./measure/held.ts";
import { measureMemory } from "./measure/memory.ts";
import { sendCase, sendTogether } from "./send-case.ts";
import { mayDelete, measureCheapTime, openSession, type Session } from "./session.ts";
import { addFailure, hasFailedOften, type MemoryResult, type Tally } from "./tally.ts";
import type { Target } from "./targets.ts";

export interface Plan {
  readonly seed: number;
  /** The URL of the module that exports `startMock`. */
  readonly module: string;
  /** The only kind to send, and the only case of it. */
  readonly only?: { readonly kind: string; readonly index: number | undefined } | undefined;
}

/** The run of a target. The session is another one after the server was lost. */
export interface Run {
  readonly target: Target;
  readonly plan: Plan;
  readonly tally: Tally;
  readonly groups: readonly Group[];
  readonly memory: MemoryResult;
  session: Session;
  /** The number of cases that have been sent. */
  sent: number;
}

// Cases between two measurements of the cheap request.
const batchSize = 250;
// Cases between two measurements of the memory.
const casesOfMemory = 1000;
// Cases that are sent at the same time after each batch, to see that they do not disturb each other.
const togetherSize = 25;
// Of several cases of a kind, the largest one is sent repeatedly to see what the mock holds of it.
const choices = 5;
const heldRepeats = 8;
// The share of the requests that are sent for that.
const heldShare = 0.25;

/** Sends cases to a target and adds the results to the tally. */
export async function runTarget(target: Target, plan: Plan, count: number, tally: Tally): Promise<void> {
  const noCase = { kind: "start", index: 0, pieces: [] };
  try {
    const session = await openSession(target, plan.module);
    const memory = { rss: [session.start.rss], held: [session.start.held], peak: session.start.peak };
    tally.memory.set(target.name, memory);
    const run: Run = { target, plan, tally, memory, session, groups: listGroups(target.isProxy), sent: 0 };
    try {
      await sendRepeatedly(run, Math.floor((count * heldShare) / heldRepeats));
      await sendBatches(run, count);
    } finally {
      await run.session.stop();
    }
  } catch (error) {
    addFailure(tally, target, noCase, "start", (error as Error).message);
  }
}

/** Sends a case of each kind several times, as far as there are kinds, and measures what the mock holds of it. */
async function sendRepeatedly(run: Run, maxKinds: number): Promise<void> {
  const { plan, groups, target } = run;
  const names = groups.filter(({ isRepeated }) => isRepeated).flatMap(({ generators }) => Object.keys(generators));
  const kinds = plan.only === undefined ? names : [plan.only.kind];
  const random = createNamedRandom(plan.seed, target.name);
  const chosen = kinds.map((kind) => ({ kind, order: random() })).sort((a, b) => a.order - b.order);
  for (const { kind } of chosen.slice(0, Math.max(1, maxKinds))) {
    const cases = Array.from({ length: choices }, (_, index) => createNthCase(run, kind, plan.only?.index ?? index));
    const [largest] = cases.sort((a, b) => countBytes(b) - countBytes(a));
    if (largest !== undefined && !hasFailedOften(run.tally, kind)) await checkHeld(run, largest, heldRepeats);
  }
}

/** Sends random cases up to the number for the target. */
async function sendBatches(run: Run, count: number): Promise<void> {
  const { plan, tally, target, groups } = run;
  const random = createNamedRandom(plan.seed, target.name, "kinds");
  const indices = new Map<string, number>();
  const createNext = () => {
    const kind = plan.only?.kind ?? pickKind(random, groups, (name) => hasFailedOften(tally, name));
    const index = plan.only?.index ?? indices.get(kind) ?? choices;
    indices.set(kind, index + 1);
    return createNthCase(run, kind, index);
  };
  let unmeasured = 0;
  while (run.sent < count && !(plan.only !== undefined && hasFailedOften(tally, plan.only.kind))) {
    const size = Math.min(batchSize, count - run.sent);
    await measureCheapTime(run.session);
    for (let sent = 0; sent < size - togetherSize; sent++) await sendCase(run, createNext());
    const last = Array.from({ length: Math.min(size, togetherSize) }, createNext);
    await sendTogether(
      run,
      last.filter((fuzzCase) => !mayDelete(fuzzCase)),
    );
    for (const fuzzCase of last.filter(mayDelete)) await sendCase(run, fuzzCase);
    unmeasured += size;
    if (unmeasured >= casesOfMemory || run.sent >= count) {
      await measureMemory(run);
      unmeasured = 0;
    }
  }
}

function createNthCase({ session, groups, plan, target }: Run, kind: string, index: number): FuzzCase {
  return generateCase(session.requests, groups, `${plan.seed} ${target.name}`, kind, index);
}
