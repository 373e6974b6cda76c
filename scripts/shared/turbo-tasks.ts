import { readdir, readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
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
  /** The failed tests: file, name and message. Empty for a task that runs no tests. */
  readonly failures: readonly string[];
}

/** The part of Vitest's JSON report that is read here. */
interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly TestFile[];
}

interface TestFile {
  /** The file's absolute path. */
  readonly name: string;
  readonly status: string;
  /** Why the file could not be loaded; empty where it could. */
  readonly message: string;
  readonly assertionResults: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly failureMessages?: readonly string[];
  }[];
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
  if (file === undefined || execution === undefined)
    return { passed: hasFailed ? 0 : 1, failed: hasFailed ? 1 : 0, failures: [] };
  try {
    const report: TestReport = JSON.parse(await readFile(join(repository, directory, "reports", file), "utf8"));
    // A test file that cannot be loaded fails the task, but has no failed test.
    const failed = hasFailed ? Math.max(report.numFailedTests, 1) : report.numFailedTests;
    return { passed: report.numPassedTests, failed, failures: report.testResults.flatMap(listFailures) };
  } catch {
    return { passed: 0, failed: 1, failures: [] };
  }
}

function listFailures({ name, status, message, assertionResults }: TestFile): string[] {
  const file = relative(repository, name);
  const failures = assertionResults
    .filter((test) => test.status === "failed")
    .map((test) => `${file}: ${test.fullName}\n${formatMessage(test.failureMessages?.[0] ?? "")}`);
  return failures.length === 0 && status === "failed" ? [`${file}\n${formatMessage(message)}`] : failures;
}

/** The message without the stack, whose lines the task's own output has. */
function formatMessage(message: string): string {
  const lines = message.split("\n");
  const stack = lines.findIndex((line) => /^ +at /.test(line));
  return lines
    .slice(0, stack < 0 ? undefined : stack)
    .map((line) => `  ${line}`)
    .join("\n");
}

/** How long a task took, or why it took no time. */
export function formatTime({ execution, cache }: Task): string {
  if (execution === undefined) return "not run: a task before it failed";
  if (cache.status === "HIT") return "cached";
  return `${((execution.endTime - execution.startTime) / 1000).toFixed(1)} s`;
}
