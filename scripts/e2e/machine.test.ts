// What the commands need of a machine, and what they say where it is missing.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { createChildEnvironment } from "../shared/environment.ts";
import { repository } from "../shared/repository.ts";
import { copyRepository, type RepositoryCopy } from "../shared/repository-copy.ts";

async function createCopy(): Promise<RepositoryCopy> {
  const copy = await copyRepository();
  onTestFinished(() => copy.remove());
  return copy;
}

/** What the check that each npm command begins with prints in a folder of this name. */
async function checkMachine(name: string): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), "machine-"));
  onTestFinished(() => rm(parent, { recursive: true }));
  const folder = join(parent, name);
  await mkdir(join(folder, "scripts"), { recursive: true });
  for (const file of ["package.json", "scripts/check-machine.js"]) await cp(join(repository, file), join(folder, file));
  const options = { cwd: folder, env: createChildEnvironment() };
  const args = ["--import", "./scripts/check-machine.js", "--eval", ""];
  const outcome = promisify(execFile)(process.execPath, args, options);
  return (await outcome.catch((error: { stderr: string }) => error)).stderr;
}

describe("before each command", () => {
  it.each(["#", "?", "%"])("a path with %s is refused in one line", async (character) => {
    // Windows has no such names.
    if (process.platform === "win32" && character === "?") return;

    const message = await checkMachine(`a${character}b`);

    expect(message).toMatch(/^The path of this folder contains ".", .+ Move the folder to .+\n$/);
  });

  it("packages that are not installed are asked for", async () => {
    expect(await checkMachine("a b é")).toBe("The packages are not installed: run `npm ci`.\n");
  });

  it("a Node that is too old is named, with the command that brings the right one", async () => {
    const copy = await createCopy();
    await copy.replace("package.json", '"node": "24.', '"node": "99.');

    const { exitCode, output } = await copy.npm("generate");

    expect(exitCode).toBe(1);
    expect(output).toMatch(/^Node 99\S+ of the npm package `node` is not installed, .+: run `npm rebuild node`\.\n$/);
  });
});

// What the tests of the commands do with git.
const useGit = `import("./scripts/shared/repository-copy.ts").then(async ({ copyRepository }) => {
  const copy = await copyRepository();
  await copy.initializeGit();
  await copy.remove();
})`;

it("commands and tests in a git hook leave the hook's repository as it is", async () => {
  const copy = await createCopy();
  const gitFolder = join(copy.folder, "..", "git");
  // Git sets GIT_DIR for its hooks where the repository is not in .git, as in a linked worktree.
  await copy.git("init", "--quiet", "--separate-git-dir", gitFolder);
  await copy.git("add", "--all");
  await copy.git("commit", "--quiet", "--message=first");
  const hook = ["#!/bin/sh", "set -e", "npm run --silent generate", `node --eval '${useGit}'`].join("\n");
  await mkdir(join(gitFolder, "hooks"), { recursive: true });
  await writeFile(join(gitFolder, "hooks", "pre-commit"), hook, { mode: 0o755 });
  await copy.write("README.md", "Changed.\n");

  await copy.git("commit", "--quiet", "--all", "--message=second");

  expect(await copy.git("config", "core.bare")).toBe("false\n");
  expect(await copy.git("log", "--format=%s")).toBe("second\nfirst\n");
  expect(await copy.git("status", "--porcelain")).toBe("");
});
