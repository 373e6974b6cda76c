import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BaseSequencer, createVitest, type TestSpecification } from "vitest/node";
import { repository } from "../shared/repository.ts";
import { inCopy, type Texts } from "./mutant-copy.ts";

/** Whether some of the contract tests fail where files of the spec, the client or the mock have other texts. */
export type ContractFails = (texts: Texts, tests: readonly string[]) => Promise<boolean>;

export const suite: readonly string[] = ["operations", "requests"];
export const referencePage: readonly string[] = ["reference-page"];

const folders = ["spec/src", "spec/generated", "packages/client/src", "apps/mock/src"];
const files = {
  client: "packages/client/src/index.ts",
  "client/validate": "packages/client/src/validate.ts",
  mock: "apps/mock/src/index.ts",
  spec: "spec/src/index.ts",
};

// The few tests of the operations before the many of requests.
class ByName extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    return specifications.toSorted((one, other) => one.moduleId.localeCompare(other.moduleId));
  }
}

/**
 * Lets contract tests be run on a copy of the packages, again and again in one Vitest: to start it takes as long as the tests.
 *
 * @throws where they fail as the packages are: they would catch whatever they are asked about.
 */
export async function withContractTests(use: (fails: ContractFails) => Promise<void>): Promise<void> {
  await inCopy(folders, {}, async (copy) => {
    const vitest = await createVitest("test", {
      config: false,
      root: join(repository, "apps/contract-tests"),
      watch: false,
      bail: 1,
      isolate: false,
      maxWorkers: 1,
      reporters: [],
      sequence: { sequencer: ByName },
      testTimeout: 20_000,
      hookTimeout: 20_000,
      alias: Object.entries(files).map(([name, file]) => ({
        find: new RegExp(`^@run-summary/${name}$`),
        replacement: join(copy, file),
      })),
    });
    const write = async (path: string, text: string) => {
      await writeFile(path, text);
      vitest.invalidateFile(path);
    };
    const fails: ContractFails = async (texts, tests) => {
      const changed = Object.entries(texts).map(([path, text]) => [join(copy, path), text] as const);
      const originals = await Promise.all(changed.map(async ([path]) => [path, await readFile(path, "utf8")] as const));
      for (const [path, text] of changed) await write(path, text);
      const specifications = await vitest.globTestSpecifications(tests.map((name) => `test/${name}.test.ts`));
      const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
      for (const [path, text] of originals) await write(path, text);
      const asked = new Set(specifications.map(({ moduleId }) => moduleId));
      return unhandledErrors.length > 0 || testModules.some((module) => asked.has(module.moduleId) && !module.ok());
    };
    try {
      if (await fails({}, [...suite, ...referencePage]))
        throw new Error("The contract tests fail without a mutant: run `npm test`.");
      await use(fails);
    } finally {
      await vitest.close();
    }
  });
}
