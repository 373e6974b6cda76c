// Puts documents through all parts in worker threads: one for each processor, and its memory is free again when it ends. A
// client's modules, once imported, would stay in this thread for good.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Candidate, Failure } from "./check-document.ts";

/** What a worker is given. */
export interface Task {
  readonly workspace: string;
  readonly candidates: readonly Candidate[];
  /** Whether the docs are read in a browser. */
  readonly browser: boolean;
}

// A worker takes as long to start as for two documents, and the compiler as long for one document as for some.
const minShare = 10;

/** Finds failures as `findFailures` does, or as `findFailuresInBrowser` does. */
export async function findFailuresInWorkers(task: Task): Promise<Map<string, Failure>> {
  const { candidates } = task;
  const share = Math.max(minShare, Math.ceil(candidates.length / availableParallelism()));
  const starts = Array.from({ length: Math.ceil(candidates.length / share) }, (_, index) => index * share);
  const found = await Promise.all(
    starts.map((start) => runWorker({ ...task, candidates: candidates.slice(start, start + share) })),
  );
  return new Map(found.flatMap((failures) => [...failures]));
}

function runWorker(task: Task): Promise<ReadonlyMap<string, Failure>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("check-worker.ts", import.meta.url), { workerData: task });
    worker.once("message", resolve).once("error", reject);
  });
}
