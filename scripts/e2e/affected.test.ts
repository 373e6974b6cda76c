// `npm test -- --affected`: what a branch changes, and what depends on that.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { RepositoryCopy } from "../shared/repository-copy.ts";
import { planEndToEndRuns, planRuns } from "../test.ts";
import { copyRepositoryWithFixture } from "./fixture-copy.ts";
import { listTasks } from "./list-tasks.ts";

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await copyRepositoryWithFixture();
  await copy.initializeGit();
  await copy.git("branch", "--move", "main");
  await copy.git("checkout", "--quiet", "-b", "topic");
});
afterEach(() => copy.git("reset", "--quiet", "--hard", "main"));
afterAll(() => copy.remove());

/** The tasks of a branch that changes a file: those of `npm test`, and those of `npm run e2e`. */
async function listAffected(file: string): Promise<string[]> {
  await copy.write(file, `${await copy.read(file)}\n`);
  await copy.git("commit", "--quiet", "--all", "--message=change");
  const tasks = await listTasks(copy, [...planRuns(undefined, true), ...planEndToEndRuns(undefined, true)]);
  return tasks.map(({ taskId }) => taskId.replace("@run-summary/", ""));
}

it("a branch that changes nothing runs nothing", async () => {
  const { exitCode, output } = await copy.npm("test -- --affected");

  expect(output).toMatch(/\n0 passed, 0 failed\n/);
  expect(exitCode).toBe(0);
});

it("code runs the checks, its own tests, and those of what depends on it", async () => {
  const tasks = await listAffected("packages/upstream/src/index.ts");

  expect(tasks).toEqual(
    expect.arrayContaining([
      "//#lint",
      "//#typecheck",
      "upstream#test",
      "contract-tests#test",
      "scripts#test",
      "scripts#e2e",
    ]),
  );
  for (const other of ["client#test", "mock#test", "docs#test"]) expect(tasks).not.toContain(other);
});

it.each([
  ["README.md", ["scripts#test", "scripts#e2e"]],
  ["CONTRIBUTING.md", ["scripts#e2e"]],
])("%s runs the tests that read it, and those in copies of the repository", async (file, expected) => {
  const tasks = await listAffected(file);

  expect(tasks.filter((taskId) => !taskId.endsWith("#build"))).toEqual(expected);
});

it("a shallow clone without the base runs everything, and says so", async () => {
  await copy.git("commit", "--quiet", "--allow-empty", "--message=newest");
  await copy.write(".git/shallow", await copy.git("rev-parse", "HEAD"));

  const print = `import("./scripts/shared/affected.ts").then(async (git) => console.log(await git.canTellChanges()))`;
  const { output } = await copy.node("--eval", print);
  await rm(join(copy.folder, ".git/shallow"));

  expect(output).toBe(
    "Git cannot tell what has changed since main, so everything runs. In a shallow clone, `git fetch --unshallow` " +
      "brings what is missing; TURBO_SCM_BASE names another revision.\nfalse\n",
  );
});
