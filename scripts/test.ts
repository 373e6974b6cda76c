// `npm test`: every check, the tests of each package, and at the end a line for each task and the sum. `npm run e2e`: the tests of
// commands in processes and of the docs in a browser. Both take `--shard 1/4`, for a part of them, and `--affected`, for those that the
// changes since TURBO_SCM_BASE touch, by default since main.
import { glob, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runMain } from "@run-summary/command-line";
import { canTellChanges } from "./shared/affected.ts";
import { repository } from "./shared/repository.ts";
import { formatVitestShard, parseShard, type Shard } from "./shared/shard.ts";
import { countResults, formatTime, runTasks, type Task } from "./shared/turbo-tasks.ts";

const options = ["--continue=dependencies-successful", "--log-order=grouped", "--output-logs=new-only"];
const checks = ["lint", "drift", "upstream", "typecheck", "boundaries", "regexps", "build"];
// Its tests cover each of its lines, but only all of them together.
const undivided = "@run-summary/client";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      e2e: { type: "boolean", default: false },
      shard: { type: "string" },
      affected: { type: "boolean", default: false },
    },
  });
  const shard = values.shard === undefined ? undefined : parseShard(values.shard);
  const isNarrow = values.affected && (await canTellChanges());
  const runs = values.e2e ? planEndToEndRuns(shard, isNarrow) : planRuns(shard, isNarrow);
  await removeBuilds();
  const tasks: Task[] = [];
  let exitCode = 0;
  for (const run of runs) {
    const outcome = await runTasks(run.names, [...options, ...run.args]);
    tasks.push(...outcome.tasks.filter((task) => isCounted(task, run)));
    exitCode ||= outcome.exitCode;
  }
  process.exitCode = await printResults(tasks, exitCode);
}

/** Turbo restores the files of a build, and leaves those of an older one beside them. */
async function removeBuilds(): Promise<void> {
  for await (const build of glob("{spec,apps/*,packages/*}/dist", { cwd: repository }))
    await rm(join(repository, build), { recursive: true });
}

/** A run of turbo: its tasks, and its other arguments. */
export interface PlannedRun {
  readonly names: readonly string[];
  readonly args: readonly string[];
}

/** Whether the run was asked for the task: a shard builds what its tests need, too. */
export function isCounted({ task, taskId, command }: Task, { names }: PlannedRun): boolean {
  return command !== "<NONEXISTENT>" && (names.includes(task) || names.includes(taskId));
}

/**
 * Vitest divides the test files of each package. What is not divided is in the last shard, because Vitest fills the first ones first.
 *
 * @param isNarrow whether only what has changed is looked at
 */
export function planRuns(shard?: Shard, isNarrow = false): PlannedRun[] {
  const affected = isNarrow ? ["--affected"] : [];
  if (shard === undefined) return [{ names: [...checks, "test"], args: affected }];
  const tests = { names: ["test"], args: [...affected, `--filter=!${undivided}`, ...formatVitestShard(shard)] };
  if (shard.index < shard.count) return [tests];
  return [{ names: [...checks, `${undivided}#test`], args: affected }, tests];
}

/**
 * Vitest divides the test files.
 *
 * @param isNarrow whether only what has changed is looked at
 */
export function planEndToEndRuns(shard?: Shard, isNarrow = false): PlannedRun[] {
  const affected = isNarrow ? ["--affected"] : [];
  return [{ names: ["e2e"], args: [...affected, ...(shard === undefined ? [] : formatVitestShard(shard))] }];
}

/** Prints a line for each task, the failed tests, and the sum. Resolves with the exit code. */
async function printResults(tasks: readonly Task[], turboCode: number): Promise<number> {
  const results = await Promise.all(tasks.map(async (task) => ({ task, ...(await countResults(task)) })));
  console.log();
  for (const { task, passed, failed } of results) {
    const outcome = failed > 0 ? `${failed} failed` : `${passed} passed`;
    console.log(`${task.taskId.replace("@run-summary/", "").padEnd(28)}${outcome.padEnd(14)}${formatTime(task)}`);
  }
  // Far above are the task's own lines, and a log may have lost them.
  const failures = results.flatMap((result) => result.failures);
  if (failures.length > 0) console.log(`\nFailed tests:\n\n${failures.join("\n\n")}`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = Math.max(
    results.reduce((sum, result) => sum + result.failed, 0),
    turboCode === 0 ? 0 : 1,
  );
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

if (import.meta.main) await runMain(main);
