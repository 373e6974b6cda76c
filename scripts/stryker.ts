// `npm run stryker`: changes the code of the client and the mock, one place at a time, and expects that a test fails each time.
//
//   npm run stryker                       both packages
//   npm run stryker -- --package client   one of them
//   npm run stryker -- --since main       only files that differ from a commit
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";

const folders: Readonly<Record<string, string>> = {
  client: fileURLToPath(new URL("../packages/client/", import.meta.url)),
  mock: fileURLToPath(new URL("../apps/mock/", import.meta.url)),
};

/** The source files below a folder that differ from a commit, or are new. */
async function listChangedFiles(folder: string, commit: string): Promise<string[]> {
  const lists = [
    ["diff", "--name-only", "--diff-filter=d", "--relative", commit, "--", "src"],
    ["ls-files", "--others", "--exclude-standard", "--", "src"],
  ];
  const outputs = await Promise.all(lists.map((args) => promisify(execFile)("git", args, { cwd: folder })));
  return outputs
    .flatMap(({ stdout }) => stdout.split("\n"))
    .filter((file) => file.endsWith(".ts") && !file.startsWith("src/generated/"));
}

/** Runs Stryker in a package's folder. Resolves with its exit code. Unchanged results come from the last run. */
async function runStryker(folder: string, args: readonly string[]): Promise<number> {
  const isWindows = process.platform === "win32"; // npx is a script there
  const child = spawn("npx", ["stryker", "run", "--incremental", ...args], {
    cwd: folder,
    stdio: "inherit",
    shell: isWindows,
  });
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
