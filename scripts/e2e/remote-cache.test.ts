// How machines share results by a server of turbo's remote cache, with the settings of turbo.json, in a repository of two packages.
import { execFile } from "node:child_process";
import { appendFile, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from "vitest";
import { type CacheServer, startCacheServer } from "../shared/cache-server.ts";
import { findCommand } from "../shared/commands.ts";
import { createShellEnvironment } from "../shared/environment.ts";
import { repository } from "../shared/repository.ts";

const turbo = findCommand("turbo", "turbo", repository);

let server: CacheServer;
beforeAll(async () => {
  server = await startCacheServer();
});
afterAll(() => server.close());

/** A machine with a checkout of the repository. */
class Machine {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Builds both packages. Resolves with what turbo prints. */
  async build(environment: Readonly<Record<string, string>> = {}): Promise<string> {
    const env = createShellEnvironment({ ...server.clientEnvironment, TURBO_TELEMETRY_DISABLED: "1", ...environment });
    const args = [turbo, "run", "build", "--skip-infer", "--output-logs=hash-only"];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: this.folder, env });
    return stripVTControlCharacters(stdout + stderr);
  }

  readBuilds(): Promise<string[]> {
    return Promise.all(["a", "b"].map((name) => readFile(join(this.folder, "packages", name, "dist/out.txt"), "utf8")));
  }
}

let count = 0;

/** Two machines with the same sources. No run before has met them. */
async function createMachines(): Promise<[Machine, Machine]> {
  const parent = await mkdtemp(join(tmpdir(), "machines-"));
  onTestFinished(() => rm(parent, { recursive: true }));
  const [one, other] = [join(parent, "one"), join(parent, "other place")];
  const { futureFlags, remoteCache } = JSON.parse(await readFile(join(repository, "turbo.json"), "utf8"));
  const files = {
    "turbo.json": { futureFlags, remoteCache, tasks: { build: { dependsOn: ["^build"], outputs: ["dist/**"] } } },
    "package.json": { name: "all", private: true, packageManager: "npm@11.0.0", workspaces: ["packages/*"] },
    "packages/a/package.json": { name: "a", version: "1.0.0", scripts: { build: "node build.js" } },
    "packages/b/package.json": {
      ...{ name: "b", version: "1.0.0", scripts: { build: "node build.js" } },
      dependencies: { a: "1.0.0" },
    },
  };
  count += 1;
  for (const name of ["a", "b"]) {
    await mkdir(join(one, "packages", name), { recursive: true });
    await writeFile(join(one, "packages", name, "in.txt"), `${name} ${count}`);
    const build = `const fs = require("fs"); fs.mkdirSync("dist"); fs.copyFileSync("in.txt", "dist/out.txt");`;
    await writeFile(join(one, "packages", name, "build.js"), build);
  }
  for (const [file, content] of Object.entries(files)) await writeFile(join(one, file), JSON.stringify(content));
  await cp(one, other, { recursive: true });
  return [new Machine(one), new Machine(other)];
}

let one: Machine;
let other: Machine;
beforeEach(async () => {
  [one, other] = await createMachines();
});

it("another machine runs nothing again, in another folder", async () => {
  await one.build();

  expect(await other.build()).toMatch(/Cached: +2 cached, 2 total/);
  expect(await other.readBuilds()).toEqual(await one.readBuilds());
});

it("it runs what it has changed, and what depends on that", async () => {
  await one.build();
  await writeFile(join(other.folder, "packages/b/in.txt"), "changed");

  const output = await other.build();

  expect(output).toMatch(/a:build: cache hit/);
  expect(output).toMatch(/b:build: cache miss/);
});

/** The artifacts of the machine's last run. */
async function listArtifacts(output: string): Promise<string[]> {
  const keys = [...output.matchAll(/cache miss, executing (\w+)/g)].map(([, key]) => key ?? "");
  const stored = await readdir(join(server.storage, "team"));
  expect(stored).toEqual(expect.arrayContaining(keys));
  return keys.map((key) => join(server.storage, "team", key));
}

it("an artifact that somebody has changed is refused, and the task runs", async () => {
  for (const artifact of await listArtifacts(await one.build())) await appendFile(artifact, "x");

  expect(await other.build()).toMatch(/Cached: +0 cached, 2 total/);
  expect(await other.readBuilds()).toEqual(await one.readBuilds());
});

it("the artifact of another task is refused, though it is signed, and the task runs", async () => {
  const [ofA = "", ofB = ""] = await listArtifacts(await one.build());
  for (const end of ["", ".tag"]) await copyFile(ofA + end, ofB + end);

  expect(await other.build()).toMatch(/b:build: cache miss/);
  expect(await other.readBuilds()).toEqual(await one.readBuilds());
});

it("a machine with a wrong token gets nothing and gives nothing, and its tasks run", async () => {
  const wrong = await one.build({ TURBO_TOKEN: "wrong" });

  expect(wrong).toMatch(/WARNING.+401 Unauthorized/);
  expect(wrong).toMatch(/2 successful, 2 total/);
  expect(await other.build()).toMatch(/Cached: +0 cached, 2 total/);
});

it("a machine with another key takes nothing", async () => {
  await one.build({ TURBO_REMOTE_CACHE_SIGNATURE_KEY: "another key, as long as the first one" });

  expect(await other.build()).toMatch(/Cached: +0 cached, 2 total/);
});

it("a server that is down costs a warning", async () => {
  const output = await one.build({ TURBO_API: "http://127.0.0.1:9" });

  expect(output).toMatch(/WARNING.+Remote caching unavailable/);
  expect(output).toMatch(/2 successful, 2 total/);
});
