import { cp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@run-summary/openapi";
import { bundleSource } from "@run-summary/spec/source";
import { copyRepository, type RepositoryCopy } from "../shared/repository-copy.ts";

const fixtureFile = fileURLToPath(import.meta.resolve("@run-summary/spec/fixture.yaml"));

/** The spec of the tests in one document. The project's own spec may have other operations. */
export function bundleFixture(): Promise<OpenApiDocument> {
  return bundleSource(fixtureFile);
}

/** A copy of the repository with the spec of the tests in the place of the project's own, and what is generated from it. */
export async function copyRepositoryWithFixture(): Promise<RepositoryCopy> {
  const copy = await copyRepository();
  for (const name of ["openapi.yaml", "paths", "components"])
    await rm(join(copy.folder, "spec", name), { recursive: true });
  await cp(dirname(fixtureFile), join(copy.folder, "spec"), { recursive: true });
  const { exitCode, output } = await copy.node("scripts/generate/generate.ts");
  if (exitCode !== 0) throw new Error(output);
  return copy;
}
