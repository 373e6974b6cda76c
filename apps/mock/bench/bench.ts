// Compares this mock with the stock Prism server. The goals are ratios, because times differ from machine to machine.
import { fork } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { listOperations } from "@run-summary/openapi";
import { readBundle, sourceFile } from "@run-summary/spec";
import { bundleSource, fixtureFile } from "@run-summary/spec/source";
import autocannon from "autocannon";
import { createSampleRequests, type SampleRequest } from "./sample-requests.ts";
import { commands, type ServerName, startServer } from "./servers.ts";

// On a busy machine, ratios differ from run to run. The bench fails where a goal is missed by more than this share.
const noise = 0.1;

function expectAtMost(what: string, figure: number, goal: number): void {
  if (figure <= goal * (1 + noise)) return;
  console.error(`  The goal for ${what} is missed by more than ${noise * 100} %.`);
  process.exitCode = 1;
}

const { validGet, validPatch, invalidGet, invalidPatch } = createSampleRequests(readBundle());
const names = Object.keys(commands) as ServerName[]; // the first one is this mock

function median(values: readonly number[] = []): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function benchFirstResponse(rounds: number): Promise<void> {
  const times: Partial<Record<ServerName, number[]>> = {};
  for (let round = -1; round < rounds; round++) {
    for (const name of names.slice(0, 2)) {
      const server = await startServer(commands[name], validGet.path);
      await server.stop();
      if (round >= 0) times[name] = [...(times[name] ?? []), server.firstResponse]; // the first round fills Node's compile cache
    }
  }
  console.log(`\nFirst response after the start, median of ${rounds}`);
  for (const [name, values] of Object.entries(times))
    console.log(`  ${median(values).toFixed(0).padStart(5)} ms  ${name}`);
  const [our, their] = Object.values(times).map(median) as [number, number];
  console.log(`  ratio ${(our / their).toFixed(2)}, goal 0.9`);
  expectAtMost("first response", our / their, 0.9);
}

/** Measures requests a second, one in ten of them invalid. Throws where the share of error responses is another. */
async function load(url: string, valid: SampleRequest, invalid: SampleRequest): Promise<number> {
  const requests = [...Array.from({ length: 9 }, () => valid), invalid];
  const connections = 10;
  const result = await autocannon({
    url,
    connections,
    duration: 2,
    requests: requests.map((request) => ({ ...request })),
  });
  const { errors, "2xx": taken, non2xx: refused } = result;
  // At the end, each connection may be in the middle of its list of requests.
  if (errors > 0 || Math.abs(taken - 9 * refused) > connections * requests.length) {
    throw new Error(`${url}: ${errors} errors, ${refused} of ${taken + refused} refused instead of a tenth`);
  }
  return result.requests.average;
}

async function benchThroughput(rounds: number): Promise<void> {
  const servers = await Promise.all(names.map((name) => startServer(commands[name], validGet.path)));
  const goals = [undefined, 1.3, 2];
  for (const [valid, invalid] of [
    [validGet, invalidGet],
    [validPatch, invalidPatch],
  ] as const) {
    const rates: number[][] = names.map(() => []);
    for (let round = -1; round < rounds; round++) {
      for (const [index, server] of servers.entries()) {
        const rate = await load(server.url, valid, invalid);
        if (round >= 0) rates[index]?.push(rate);
      }
    }
    console.log(
      `\nRequests a second, ${valid.method}, 10 connections, a tenth of them invalid and refused, median of ${rounds}`,
    );
    names.forEach((name, index) => {
      console.log(`  ${median(rates[index]).toFixed(0).padStart(5)}  ${name}`);
    });
    for (const [index, goal] of goals.entries()) {
      const ratio = median(rates[0]) / median(rates[index]);
      if (goal === undefined) continue;
      console.log(`  ${ratio.toFixed(2)} times ${names[index]}, goal ${goal}`);
      expectAtMost(`${valid.method} against ${names[index]}`, 1 / ratio, 1 / goal);
    }
  }
  for (const server of servers) await server.stop();
}

async function benchMemory(): Promise<void> {
  const child = fork(fileURLToPath(new URL("served-memory.ts", import.meta.url)), { execArgv: ["--expose-gc"] });
  const [{ url }] = (await once(child, "message")) as [{ url: string }];
  const heapAfter = async (amount: number) => {
    await autocannon({
      url,
      connections: 10,
      amount,
      requests: [validGet, validPatch, invalidPatch].map((request) => ({ ...request })),
    });
    child.send("heap");
    const [{ heapUsed }] = (await once(child, "message")) as [{ heapUsed: number }];
    return heapUsed;
  };
  const before = await heapAfter(1000);
  const after = await heapAfter(99_000);
  child.disconnect();
  const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
  console.log(`\nHeap after 1,000 requests ${megabytes(before)}, after 100,000 ${megabytes(after)}`);
  console.log(`  ratio ${(after / before).toFixed(2)}, goal 1.1`);
  expectAtMost("memory", after / before, 1.1);
}

/** Milliseconds from a saved file of a document to the first response by it, for each save after a start. */
async function measureWatching(documentFile: string, validGet: SampleRequest, rounds: number): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), "mock-bench-"));
  const source = dirname(documentFile);
  for (const name of ["openapi.yaml", "paths", "components"])
    await cp(join(source, name), join(folder, name), { recursive: true });
  const saved = join(folder, "openapi.yaml");
  const text = await readFile(saved, "utf8");
  const server = await startServer([...commands["this mock, silent"], "--watch", "--spec", saved], validGet.path);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // The path moves, so that a 200 at the new path proves that the saved file is served.
    await sleep(300);
    const start = performance.now();
    await writeFile(saved, text.replaceAll(/\n {2}\/(?=\w)/g, `\n  /moved${round}/`));
    const { path, ...init } = validGet;
    while ((await fetch(`${server.url}/moved${round}${path}`, init)).status !== 200) await sleep(1);
    times.push(performance.now() - start);
  }
  await server.stop();
  await rm(folder, { recursive: true });
  return times;
}

// Prism reads all files of a document again, so the time follows their number. The goal is for a document of two operations.
async function benchWatching(rounds: number): Promise<void> {
  console.log(`\nWatching: from the save to the first response by it, first and median of ${rounds}`);
  for (const file of [fixtureFile, sourceFile]) {
    const document = await bundleSource(file);
    const times = await measureWatching(file, createSampleRequests(document).validGet, rounds);
    const operations = listOperations(document).length;
    const goal = file === fixtureFile ? ", goal 100 ms" : "";
    console.log(`  ${times[0]?.toFixed(0)} and ${median(times).toFixed(0)} ms, ${operations} operations${goal}`);
    if (file === fixtureFile) expectAtMost("watching", median(times), 100);
  }
}

/** From SIGTERM, while a connection waits for a response, to the end of the process. */
async function benchEnd(rounds: number): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const server = await startServer(commands["this mock, silent"], validGet.path);
    const stalled = fetch(server.url + validGet.path, { headers: { ...validGet.headers, "mock-fault": "stall" } });
    stalled.catch(() => {}); // the signal ends the connection
    await sleep(50);
    const ended = once(server.child, "exit");
    const start = performance.now();
    server.child.kill("SIGTERM");
    await ended;
    times.push(performance.now() - start);
  }
  console.log(
    `\nEnd on SIGTERM with an open connection\n  ${median(times).toFixed(0)} ms, median of ${rounds}, goal 1000 ms`,
  );
}

await benchFirstResponse(9);
await benchEnd(5);
await benchWatching(9);
await benchThroughput(5);
await benchMemory();
