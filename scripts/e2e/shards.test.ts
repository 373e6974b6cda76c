// The shards of a run together do what the whole run does, each thing once. mutate.test.ts has those of the mutants.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { findCommand } from "../shared/commands.ts";
import { createChildEnvironment } from "../shared/environment.ts";
import { repository } from "../shared/repository.ts";
import { RepositoryCopy } from "../shared/repository-copy.ts";
import { formatVitestShard, parseShard, type Shard } from "../shared/shard.ts";
import { planEndToEndRuns, planRuns } from "../test.ts";
import { listTasks } from "./list-tasks.ts";

const shards: readonly Shard[] = [1, 2, 3].map((index) => ({ index, count: 3 }));

/** What a command prints in the repository. */
async function run(script: string, ...args: string[]): Promise<string> {
  const options = { cwd: repository, env: createChildEnvironment(), maxBuffer: 2 ** 26 };
  return (await promisify(execFile)(process.execPath, [script, ...args], options)).stdout;
}

it.each(["0/4", "5/4", "1/0", "1", "x"])("%s is no shard", (text) => {
  const what = "--shard takes the number of a shard and the number of all shards, from 1/4 to 4/4 for four of them";

  expect(() => parseShard(text)).toThrow(`${what}, not "${text}".`);
});

it.each(["test", "contract", "mutate/main"])("%s refuses a shard that there is not", async (name) => {
  const result = run(join("scripts", `${name}.ts`), "--shard", "5/4");

  await expect(result).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^--shard takes .+"5\/4"\.\n$/),
  });
});

it("checks and what cannot be divided are in one shard, the tests of other packages in each", async () => {
  const list = async (shard?: Shard) =>
    (await listTasks(new RepositoryCopy(repository), planRuns(shard))).map(({ taskId }) => taskId);

  const whole = await list();
  const counts = Map.groupBy((await Promise.all(shards.map(list))).flat(), (taskId) => taskId);

  const divided = whole.filter((taskId) => counts.get(taskId)?.length !== 1);
  expect([...counts.keys()].toSorted()).toEqual(whole.toSorted());
  expect(divided.filter((taskId) => counts.get(taskId)?.length !== shards.length)).toEqual([]);
  expect(divided).toEqual(whole.filter((taskId) => /#test$/.test(taskId) && !taskId.includes("/client#")));
});

it("the tests of the commands are in each shard", async () => {
  const list = async (shard?: Shard) =>
    (await listTasks(new RepositoryCopy(repository), planEndToEndRuns(shard))).map(({ taskId }) => taskId);

  const whole = await list();
  const parts = await Promise.all(shards.map(list));

  expect(whole).toContain("@run-summary/scripts#e2e");
  for (const part of parts) expect(part).toEqual(whole);
});

// `upstream` has fewer test files than there are shards.
it.each(["openapi", "upstream"])("each test file of %s is in one shard", async (project) => {
  const vitest = findCommand("vitest", "vitest", repository);
  const list = async (...args: string[]) => {
    const files = JSON.parse(await run(vitest, "list", "--filesOnly", "--json", `--project=${project}`, ...args));
    return (files as { file: string }[]).map(({ file }) => file);
  };

  const whole = await list();
  const parts = await Promise.all(shards.map((shard) => list(...formatVitestShard(shard).slice(1))));

  expect(parts.flat().toSorted()).toEqual(whole.toSorted());
});
