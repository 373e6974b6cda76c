import { join } from "node:path";
import { listWorkspaces, readManifest } from "./manifest.ts";
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
  const packages = await Promise.all((await listWorkspaces(repository)).map(readPackage));
  return packages.filter((one) => one !== undefined);
}

async function readPackage(source: string): Promise<PublishedPackage | undefined> {
  const manifest = await readManifest(join(repository, source));
  if (manifest.private) return undefined;
  const folder = join(repository, source, manifest.publishConfig?.directory ?? "");
  return { name: manifest.name, version: manifest.version, source: source.replaceAll("\\", "/"), folder };
}
