import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";
import { folder as clientFolder, generateClientOperations } from "../generate/client-operations.ts";
import { writeGenerated } from "../generate/generated-folder.ts";
import { generateTypes, folder as typesFolder } from "../generate/types.ts";
import { findInstalledPackages, repository } from "../shared/repository.ts";
import { generateCalls } from "./typed-calls.ts";

const client = join(repository, "packages/client");
const types = join(repository, "packages/types");

/** A copy of the client's sources and of the types' package, for another document. */
export interface ClientCopy {
  readonly folder: string;
  /** The file with the declarations of the types. */
  readonly typesFile: string;
}

/** Creates a temporary folder in which copies of packages find what they import. */
export async function createWorkspace(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "random-documents-"));
  await symlink(findInstalledPackages(), join(folder, "node_modules"), "junction");
  return folder;
}

export async function removeWorkspace(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Generates the client and the types of a document, in a folder of a workspace. */
export async function writeClientCopy(document: OpenApiDocument, workspace: string, name: string): Promise<ClientCopy> {
  const folder = join(workspace, name);
  const ownTypes = join(folder, "node_modules/@run-summary/types");
  await mkdir(ownTypes, { recursive: true });
  await cp(join(client, "src"), join(folder, "src"), { recursive: true });
  await cp(join(client, "package.json"), join(folder, "package.json"));
  // The compiler takes two packages of one name and version for the same.
  const description = JSON.parse(await readFile(join(types, "package.json"), "utf8")) as object;
  await writeFile(join(ownTypes, "package.json"), JSON.stringify({ ...description, version: `0.0.0-${name}` }));
  await writeGenerated(join(folder, relative(client, clientFolder)), generateClientOperations(document));
  await writeGenerated(join(ownTypes, relative(types, typesFolder)), await generateTypes(document));
  await writeFile(join(folder, "src/typed-calls.ts"), generateCalls(document));
  return { folder, typesFile: join(ownTypes, relative(types, typesFolder), "index.d.ts") };
}
