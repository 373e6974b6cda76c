// The script `package` of a package writes the folder that is published of it: compiled modules, commands, texts.
import { existsSync } from "node:fs";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Manifest, readManifest } from "../shared/manifest.ts";
import { repository } from "../shared/repository.ts";
import { bundleModules, listBundled } from "./bundle-modules.ts";
import { createCommandFile, createPublishedManifest, listModules } from "./manifest.ts";

await writePackage(process.cwd());

async function writePackage(folder: string): Promise<void> {
  const manifest = await readManifest(folder);
  const output = join(folder, manifest.publishConfig?.directory ?? "dist");
  await rm(output, { recursive: true, force: true });
  await mkdir(output);
  const isBuilt = listModules(manifest).size > 0;
  const dependencies = isBuilt ? await writeModules(folder, manifest, output) : {};
  for (const name of ["README.md", "CHANGELOG.md"]) await copyExisting(join(folder, name), join(output, name));
  await cp(join(repository, "LICENSE"), join(output, "LICENSE"));
  const published = createPublishedManifest(manifest, dependencies);
  await writeFile(join(output, "package.json"), `${JSON.stringify(published, undefined, 2)}\n`);
}

/** Writes the modules, the commands and the generated files that they read. Returns the packages that they import. */
async function writeModules(folder: string, manifest: Manifest, output: string): Promise<Record<string, string>> {
  const packages = await listBundled(folder);
  for (const from of packages) await copyExisting(join(from.folder, "generated"), join(output, "generated"));
  for (const command of Object.keys(manifest.bin ?? {})) {
    await mkdir(join(output, "bin"), { recursive: true });
    await writeFile(join(output, "bin", `${command}.js`), createCommandFile(manifest, command), { mode: 0o755 });
  }
  return bundleModules(packages, join(output, "lib"));
}

async function copyExisting(from: string, to: string): Promise<void> {
  if (existsSync(from)) await cp(from, to, { recursive: true });
}
