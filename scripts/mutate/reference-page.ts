import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";
import { createVitest } from "vitest/node";
import { generateBundle, folder as specFolder } from "../generate/bundle.ts";
import { repository } from "../shared/repository.ts";

/** Whether the tests of the reference page's facts fail with a document in place of the project's own. */
export type ReferencePageFails = (document: OpenApiDocument) => Promise<boolean>;

/**
 * Runs the tests of the reference page's facts again and again in one Vitest, because its start takes as long as the tests.
 *
 * @param copy the folder of a copy of the repository
 * @throws {Error} where they fail without a mutant: then they would catch every mutant.
 */
export async function withReferencePage(
  copy: string,
  use: (fails: ReferencePageFails) => Promise<void>,
): Promise<void> {
  const vitest = await createVitest("test", {
    config: false,
    root: join(repository, "apps/contract-tests"),
    watch: false,
    isolate: false,
    maxWorkers: 1,
    reporters: [],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    alias: [{ find: /^@run-summary\/spec$/, replacement: join(copy, "spec/src/index.ts") }],
  });
  const testsFail = async (): Promise<boolean> => {
    const specifications = await vitest.globTestSpecifications(["test/reference-page"]);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
    return unhandledErrors.length > 0 || testModules.some((module) => !module.ok());
  };
  try {
    if (await testsFail()) throw new Error("The reference page's tests fail without a mutant: run `npm test`.");
    await use(async (document) => {
      for (const [name, text] of Object.entries(generateBundle(document))) {
        await writeFile(join(copy, "spec", basename(specFolder), name), text);
      }
      return testsFail();
    });
  } finally {
    await vitest.close();
  }
}
