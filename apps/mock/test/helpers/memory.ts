import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Resolves with the bytes that are in use on the heap after the garbage has been collected. */
export async function measureHeap(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  await sleep(0); // what is held until the end of a turn of the event loop
  collect();
  return process.memoryUsage().heapUsed;
}
