import { spawn } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Copy, copyOfRepository } from "../copy-of-repository.ts";
import { repository } from "../turbo.ts";

/** A copy of the repository with what is built here, in which files can be changed and commands run. */
export interface ArtifactCopy extends AsyncDisposable {
  /** Runs commands while files have other texts; resolves with those that failed, the others ended at the first failure. */
  firstFailure(
    texts: Readonly<Record<string, string>>,
    commands: Readonly<Record<string, readonly string[]>>,
  ): Promise<string | undefined>;
}

const timeLimit = 60_000;

export async function copyWithArtifacts(): Promise<ArtifactCopy> {
  const copy: Copy = await copyOfRepository();
  for (const built of ["packages/client/dist", "apps/docs/dist"]) {
    await cp(join(repository, built), join(copy.folder, built), { recursive: true });
  }
  return {
    async firstFailure(texts, commands) {
      const originals = await Promise.all(
        Object.keys(texts).map(async (path) => [path, await readFile(join(copy.folder, path), "utf8")] as const),
      );
      const ended = new AbortController();
      try {
        for (const [path, text] of Object.entries(texts)) await writeFile(join(copy.folder, path), text);
        let failed: string | undefined;
        await Promise.all(
          Object.entries(commands).map(async ([gate, args]) => {
            const code = await exitCodeOf(copy.folder, args, ended.signal);
            if (code === 0 || failed !== undefined) return;
            failed = gate;
            ended.abort();
          }),
        );
        return failed;
      } finally {
        for (const [path, text] of originals) await writeFile(join(copy.folder, path), text);
      }
    },
    [Symbol.asyncDispose]: () => copy.remove(),
  };
}

/** The exit code of a Node script; 1 where it did not end in time, as with code that waits for ever. */
async function exitCodeOf(folder: string, args: readonly string[], signal: AbortSignal): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    stdio: "ignore",
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeLimit)]),
    killSignal: "SIGKILL",
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(1)); // it was aborted
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
