/**
 * Measures how many times as long a run takes for an input of ten times the size: about 10 where the time is linear, 100 where
 * it is quadratic. It takes the shortest of five runs of each size, because the machine may be busy.
 */
export async function measureGrowth(size: number, run: (size: number) => unknown): Promise<number> {
  const measure = async (length: number) => {
    const times: number[] = [];
    for (let count = 0; count < 5; count++) {
      const start = performance.now();
      await run(length);
      times.push(performance.now() - start);
    }
    return Math.min(...times);
  };
  return (await measure(10 * size)) / (await measure(size));
}
