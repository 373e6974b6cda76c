// What `npm test` tells of a run that failed, from the report that Vitest writes.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { findCommand } from "../shared/commands.ts";
import { createShellEnvironment } from "../shared/environment.ts";
import { repository } from "../shared/repository.ts";
import { runCommand } from "../shared/run-command.ts";
import { countResults, type Task } from "../shared/turbo-tasks.ts";

it("names each failed test and each file that could not be loaded, with the message and without the stack", async () => {
  const folder = await createPackage({
    "sums.test.ts": `
      describe("sums", () => {
        it("are right", () => expect(1 + 1).toBe(2));
        it("of counts are wrong", () => expect(1 + 1).toBe(3));
      });`,
    "loading.test.ts": 'throw new Error("The fixture is missing.");',
  });

  const result = await countResults(await runTests(folder));

  const path = relative(repository, folder);
  expect(result).toMatchObject({ passed: 1, failed: 1 });
  expect(result.failures.toSorted()).toEqual([
    `${join(path, "loading.test.ts")}\n  The fixture is missing.`,
    expect.stringMatching(/sums\.test\.ts: sums of counts are wrong\n {2}AssertionError: expected 2 to be 3/),
  ]);
  expect(result.failures.join("\n")).not.toMatch(/ at .+:\d+:\d+/);
});

async function createPackage(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "failed-tests-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

/** Runs the tests of a folder as a package's `npm test` does. Resolves with the task as turbo describes it. */
async function runTests(folder: string): Promise<Task> {
  const report = `--outputFile.json=${join(folder, "reports", "vitest.json")}`;
  const command = findCommand("vitest", "vitest", repository);
  const args = [command, "run", "--globals", "--reporter=json", report];
  const { exitCode } = await runCommand({ cwd: folder, env: createShellEnvironment() }, process.execPath, args);
  return {
    taskId: "example#test",
    task: "test",
    hash: "",
    directory: relative(repository, folder),
    command,
    execution: { exitCode: Number(exitCode), startTime: 0, endTime: 1 },
    cache: { status: "MISS" },
  };
}
