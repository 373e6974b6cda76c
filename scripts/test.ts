// `npm test`: every check and every test, and at the end a line for each task and the sum.
import { glob, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "./shared/repository.ts";
import { runTurbo } from "./shared/turbo.ts";

/** A task of turbo's run, as turbo's summary describes it. */
interface Task {
  readonly taskId: string;
  readonly task: string;
  /** The package's folder; empty for the repository's own tasks. */
  readonly directory: string;
  /** `<NONEXISTENT>` where the package has no script for the task. */
  readonly command: string;
  /** Missing where a task that it depends on failed. */
  readonly execution?: { readonly exitCode: number; readonly startTime: number; readonly endTime: number };
  readonly cache: { readonly status: "HIT" | "MISS" };
}

interface Result {
  readonly passed: number;
  readonly failed: number;
}

const summaries = join(repository, ".turbo", "runs");
const checks = ["lint", "drift", "upstream", "typecheck", "boundaries", "regexps", "build", "test"];

await rm(summaries, { recursive: true, force: true });
// Turbo restores the files of a build, and leaves those of an older one beside them.
for await (const build of glob("{spec,apps/*,packages/*}/dist", { cwd: repository }))
  await rm(join(repository, build), { recursive: true });
const options = ["--continue=dependencies-successful", "--summarize", "--log-order=grouped", "--output-logs=new-only"];
const exitCode = await runTurbo(["run", ...checks, ...options]);
const tasks = (await readTasks()).filter(({ command }) => command !== "<NONEXISTENT>");
const results = await Promise.all(tasks.map(countResults));

console.log();
tasks.forEach((task, index) => {
  const { passed, failed } = results[index] as Result;
  const outcome = failed > 0 ? `${failed} failed` : `${passed} passed`;
  console.log(`${task.taskId.replace("@run-summary/", "").padEnd(28)}${outcome.padEnd(14)}${formatTime(task)}`);
});
const sum = (key: keyof Result) => results.reduce((total, result) => total + result[key], 0);
const failed = Math.max(sum("failed"), exitCode === 0 ? 0 : 1);
console.log(`\n${sum("passed")} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function readTasks(): Promise<Task[]> {
  const [name] = await readdir(summaries).catch(() => []);
  if (name === undefined) return [];
  return (JSON.parse(await readFile(join(summaries, name), "utf8")) as { tasks: Task[] }).tasks;
}

// A task counts as one check. A task that runs tests counts as its tests.
async function countResults({ task, directory, execution }: Task): Promise<Result> {
  const hasFailed = execution?.exitCode !== 0;
  if (task !== "test" || execution === undefined) return { passed: hasFailed ? 0 : 1, failed: hasFailed ? 1 : 0 };
  try {
    const report = JSON.parse(await readFile(join(repository, directory, "reports", "vitest.json"), "utf8"));
    const tests: Result = { passed: report.numPassedTests, failed: report.numFailedTests };
    // A test file that cannot be loaded fails the task, but has no failed test.
    return hasFailed && tests.failed === 0 ? { ...tests, failed: 1 } : tests;
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function formatTime({ execution, cache }: Task): string {
  if (execution === undefined) return "not run: a task before it failed";
  if (cache.status === "HIT") return "cached";
  return `${((execution.endTime - execution.startTime) / 1000).toFixed(1)} s`;
}
