// Compares sizes, times and behaviour with other clients, in one run on one machine.
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { observeBehaviour } from "./behaviour.ts";
import { type Compared, formatTable, replaceTable } from "./comparison.ts";
import { type Contender, useContenders } from "./contenders.ts";

const summary = JSON.stringify({ id: "1", issueDetectedDeviceCount: 8, lastScriptRunDateTime: null });
const stub = async () => new Response(summary, { headers: { "content-type": "application/json" } });

function calculateMedian(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

type Call = () => Promise<unknown>;

/** The median time of a call in microseconds. In each round, every client makes its calls. */
async function measureTimes(calls: ReadonlyMap<string, Call>): Promise<Map<string, number>> {
  const rounds = new Map<string, number[]>([...calls.keys()].map((name) => [name, []]));
  for (let round = 0; round < 60; round++) {
    for (const [name, call] of calls) {
      const start = performance.now();
      for (let index = 0; index < 500; index++) await call();
      if (round >= 20) rounds.get(name)?.push(((performance.now() - start) / 500) * 1000);
    }
  }
  return new Map([...rounds].map(([name, values]) => [name, calculateMedian(values)]));
}

async function benchTimes(contenders: readonly Contender[]): Promise<void> {
  const originalFetch = globalThis.fetch;
  const calls = new Map(
    contenders.map(({ name, create }) => {
      const send = create("https://graph.microsoft.com/beta", stub);
      return [name, () => send("1")] as const;
    }),
  );
  const measured = await measureTimes(calls);
  globalThis.fetch = originalFetch;
  console.log("\nOne PATCH with a token                 bytes, gzip   µs a call");
  for (const { name, size } of contenders) {
    console.log(`  ${name.padEnd(36)}${String(size).padStart(8)}${measured.get(name)?.toFixed(1).padStart(12)}`);
  }
  const [own = 0, raw = 1] = ["this client", "openapi-fetch"].map((name) => measured.get(name));
  console.log(`  ${((own - raw) / raw).toFixed(2)} times openapi-fetch's time is added`);
}

/** Writes the comparison into the README, and as JSON for the test of the README. */
async function writeComparison(contenders: readonly Contender[]): Promise<void> {
  const clients: Compared[] = [];
  for (const contender of contenders) {
    const behaviour = await observeBehaviour(contender);
    clients.push({ name: contender.name, bytes: contender.size, behaviour });
  }
  const table = formatTable(clients);
  console.log(`\n${table}`);
  await writeFile(new URL("comparison.json", import.meta.url), `${JSON.stringify(clients, undefined, 2)}\n`);
  const readme = new URL("../README.md", import.meta.url);
  await writeFile(readme, replaceTable(await readFile(readme, "utf8"), table));
}

/** Measures the heap before and after many calls, in a process that can call its garbage collector. */
async function benchMemory(): Promise<void> {
  const carriedOut: unknown[] = [];
  const failing = createServer((request, response) => {
    request.resume().once("end", () => {
      count++;
      if (count % 3 === 0) return void response.socket?.resetAndDestroy();
      carriedOut.push(request.headers["client-request-id"]);
      response.writeHead(200, { "content-type": "application/json" }).end(summary);
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
  const twice = carriedOut.length - new Set(carriedOut).size;
  console.log(`${carriedOut.length} carried out in two rounds, ${twice} twice`);
  if (carriedOut.length !== 2000 || twice > 0) {
    console.error("The server must carry out each of 2,000 calls once.");
    process.exitCode = 1;
  }
  failing.closeAllConnections();
  failing.close();
}

await useContenders(async (contenders) => {
  await benchTimes(contenders);
  await writeComparison(contenders);
});
await benchMemory();
