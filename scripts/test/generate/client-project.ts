import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";
import { writeProject } from "../../generate/other/write-project.ts";
import { findInstalledPackages } from "../../shared/repository.ts";

/** A folder with the generated project of a document. */
export interface ClientProject {
  readonly folder: string;
  remove(): Promise<void>;
}

export async function createClientProject(document: OpenApiDocument): Promise<ClientProject> {
  const folder = await mkdtemp(join(tmpdir(), "client-"));
  await writeProject(document, folder);
  await linkPackages(folder);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Links the packages of a project as `npm install` does it. */
export async function linkPackages(folder: string): Promise<void> {
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "@run-summary"), { recursive: true });
  for (const name of ["types", "client"]) {
    await symlink(join(folder, "packages", name), join(modules, "@run-summary", name), "junction");
  }
  for (const name of ["openapi-fetch", "openapi-typescript-helpers", "@types"]) {
    await symlink(join(findInstalledPackages(), name), join(modules, name), "junction");
  }
}
