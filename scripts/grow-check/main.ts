// `npm run grow-check`: an operation is an edit of spec/ and nothing else. In one copy of the repository the spec gets a family
// of operations that uses all that the lint accepts; in another copy it keeps one operation. All checks and tests must pass.
import { glob, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { listOperations } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";
import { copyRepository, type RepositoryCopy } from "../shared/repository-copy.ts";
import { addFamily, keepOperation } from "./edit-spec.ts";

// What is written for today's operations on purpose: the facts of the reference pages, the README's sample, the client's example, and
// the tests of the client by its public methods. The generator of the client is tested with other documents.
const pinnedTests = [
  ...["reference-page", "reference-pages-of-scripts"].map((name) => `apps/contract-tests/test/${name}.test.ts`),
  ...["scripts/test/readme.test.ts", "scripts/e2e/example.test.ts"],
  ...["bench", "compatibility", "examples", "test"].map((name) => `packages/client/${name}`),
];

async function removePinnedTests(copy: RepositoryCopy): Promise<void> {
  for (const path of pinnedTests) await rm(join(copy.folder, path), { recursive: true });
  await removeScript(copy, "packages/client", "test");
}

/** Microsoft publishes nothing about the family's operations, and more than the one operation that is kept. */
async function removeSnapshot(copy: RepositoryCopy): Promise<void> {
  await rm(join(copy.folder, "spec/upstream"), { recursive: true });
  await removeScript(copy, "scripts", "upstream");
}

async function removeScript(copy: RepositoryCopy, folder: string, name: string): Promise<void> {
  const file = `${folder}/package.json`;
  const manifest = JSON.parse(await copy.read(file)) as { scripts: Record<string, string> };
  delete manifest.scripts[name];
  await copy.write(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** A part of a report that Vitest writes. */
interface TestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const maxMessageLength = 500;

/** A line for each test that failed, with the beginning of its message. */
async function listFailedTests(copy: RepositoryCopy): Promise<string[]> {
  const lines: string[] = [];
  for await (const file of glob("{spec,scripts,apps/*,packages/*}/reports/{vitest,e2e}.json", { cwd: copy.folder })) {
    const { testResults } = JSON.parse(await readFile(join(copy.folder, file), "utf8")) as TestReport;
    for (const { name, message, assertionResults } of testResults) {
      const path = name.slice(name.indexOf(copy.folder) + copy.folder.length + 1);
      const failures = assertionResults.filter(({ status }) => status === "failed");
      if (message !== "" && failures.length === 0) lines.push(`${path}: ${message.slice(0, maxMessageLength)}`);
      for (const { fullName, failureMessages } of failures)
        lines.push(`${path}: ${fullName}\n  ${failureMessages.join("\n").slice(0, maxMessageLength)}`);
    }
  }
  return lines;
}

/** Edits the spec of a copy, and runs all checks and tests there. Resolves with whether they passed. */
async function checkCopy(title: string, edit: (copy: RepositoryCopy) => Promise<void>): Promise<boolean> {
  const start = performance.now();
  const copy = await copyRepository();
  try {
    await edit(copy);
    await removeSnapshot(copy);
    for (const command of ["generate", "check", "test", "e2e"]) {
      const { exitCode, output } = await copy.npm(command);
      if (exitCode === 0) continue;
      const failedTests = await listFailedTests(copy);
      console.error(`${title}: npm run ${command} failed.`);
      console.error(failedTests.length > 0 ? failedTests.join("\n") : output);
      console.error(output.slice(output.lastIndexOf("\n\n")));
      return false;
    }
    console.log(`${title}: all checks and tests pass (${Math.round((performance.now() - start) / 1000)} s).`);
    return true;
  } finally {
    await copy.remove();
  }
}

const [first] = listOperations(readBundle());
const hasGrown = await checkCopy("With a family of operations more", addFamily);
const hasShrunk = await checkCopy("With one operation", async (copy) => {
  await keepOperation(copy, first?.operationId ?? "");
  await removePinnedTests(copy);
});
process.exitCode = hasGrown && hasShrunk ? 0 : 1;
