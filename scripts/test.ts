import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { repository, runTurbo } from "./turbo.ts";

/** A task of turbo's run, as its summary tells of it. */
interface Task {
  readonly taskId: string;
  readonly task: string;
  /** The package's folder; empty for the repository's own tasks. */
  readonly directory: string;
  /** Missing where the task has no command in the package. */
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
const everything = ["lint", "drift", "typecheck", "boundaries", "build", "test"];

await rm(summaries, { recursive: true, force: true });
const exitCode = await runTurbo([
  "run",
  ...everything,
  "--continue=dependencies-successful",
  "--summarize",
  "--log-order=grouped",
]);
const tasks = (await readTasks()).filter(({ command }) => command !== "<NONEXISTENT>");
const results = await Promise.all(tasks.map(resultOf));

console.log();
tasks.forEach((task, index) => {
  const { passed, failed } = results[index] as Result;
  const outcome = failed > 0 ? `${failed} failed` : `${passed} passed`;
  console.log(`${task.taskId.replace("@run-summary/", "").padEnd(28)}${outcome.padEnd(14)}${timeOf(task)}`);
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

// A task counts as one check; one that runs tests counts as these.
async function resultOf({ task, directory, execution }: Task): Promise<Result> {
  const failed = execution?.exitCode !== 0;
  const check = { passed: failed ? 0 : 1, failed: failed ? 1 : 0 };
  if (!task.startsWith("test") || execution === undefined) return check;
  try {
    const report = JSON.parse(await readFile(join(repository, directory, "reports", "vitest.json"), "utf8"));
    const tests: Result = { passed: report.numPassedTests, failed: report.numFailedTests };
    // A file that does not even load fails the task without a failed test.
    return failed && tests.failed === 0 ? { ...tests, failed: 1 } : tests;
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function timeOf({ execution, cache }: Task): string {
  if (execution === undefined) return "not run: a task before it failed";
  if (cache.status === "HIT") return "cached";
  return `${((execution.endTime - execution.startTime) / 1000).toFixed(1)} s`;
}
