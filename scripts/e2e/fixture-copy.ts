import { cp, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { bundleFixture, fixtureFile } from "@run-summary/spec/source";
import { generateFolders } from "../generate/generate.ts";
import { writeGenerated } from "../generate/generated-folder.ts";
import { repository } from "../shared/repository.ts";
import { copyRepository, type RepositoryCopy } from "../shared/repository-copy.ts";

// The copies differ in nothing that is generated.
const generated = bundleFixture().then(generateFolders);

/** A copy of the repository with the spec of the tests in the place of the project's own, and what is generated from it. */
export async function copyRepositoryWithFixture(): Promise<RepositoryCopy> {
  const copy = await copyRepository();
  for (const name of ["openapi.yaml", "paths", "components"])
    await rm(join(copy.folder, "spec", name), { recursive: true });
  await cp(dirname(fixtureFile), join(copy.folder, "spec"), { recursive: true });
  for (const [folder, files] of await generated) {
    await writeGenerated(join(copy.folder, relative(repository, folder)), files);
  }
  return copy;
}
