import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ClientModules } from "@run-summary/contract-tests";
import type { OpenApiDocument } from "@run-summary/openapi";
import { writeProject } from "../generate/other/write-project.ts";
import { findInstalledPackages } from "./repository.ts";

/** A generated client, ready to be used. */
export interface OtherClient {
  readonly modules: ClientModules;
  /** The folder with the document, the types and the client. */
  readonly folder: string;
}

/** Generates the client of a document into a temporary folder, and uses it. */
export async function withClient<Outcome>(
  document: OpenApiDocument,
  use: (client: OtherClient) => Promise<Outcome>,
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "client-"));
  try {
    await writeProject(document, folder);
    await symlink(findInstalledPackages(), join(folder, "node_modules"), "junction");
    return await use({ folder, modules: await loadClient(join(folder, "packages/client")) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Loads a client from the folder of its package, whose own packages are linked. Node runs its source as it is. */
export async function loadClient(folder: string): Promise<ClientModules> {
  const load = (file: string) => import(pathToFileURL(join(folder, "src", file)).href);
  return { ...(await load("index.ts")), ...(await load("validate.ts")) };
}
