// Sizes, times and behaviour beside other clients, in one run on one machine.
import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { behaviourTable } from "./behaviour.ts";
import { type Contender, withContenders } from "./contenders.ts";

const answer = JSON.stringify({ id: "1", issueDetectedDeviceCount: 8, lastScriptRunDateTime: null });
const stub = async () => new Response(answer, { headers: { "content-type": "application/json" } });

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

type Call = () => Promise<unknown>;

/** Microseconds of a call, the median of several rounds in which all take turns. */
async function times(calls: ReadonlyMap<string, Call>): Promise<Map<string, number>> {
  const rounds = new Map<string, number[]>([...calls.keys()].map((name) => [name, []]));
  for (let round = 0; round < 25; round++) {
    for (const [name, call] of calls) {
      const start = performance.now();
      for (let index = 0; index < 500; index++) await call();
      if (round >= 5) rounds.get(name)?.push(((performance.now() - start) / 500) * 1000);
    }
  }
  return new Map([...rounds].map(([name, values]) => [name, median(values)]));
}

async function benchSizesAndTimes(contenders: readonly Contender[]): Promise<void> {
  const originalFetch = globalThis.fetch;
  const calls = new Map(
    contenders.map(({ name, create }) => {
      const send = create("https://graph.microsoft.com/beta", stub);
      return [name, () => send("1")] as const;
    }),
  );
  const measured = await times(calls);
  globalThis.fetch = originalFetch;
  console.log("\nOne PATCH with a token                 bytes, gzip   µs a call");
  for (const { name, size } of contenders) {
    console.log(`  ${name.padEnd(36)}${String(size).padStart(8)}${measured.get(name)?.toFixed(1).padStart(12)}`);
  }
  const [own = 0, raw = 1] = ["this client", "openapi-fetch"].map((name) => measured.get(name));
  console.log(
    `  goals: 5,400 and 3,600 bytes; ${((own - raw) / raw).toFixed(2)} times openapi-fetch's time is added, goal 1.0`,
  );
}

/** In a process of its own with a garbage collector that can be called: heap before and after. */
async function benchMemory(): Promise<void> {
  const failing = createServer((request, response) => {
    request.resume().once("end", () => {
      count++;
      if (count % 3 === 0) response.socket?.resetAndDestroy();
      else response.writeHead(200, { "content-type": "application/json" }).end(answer);
    });
  });
  let count = 0;
  failing.listen(0, "127.0.0.1");
  await once(failing, "listening");
  const { port } = failing.address() as AddressInfo;
  const child = fork(fileURLToPath(new URL("memory.ts", import.meta.url)), [`http://127.0.0.1:${port}`], {
    execArgv: ["--expose-gc"],
  });
  const [report] = (await once(child, "message")) as [string];
  console.log(report);
  failing.closeAllConnections();
  failing.close();
}

await withContenders(async (contenders) => {
  await benchSizesAndTimes(contenders);
  console.log(`\n${await behaviourTable(contenders)}`);
});
await benchMemory();
