import type { Fault } from "./faults.ts";
import { createRandom } from "./random.ts";

export interface Chaos {
  readonly faults: readonly Fault[];
  /** The share of requests that get a fault, from 0 to 1. */
  readonly probability: number;
  /** The same seed gives the same faults to the same requests. */
  readonly seed: number;
}

/** Creates a function that returns the fault of the next request, if it gets one. */
export function createChaos({ faults, probability, seed }: Chaos): () => Fault | undefined {
  const random = createRandom(seed);
  return () => {
    const [hit, choice] = [random(), random()]; // two numbers for every request, whether it gets a fault or not
    return hit < probability ? faults[Math.floor(choice * faults.length)] : undefined;
  };
}
