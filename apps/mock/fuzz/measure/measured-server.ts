// The server under test, in a process of its own. It reports what it has used whenever it is asked.
// Its arguments are the module that exports `startMock`, and the options for it in JSON.

import { setImmediate } from "node:timers/promises";

const [module = "", options = "{}"] = process.argv.slice(2);
const { startMock } = (await import(module)) as {
  startMock(options: object): Promise<{ url: string; apiUrl: string; close(): Promise<void> }>;
};

process.on("message", async ({ gc }: { gc: boolean }) => {
  // Twice: after one collection, the buffers of requests that have just ended may still be counted.
  for (let round = 0; gc && round < 2; round++) {
    globalThis.gc?.();
    await setImmediate();
  }
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  const peak = process.resourceUsage().maxRSS * 1024;
  process.send?.({ cpu: (user + system) / 1000, rss, held: heapUsed + external, peak });
});

try {
  const mock = await startMock(JSON.parse(options));
  process.once("disconnect", () => process.exit());
  process.send?.({ url: mock.url, apiUrl: mock.apiUrl });
} catch (error) {
  process.send?.({ problem: (error as Error).message });
  process.disconnect();
}
