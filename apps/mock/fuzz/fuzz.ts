import { parseArgs } from "node:util";
import { runFuzz } from "./run-fuzz.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "20000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 32) },
  },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
if (!(count >= 1 && count <= 10_000_000 && seed >= 0)) throw new Error("--count takes 1 to 10000000, --seed a number.");
console.log(`${count} requests; --seed ${seed} sends the same ones.`);

const heaps: number[] = [];
const start = performance.now();
const { outcomes, failures } = await runFuzz(count, seed, (done) => {
  globalThis.gc?.();
  heaps.push(process.memoryUsage().heapUsed);
  if (done % 5000 === 0) console.log(`${done} done`);
});

for (const [kind, statuses] of Object.entries(outcomes).toSorted()) {
  const counts = Object.entries(statuses).toSorted(([, a], [, b]) => b - a);
  console.log(
    `${kind.padEnd(24)}${counts
      .slice(0, 8)
      .map(([status, number]) => `${status}: ${number}`)
      .join(", ")}`,
  );
}
for (const failure of failures.slice(0, 10)) console.error(`\n${failure}`);
// The runtime itself takes less than this. A mock that kept something of each request would take much more.
const growth = (heaps.at(-1) ?? 0) - (heaps[Math.min(3, heaps.length - 1)] ?? 0);
if (growth > 20 * 2 ** 20) console.error(`The heap has grown by ${growth} bytes.`);
const megabytes = (bytes = 0) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
console.log(`\nHeap after the first 500: ${megabytes(heaps[0])}, after all: ${megabytes(heaps.at(-1))}.`);
console.log(`${count} requests in ${((performance.now() - start) / 1000).toFixed(0)} s, ${failures.length} failures.`);
process.exitCode = failures.length === 0 && growth <= 20 * 2 ** 20 ? 0 : 1;
