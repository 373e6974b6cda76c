// What makes a task run again: its key in turbo's cache changes. remote-cache.test.ts shows how machines share results.
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import type { RepositoryCopy } from "../shared/repository-copy.ts";
import { copyRepositoryWithFixture } from "./fixture-copy.ts";
import { listTasks } from "./list-tasks.ts";

let copy: RepositoryCopy;
afterAll(async () => {
  vi.unstubAllEnvs();
  await copy.remove();
});
beforeAll(async () => {
  vi.stubEnv("TURBO_FORCE", "true"); // as in `TURBO_FORCE=true npm test`, which is not meant for the copy
  copy = await copyRepositoryWithFixture();
});

it("an unchanged repository runs nothing again", async () => {
  const runTasks = () => copy.node("scripts/shared/turbo.ts", "run", "@run-summary/spec#lint", "build");

  await runTasks();

  expect((await runTasks()).output).toContain("FULL TURBO");
});

/** The keys of the tasks of `npm test` in a copy. */
async function readKeys(folder: RepositoryCopy): Promise<Map<string, string>> {
  const tasks = await listTasks(folder);
  return new Map(tasks.map(({ taskId, hash }) => [taskId.replace("@run-summary/", ""), hash]));
}

/** The tasks whose key is another one than before. */
async function listChanged(before: ReadonlyMap<string, string>): Promise<string[]> {
  const keys = await readKeys(copy);
  return [...keys].filter(([taskId, key]) => before.get(taskId) !== key).map(([taskId]) => taskId);
}

it("the keys are the same in another folder", async () => {
  const other = await copyRepositoryWithFixture();
  onTestFinished(() => other.remove());

  expect(await listChanged(await readKeys(other))).toEqual([]);
});

it("another browser runs the tests again, and no check", async () => {
  const before = await readKeys(copy);
  vi.stubEnv("CHROME_PATH", join(copy.folder, "another-browser"));
  onTestFinished(() => {
    vi.stubEnv("CHROME_PATH", undefined);
  });

  const changed = await listChanged(before);

  expect(changed).toEqual([...before.keys()].filter((taskId) => taskId.endsWith("#test")));
});

it("a changed spec runs again what follows the spec, and nothing else", async () => {
  const before = await readKeys(copy);
  await copy.replace("spec/components/schemas/RunSummary.yaml", "description: A", "description: Another");

  const changed = await listChanged(before);

  const expected = [
    ...["contract#test", "contract-tests#test", "docs#build", "docs#test", "mock#test"],
    ...["scripts#drift", "scripts#test", "scripts#upstream", "spec#lint", "spec#test"],
  ];
  expect(changed.toSorted()).toEqual(expected.filter((taskId) => before.has(taskId)));
});
