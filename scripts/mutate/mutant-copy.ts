import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { repository } from "../turbo.ts";

/**
 * Lets something be done in a temporary folder with copies of some of the repository's folders, each with what it can
 * import, in which some files have other texts.
 */
export async function inCopy<Result>(
  folders: readonly string[],
  texts: Readonly<Record<string, string>>,
  use: (copy: string) => Promise<Result>,
): Promise<Result> {
  const copy = await mkdtemp(join(tmpdir(), "mutant-"));
  const packages = new Set(["", ...folders.map(dirname)]);
  try {
    for (const folder of folders) await cp(join(repository, folder), join(copy, folder), { recursive: true });
    for (const installed of [...packages].map((folder) => join(folder, "node_modules"))) {
      if (existsSync(join(repository, installed)))
        await symlink(join(repository, installed), join(copy, installed), "junction");
    }
    for (const [path, text] of Object.entries(texts)) {
      await mkdir(dirname(join(copy, path)), { recursive: true });
      await writeFile(join(copy, path), text);
    }
    return await use(copy);
  } finally {
    await rm(copy, { recursive: true });
  }
}

const vitest = join(repository, "node_modules/vitest/vitest.mjs");
const config = fileURLToPath(new URL("contract/vitest.config.ts", import.meta.url));
const root = join(repository, "apps/contract-tests");

/** Whether contract tests fail on the packages that are in a copy; also where they do not end, as with code that waits for ever. */
export async function contractFails(copy: string, ...tests: string[]): Promise<boolean> {
  const options = [
    "--bail=1",
    "--no-isolate",
    "--maxWorkers=1",
    "--pool=threads",
    `--root=${root}`,
    `--config=${config}`,
  ];
  const child = spawn(process.execPath, [vitest, "run", ...options, ...tests], {
    env: { ...process.env, MUTANT_FOLDER: copy },
    stdio: "ignore",
    timeout: 120_000,
    killSignal: "SIGKILL",
  });
  const [code] = await once(child, "exit");
  return code !== 0;
}
