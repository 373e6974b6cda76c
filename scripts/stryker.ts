// `npm run stryker`: changes the code of the client and the mock, one place at a time, and expects that a test fails each time.
//
//   npm run stryker                       both packages
//   npm run stryker -- --package client   one of them
//   npm run stryker -- --since main       only files that differ from a commit
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findCommand } from "./shared/commands.ts";
import { createChildEnvironment } from "./shared/environment.ts";
import { runGit } from "./shared/git.ts";
import { repository } from "./shared/repository.ts";

const stryker = findCommand("@stryker-mutator/core", "stryker", join(repository, "scripts"));
const folders: Readonly<Record<string, string>> = { client: "packages/client", mock: "apps/mock" };

/** The hand-written source files of a package that differ from a commit, or are new. */
async function listChangedFiles(folder: string, commit: string): Promise<string[]> {
  const commands = [
    ["diff", "--name-only", "--diff-filter=d", commit],
    ["ls-files", "--others", "--exclude-standard"],
  ];
  const outputs = await Promise.all(commands.map((args) => runGit(...args, "--", `${folder}/src`)));
  return outputs
    .flatMap((output) => output.split("\n"))
    .filter((file) => file.endsWith(".ts") && !file.includes("/generated/"));
}

/** Runs Stryker with a package's configuration. Resolves with its exit code. Unchanged results come from the last run. */
async function runStryker(folder: string, args: readonly string[]): Promise<number> {
  const options = { cwd: repository, env: createChildEnvironment(), stdio: "inherit" } as const;
  const config = `${folder}/stryker.config.json`;
  const child = spawn(process.execPath, [stryker, "run", config, "--incremental", ...args], options);
  const [code] = await once(child, "exit");
  return code ?? 1;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { package: { type: "string" }, since: { type: "string" } } });
  const names = values.package === undefined ? Object.keys(folders) : [values.package];
  let exitCode = 0;
  for (const name of names) {
    const folder = folders[name];
    if (folder === undefined) {
      console.error(`Stryker does not know the package "${name}". Use ${Object.keys(folders).join(" or ")}.`);
      return 2;
    }
    const files = values.since === undefined ? undefined : await listChangedFiles(folder, values.since);
    if (files?.length === 0) {
      console.log(`${name}: no source file differs from ${values.since}.`);
      continue;
    }
    exitCode = (await runStryker(folder, files ? ["--mutate", files.join(",")] : [])) || exitCode;
  }
  return exitCode;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message); // of an unknown option, or of git for an unknown commit
  process.exitCode = 2;
}
