// The server under test, in a process of its own. It reports what it has used whenever it is asked.
// Its arguments are the module that exports `startMock`, and the options for it in JSON.
import { enableCompileCache } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";

enableCompileCache(); // as the command does

const [module = "", options = "{}"] = process.argv.slice(2);
const { startMock } = (await import(module)) as {
  startMock(options: object): Promise<{ url: string; apiUrl: string; close(): Promise<void> }>;
};

process.on("message", async ({ gc }: { gc: boolean }) => {
  if (gc) await collectGarbage();
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

/** Collects garbage until no more memory is freed: buffers are freed some time after the objects that refer to them. */
async function collectGarbage(): Promise<void> {
  for (let held = Number.POSITIVE_INFINITY, rounds = 0; rounds < 20; rounds++) {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    if (rounds > 0 && held - (heapUsed + external) < 2 ** 20) return;
    held = heapUsed + external;
    await sleep(50);
  }
}
