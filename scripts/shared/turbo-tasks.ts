import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "./repository.ts";
import { runTurbo } from "./turbo.ts";

/** A task of turbo's run, as turbo's summary describes it. */
export interface Task {
  readonly taskId: string;
  readonly task: string;
  /** Its key in the cache. */
  readonly hash: string;
  /** The package's folder; empty for the repository's own tasks. */
  readonly directory: string;
  /** `<NONEXISTENT>` where the package has no script for the task. */
  readonly command: string;
  /** Missing where a task that it depends on failed. */
  readonly execution?: { readonly exitCode: number; readonly startTime: number; readonly endTime: number };
  readonly cache: { readonly status: "HIT" | "MISS" };
}

/** What turbo's summary of a run says. */
export interface TurboRun {
  readonly exitCode: number;
  readonly tasks: readonly Task[];
}

/** How many checks and tests of a task passed, and how many failed. */
export interface TaskResult {
  readonly passed: number;
  readonly failed: number;
}

const summaries = join(repository, ".turbo", "runs");

/** Runs tasks with turbo. Resolves with them, and with those that they depend on. */
export async function runTasks(names: readonly string[], args: readonly string[]): Promise<TurboRun> {
  await rm(summaries, { recursive: true, force: true });
  const exitCode = await runTurbo(["run", ...names, "--summarize", ...args]);
  const [name] = await readdir(summaries).catch(() => []);
  const text = name === undefined ? '{ "tasks": [] }' : await readFile(join(summaries, name), "utf8");
  const { tasks } = JSON.parse(text) as { tasks: Task[] };
  return { exitCode, tasks };
}

/** The reports that Vitest writes, by the task that runs it. */
const reports: Readonly<Record<string, string>> = { test: "vitest.json", e2e: "e2e.json" };

/** Counts a task as one check, and a task that runs tests as its tests. */
export async function countResults({ task, directory, execution }: Task): Promise<TaskResult> {
  const hasFailed = execution?.exitCode !== 0;
  const file = reports[task];
  if (file === undefined || execution === undefined) return { passed: hasFailed ? 0 : 1, failed: hasFailed ? 1 : 0 };
  try {
    const report = JSON.parse(await readFile(join(repository, directory, "reports", file), "utf8"));
    const tests: TaskResult = { passed: report.numPassedTests, failed: report.numFailedTests };
    // A test file that cannot be loaded fails the task, but has no failed test.
    return hasFailed && tests.failed === 0 ? { ...tests, failed: 1 } : tests;
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** How long a task took, or why it took no time. */
export function formatTime({ execution, cache }: Task): string {
  if (execution === undefined) return "not run: a task before it failed";
  if (cache.status === "HIT") return "cached";
  return `${((execution.endTime - execution.startTime) / 1000).toFixed(1)} s`;
}
