// `npm run bench`: compares the commands with the tools that they are made from. It prints ratios, because times differ from
// machine to machine. `npm run bench -- --growth` shows how the cost grows with the number of operations.
import { execFile, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { benchGrowth } from "./growth/main.ts";
import { findCommand } from "./shared/commands.ts";
import { createChildEnvironment } from "./shared/environment.ts";
import { repository } from "./shared/repository.ts";
import { copyRepository, type RepositoryCopy } from "./shared/repository-copy.ts";

const run = promisify(execFile);
const rounds = 5;
const schema = "spec/components/schemas/RunSummary.yaml";
const freePort = 45_010;

const docsFolder = join(repository, "apps/docs");
const scriptsFolder = join(repository, "scripts");
const redocly = findCommand("@redocly/cli", "redocly", docsFolder);
const openapiTypescript = findCommand("openapi-typescript", "openapi-typescript", scriptsFolder);
const prism = findCommand("@stoplight/prism-cli", "prism", scriptsFolder);
const tsc = findCommand("typescript", "tsc", repository);

async function measureSeconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function computeMedian(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Runs each of the works in turn, several times. Resolves with the medians in seconds. */
async function compare(works: Record<string, () => Promise<unknown>>): Promise<Record<string, number>> {
  const times: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of Object.entries(works))
      times[name] = [...(times[name] ?? []), await measureSeconds(work)];
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, computeMedian(values)]));
}

function report(title: string, times: Record<string, number>, goal: number): void {
  const [ours = Number.NaN, theirs = Number.NaN] = Object.values(times);
  console.log(`\n${title}`);
  for (const [name, time] of Object.entries(times)) console.log(`  ${time.toFixed(2)} s  ${name}`);
  console.log(`  ratio ${(ours / theirs).toFixed(2)}, goal ${goal}`);
}

async function benchWatching(copy: RepositoryCopy): Promise<void> {
  const start = copy.start("--mock-port", "0", "--docs-port", "0");
  await start.waitFor("Ctrl-C ends.");
  const original = await copy.read(schema);
  let edits = 0;
  // An edit that changes every part, and that is in no cache.
  const edit = () => copy.write(schema, original.replace(/^(description: .*)$/m, `$1 (${edits++})`));
  const env = createChildEnvironment({ REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" });
  const node = (...args: string[]) => run(process.execPath, args, { cwd: copy.folder, env });

  const times = await compare({
    "npm start: from the save to types, client, docs and mock current and type-checked": async () => {
      await edit();
      await start.waitFor("follow the spec (");
    },
    "redocly lint, openapi-typescript, tsc, redocly build-docs, prism mock, one after another": async () => {
      await node(redocly, "lint", "spec/openapi.yaml", "--config", "spec/redocly.yaml");
      await node(openapiTypescript, "spec/openapi.yaml", "--output", "types.d.ts");
      await node(tsc);
      await node(redocly, "build-docs", "spec/openapi.yaml", "--inlineBundle", "--output", "docs.html");
      await waitForPrism(copy);
    },
  });
  report("Watching", times, 0.4);
}

async function waitForPrism(copy: RepositoryCopy): Promise<void> {
  const args = [prism, "mock", "spec/openapi.yaml", "--port", String(freePort)];
  const server = spawn(process.execPath, args, { cwd: copy.folder, env: createChildEnvironment(), stdio: "ignore" });
  try {
    while (!(await fetch(`http://127.0.0.1:${freePort}/`).catch(() => undefined))) await sleep(5);
  } finally {
    server.kill();
  }
}

async function benchGenerate(copy: RepositoryCopy): Promise<void> {
  await copy.replace("turbo.json", '"tasks": {', '"tasks": { "//#empty": {},');
  await copy.replace(
    "package.json",
    '"scripts": {',
    '"scripts": { "empty": "node --version", "bare": "turbo run empty",',
  );
  await copy.npm("generate"); // fills the cache
  await copy.npm("bare");

  const times = await compare({
    "npm run generate, nothing changed": () => copy.npm("generate"),
    "npm run of a bare turbo on an empty task, cached": () => copy.npm("bare"),
  });
  report("Generating", times, 2);
}

async function benchTests(): Promise<void> {
  await rm(join(repository, ".turbo"), { recursive: true, force: true });
  let output = "";
  const time = await measureSeconds(async () => {
    const options = { cwd: repository, env: createChildEnvironment(), maxBuffer: Number.POSITIVE_INFINITY };
    // The output names the tests that fail.
    const tests = await run(process.execPath, ["scripts/test.ts"], options).catch((error: { stdout: string }) => {
      process.exitCode = 1;
      return error;
    });
    output = tests.stdout;
  });
  console.log(`\nTests, nothing cached\n  ${time.toFixed(1)} s  npm test, goal 150 s on 2 cores`);
  console.log(output.slice(output.indexOf("\n//#") + 1).replace(/^(?=.)/gm, "    "));
}

async function benchCommands(): Promise<void> {
  const copy = await copyRepository();
  await copy.initializeGit(); // turbo is quicker in a git repository
  try {
    await benchWatching(copy);
    await benchGenerate(copy);
  } finally {
    await copy.remove();
  }
  if (!process.argv.includes("--no-tests")) await benchTests();
}

try {
  if (process.argv.includes("--growth")) await benchGrowth(process.argv.slice(2));
  else await benchCommands();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
