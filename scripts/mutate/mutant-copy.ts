import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repository } from "../shared/repository.ts";

/** The texts of files, by their paths in the repository. */
export type Texts = Readonly<Record<string, string>>;

/**
 * Calls a function with a temporary folder that holds copies of some of the repository's folders, with the packages that they
 * import, and other texts in some files. The folder is deleted afterwards.
 */
export async function withCopy<Result>(
  folders: readonly string[],
  texts: Texts,
  use: (copy: string) => Promise<Result>,
): Promise<Result> {
  const copy = await mkdtemp(join(tmpdir(), "mutant-"));
  try {
    for (const folder of folders) await cp(join(repository, folder), join(copy, folder), { recursive: true });
    for (const folder of new Set(["", ...folders.map(dirname)])) {
      const installed = join(folder, "node_modules");
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
