import { type Plan, runTarget } from "./run-target.ts";
import { createTally, type Tally } from "./tally.ts";
import type { Target } from "./targets.ts";

const mockModule = new URL("../src/index.ts", import.meta.url).href;

interface FuzzOptions extends Pick<Plan, "seed" | "only"> {
  /** The number of requests to all targets together. */
  readonly count: number;
  readonly targets: readonly Target[];
  /** The URL of the module that exports `startMock`. Default: the mock's. */
  readonly module?: string;
  readonly onTarget?: (target: Target, tally: Tally) => void;
}

/** Sends generated requests to each target, to two of them at a time. The same seed sends the same ones. */
export async function runFuzz(options: FuzzOptions): Promise<Tally> {
  const { seed, only, count, targets, module = mockModule, onTarget } = options;
  const tally = createTally();
  const shares = targets.reduce((sum, { share }) => sum + share, 0);
  const queue = targets.values();
  const runNext = async () => {
    for (const target of queue) {
      await runTarget(target, { seed, only, module }, Math.ceil((count * target.share) / shares), tally);
      onTarget?.(target, tally);
    }
  };
  await Promise.all([runNext(), runNext()]); // a machine has two cores at least
  return tally;
}
