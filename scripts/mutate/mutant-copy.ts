import { cpSync, existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repository } from "../shared/repository.ts";

/** Texts of files, by their paths in the repository. */
export type Texts = Readonly<Record<string, string>>;

/**
 * Lets something be done in a temporary folder with copies of some of the repository's folders, each with what it can
 * import, in which some files have other texts.
 */
export async function inCopy<Result>(
  folders: readonly string[],
  texts: Texts,
  use: (copy: string) => Promise<Result>,
): Promise<Result> {
  const copy = await mkdtemp(join(tmpdir(), "mutant-"));
  const packages = new Set(["", ...folders.map(dirname)]);
  try {
    // A tenth of the time that its twin with a promise takes.
    for (const folder of folders) cpSync(join(repository, folder), join(copy, folder), { recursive: true });
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
