// What turbo takes for changed: exactly what depends on the edited file runs again.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Copy, copyOfRepository } from "../copy-of-repository.ts";

const tasks = ["generate", "lint", "drift", "typecheck", "boundaries", "build", "test"];

let copy: Copy;
let before: Map<string, string>;
afterAll(() => copy.remove());
beforeAll(async () => {
  copy = await copyOfRepository();
  before = await hashes();
});

/** The hash of each task that has a command. */
async function hashes(): Promise<Map<string, string>> {
  const { output } = await copy.node("scripts/run-turbo.js", "run", ...tasks, "--dry=json");
  const run = JSON.parse(output.slice(output.indexOf("{"))) as {
    tasks: { taskId: string; hash: string; command: string }[];
  };
  return new Map(
    run.tasks.filter(({ command }) => command !== "<NONEXISTENT>").map(({ taskId, hash }) => [taskId, hash]),
  );
}

/** The tasks that run again after a line is added to a file; the file is left as it was. */
async function rerunBy(file: string): Promise<string[]> {
  const text = await copy.read(file);
  await copy.write(file, `${text}\n`);
  const after = await hashes();
  await copy.write(file, text);
  const changed = [...after].filter(([task, hash]) => before.get(task) !== hash);
  return changed.map(([task]) => task.replace("@run-summary/", "")).toSorted();
}

// These look at every file, those at all code, generated or not.
const always = ["scripts#test"];
const compiled = ["//#boundaries", "//#typecheck"];
const code = [...compiled, "//#lint"];

const dependents: [file: string, tasks: string[]][] = [
  [
    "spec/components/schemas/RunSummary.yaml",
    [
      "contract-tests#test",
      "docs#build",
      "docs#test",
      "mock#test",
      "scripts#drift",
      "scripts#generate",
      "spec#lint",
      "spec#test",
    ],
  ],
  [
    "packages/types/generated/index.d.ts",
    [
      ...compiled,
      "client#build",
      "client#test",
      "contract-tests#test",
      "docs#build",
      "docs#test",
      "scripts#drift",
      "scripts#generate",
      "types#typecheck",
    ],
  ],
  // The docs' samples are tested with client and mock.
  [
    "packages/client/src/retry.ts",
    [...code, "client#build", "client#test", "contract-tests#test", "docs#build", "docs#test"],
  ],
  ["apps/mock/src/service.ts", [...code, "contract-tests#test", "docs#build", "docs#test", "mock#test"]],
  ["apps/docs/guides/1-first-call.md", ["contract-tests#test", "docs#build", "docs#test"]],
  ["apps/contract-tests/src/cases.ts", [...code, "contract-tests#test"]],
  ["README.md", []],
];

it.each(dependents)("%s: what depends on it runs again, and nothing else", async (file, tasks) => {
  expect(await rerunBy(file)).toEqual([...always, ...tasks].toSorted());
});

it("an unchanged tree is a full cache hit", async () => {
  const run = () => copy.node("scripts/run-turbo.js", "run", "generate", "lint", "drift", "typecheck", "build");
  await run();

  const { output } = await run();

  expect(output).toContain("FULL TURBO");
});
