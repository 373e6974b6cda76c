import { setImmediate as nextTurn } from "node:timers/promises";
import { createRunSummaryClient } from "@run-summary/client";

const [, , url = ""] = process.argv;
const input = { deviceComplianceScriptId: "1", body: { issueDetectedDeviceCount: 8 } };

// Weakly held objects are released between turns of the event loop.
async function measureHeap(): Promise<number> {
  for (let round = 0; round < 5; round++) {
    await nextTurn();
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const stub = async () => new Response('{"id":"1"}', { headers: { "content-type": "application/json" } });
const stubbed = createRunSummaryClient({ token: "token", fetch: stub });
const callStub = async (times: number) => {
  for (let index = 0; index < times; index++) {
    await stubbed.updateRunSummary(input);
    if (index % 100 === 0) await nextTurn();
  }
};
await callStub(2000);
const before = await measureHeap();
await callStub(100_000);
const after = await measureHeap();

const real = createRunSummaryClient({ token: "token", baseUrl: url, retry: { baseDelay: 10, attempts: 10 } });
const callAll = () => Promise.allSettled(Array.from({ length: 1000 }, () => real.updateRunSummary(input)));
await callAll();
const quiet = await measureHeap();
const outcomes = await callAll();
const settled = outcomes.filter(({ status }) => status === "fulfilled").length;
const finished = await measureHeap();

process.send?.(`
Heap after 2,000 calls ${before.toFixed(1)} MB, after 100,000 more ${after.toFixed(1)} MB
1,000 calls in flight, every third request reset: ${settled} resolved; heap before ${quiet.toFixed(1)} MB, after ${finished.toFixed(1)} MB`);
process.disconnect();
