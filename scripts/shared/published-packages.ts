import { glob, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { repository } from "./repository.ts";

/** A package that is published. */
export interface PublishedPackage {
  readonly name: string;
  readonly version: string;
  /** The package's folder in the repository, such as `apps/mock`. */
  readonly source: string;
  /** The path of the folder that is published. */
  readonly folder: string;
}

/** The packages of the repository that are published: all that are not private. */
export async function listPublishedPackages(): Promise<PublishedPackage[]> {
  const { workspaces } = await readJson<{ workspaces: string[] }>(join(repository, "package.json"));
  const patterns = workspaces.map((pattern) => `${pattern}/package.json`);
  const files = await Array.fromAsync(glob(patterns, { cwd: repository }));
  const packages = await Promise.all(files.toSorted().map((file) => readPackage(dirname(file))));
  return packages.filter((one) => one !== undefined);
}

async function readPackage(source: string): Promise<PublishedPackage | undefined> {
  const manifest = await readJson<{
    name: string;
    version: string;
    private?: boolean;
    publishConfig?: { directory?: string };
  }>(join(repository, source, "package.json"));
  if (manifest.private) return undefined;
  const folder = join(repository, source, manifest.publishConfig?.directory ?? "");
  return { name: manifest.name, version: manifest.version, source: source.replaceAll("\\", "/"), folder };
}

async function readJson<Value>(file: string): Promise<Value> {
  return JSON.parse(await readFile(file, "utf8"));
}
