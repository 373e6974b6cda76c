// Compares our page with the page that redocly builds, and with Swagger UI and Scalar, in one run on one machine. It prints
// ratios, because times differ between machines. The exit code depends on the bytes only, which do not differ.
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "@run-summary/browser";
import { listOperations } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";
import { type Load, measureLoad, measureSearch } from "./measure.ts";
import { buildOurs, buildStock, createPages } from "./pages.ts";
import { serveCompressed } from "./serve-compressed.ts";

const rounds = 3;
const folder = await mkdtemp(join(tmpdir(), "docs-bench-"));
const kinds = await createPages(folder);
const server = await serveCompressed(folder);
const browser = await launchBrowser();
const getAddress = (kind: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${kind}/index.html`;
try {
  // The pages take turns, so that a busy moment of the machine affects all of them.
  const all: [kind: string, load: Load][] = [];
  for (let round = 0; round < rounds; round++) {
    for (const kind of kinds) all.push([kind, await measureLoad(browser, getAddress(kind))]);
  }
  const loads: Record<string, Load> = {};
  for (const kind of kinds) {
    const ofKind = all.filter(([other]) => other === kind).map(([, load]) => load);
    const [load] = ofKind.toSorted((a, b) => a.paint - b.paint).slice(Math.floor(rounds / 2));
    if (load === undefined) continue;
    loads[kind] = load;
    const { paint, bytesBefore, bytes } = load;
    console.log(
      `${kind.padEnd(12)} paint ${formatSeconds(paint)}, ${formatBytes(bytesBefore)} before it, ${formatBytes(bytes)} in all`,
    );
  }
  const { ours, redoc, paragraph } = loads;
  if (!ours || !redoc || !paragraph) throw new Error("One of the pages was not loaded.");
  const [status = ""] = Object.keys(listOperations(readBundle())[0]?.responses ?? {});
  const search = await compare(rounds, {
    ours: () => measureSearch(browser, getAddress("ours"), status),
    redoc: () => measureSearch(browser, getAddress("redoc"), status),
  });
  const build = await compare(9, {
    ours: () => measureTime(buildOurs),
    redoc: () => measureTime(() => buildStock(folder)),
  });

  report("largest contentful paint", ours.paint / redoc.paint, 1);
  console.log(`  of one paragraph alone   ratio ${(paragraph.paint / redoc.paint).toFixed(3)}`);
  const bytes = report("bytes before it", ours.bytesBefore / redoc.bytes, 0.2);
  report("search results", search, 0.8);
  report("build", build, 1.6);
  if (!bytes) process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
}

async function measureTime(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Runs both in turns, `count` times. Returns the ratio of the medians. */
async function compare(
  count: number,
  { ours, redoc }: Record<"ours" | "redoc", () => Promise<number>>,
): Promise<number> {
  const times: { ours: number; redoc: number }[] = [];
  for (let round = 0; round < count; round++) times.push({ ours: await ours(), redoc: await redoc() });
  return median(times.map((time) => time.ours)) / median(times.map((time) => time.redoc));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Prints the ratio to redocly's page and its goal. Returns whether the goal is reached. */
function report(what: string, ratio: number, goal: number): boolean {
  console.log(`${what.padEnd(26)} ratio ${ratio.toFixed(3)}, goal ${goal}${ratio <= goal ? "" : ", missed"}`);
  return ratio <= goal;
}

function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function formatBytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
