import { glob, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What this repository reads of a `package.json`. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly workspaces?: readonly string[];
  readonly engines?: { readonly node?: string };
  readonly exports?: Exports;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly publishConfig?: { readonly directory?: string; readonly exports?: Exports };
}

type Exports = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** The folders of a repository's packages, such as `apps/mock`. */
export async function listWorkspaces(folder: string): Promise<string[]> {
  const { workspaces = [] } = await readManifest(folder);
  const patterns = workspaces.map((pattern) => `${pattern}/package.json`);
  const files = await Array.fromAsync(glob(patterns, { cwd: folder }));
  return files.map(dirname).toSorted();
}

/** Reads the `package.json` in a folder. */
export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
}
