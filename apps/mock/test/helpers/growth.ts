/**
 * Measures how many times as long a run takes for an input of ten times the size: about 10 where the time is linear, 100 where
 * it is quadratic. Both sizes take turns, and the shortest run of each counts, because the machine may be busy.
 */
export async function measureGrowth(size: number, run: (size: number) => unknown): Promise<number> {
  const times = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY };
  for (let count = 0; count < 10; count++) {
    times.large = Math.min(times.large, await measureTime(() => run(10 * size)));
    times.small = Math.min(times.small, await measureTime(() => run(size)));
  }
  return times.large / times.small;
}

async function measureTime(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
