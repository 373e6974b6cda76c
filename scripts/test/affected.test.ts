// `npm test -- --affected`: what a branch changes, and what depends on that.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { RepositoryCopy } from "../shared/repository-copy.ts";
import { planRuns } from "../test.ts";
import { copyRepositoryWithFixture } from "./fixture.ts";
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

/** The tasks of a branch that changes a file. */
async function listAffected(file: string): Promise<string[]> {
  await copy.write(file, `${await copy.read(file)}\n`);
  await copy.git("commit", "--quiet", "--all", "--message=change");
  const tasks = await listTasks(copy, planRuns(undefined, true));
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
    expect.arrayContaining(["//#lint", "//#typecheck", "upstream#test", "contract-tests#test", "scripts#test"]),
  );
  for (const other of ["client#test", "mock#test", "docs#test"]) expect(tasks).not.toContain(other);
});

it("a text of the repository runs the tests in copies of the repository", async () => {
  const tasks = await listAffected("README.md");

  expect(tasks.filter((taskId) => !taskId.endsWith("#build"))).toEqual(["scripts#test"]);
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
