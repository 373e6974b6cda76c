import { cp, glob } from "node:fs/promises";
import { join } from "node:path";
import { listOperations, readDocument } from "@run-summary/openapi";
import { runGit } from "../shared/git.ts";
import { listPublishedPackages } from "../shared/published-packages.ts";
import { type Registry, withRegistry } from "../shared/registry.ts";
import { repository } from "../shared/repository.ts";
import { copyRepository, RepositoryCopy } from "../shared/repository-copy.ts";
import type { CommandOutcome } from "../shared/run-command.ts";
import { ReleaseError } from "./steps.ts";

/** Makes the next release in a copy of the repository, and after it one that breaks callers. Prints what comes of each. */
export async function rehearseReleases(): Promise<void> {
  expectSuccess("npm run check", await new RepositoryCopy(repository).npm("check"));
  await withRegistry(async (registry) => {
    const copy = await copyForRelease(registry);
    try {
      await release(copy);
      await breakContract(copy);
      await planStep(copy, "minor");
      const { exitCode, output } = await copy.node("scripts/release/main.ts", "--version");
      if (exitCode === 0) throw new ReleaseError("A release with a step that is too small went on.");
      const reason = output.slice(output.indexOf("No release"));
      console.log(`\nA breaking change, planned as a minor step, is refused:\n${indent(reason)}`);
      await planStep(copy, "major");
      await release(copy);
    } finally {
      await copy.remove();
    }
  });
}

/** A copy with the history, the tags and the changesets of the repository, for the registry on this machine. */
async function copyForRelease(registry: Registry): Promise<RepositoryCopy> {
  const environment = { ...registry.environment, npm_config_registry: registry.url };
  const copy = new RepositoryCopy((await copyRepository()).folder, environment);
  await cp(join(repository, ".changeset"), join(copy.folder, ".changeset"), { recursive: true });
  for (const { file, manifest } of await readManifests(copy)) {
    // Only a workflow on GitHub can say where a package comes from.
    const { provenance: _, ...publishConfig } = manifest.publishConfig ?? {};
    await copy.write(file, `${JSON.stringify({ ...manifest, publishConfig }, null, 2)}\n`);
  }
  await copy.git("init", "--quiet", "--initial-branch=main");
  if ((await runGit("rev-parse", "--is-shallow-repository").catch(() => "")) === "false") {
    await copy.git("fetch", "--quiet", repository, "HEAD", "+refs/tags/*:refs/tags/*");
    await copy.git("reset", "--quiet", "FETCH_HEAD");
  } else console.log("Without the whole history of the repository, the copy begins with no release.");
  await copy.git("config", "user.name", "dry run");
  await copy.git("config", "user.email", "dry-run@localhost");
  await commit(copy, "Release to this machine");
  return copy;
}

/** Takes the steps of release.yml. */
async function release(copy: RepositoryCopy): Promise<void> {
  expectSuccess("npm run release -- --version", await copy.node("scripts/release/main.ts", "--version"));
  await commit(copy, "Version packages");
  expectSuccess("npm run release -- --publish", await copy.node("scripts/release/main.ts", "--publish"));
  const tags = (await copy.git("tag", "--points-at", "HEAD")).trim();
  console.log(`\nPublished and tagged:\n${indent(tags)}`);
  for (const { file, manifest } of await readManifests(copy)) {
    const { output } = await copy.npmCommand(`view ${manifest.name}@${manifest.version} version`);
    if (output.trim() !== manifest.version) throw new ReleaseError(`${manifest.name} is not published: ${output}`);
    const changelog = await copy.read(file.replace("package.json", "CHANGELOG.md")).catch(() => "");
    const [, section = "nothing"] = changelog.split(/^(?=## )/m);
    console.log(`\nThe changelog of ${manifest.name} says:\n${indent(section)}`);
  }
  const { output } = await copy.node("scripts/diff/main.ts");
  console.log(`\nnpm run diff then says:\n${indent(output)}`);
}

async function commit(copy: RepositoryCopy, message: string): Promise<void> {
  await copy.git("add", "--all");
  await copy.git("commit", "--quiet", "--allow-empty", `--message=${message}`);
}

/** Gives an operation another name, which is that of the client's method. */
async function breakContract(copy: RepositoryCopy): Promise<void> {
  const [first] = listOperations(readDocument(join(copy.folder, "spec/generated/openapi.yaml")));
  const line = `operationId: ${first?.operationId}\n`;
  for await (const path of glob("spec/**/*.yaml", { cwd: copy.folder, exclude: ["spec/{generated,test}/**"] })) {
    if ((await copy.read(path)).includes(line)) await copy.replace(path, line, line.replace("\n", "Renamed\n"));
  }
  expectSuccess("npm run generate", await copy.node("scripts/generate/generate.ts"));
}

async function planStep(copy: RepositoryCopy, step: string): Promise<void> {
  const names = (await listPublishedPackages()).map(({ name }) => `"${name}": ${step}`);
  await copy.write(".changeset/next.md", ["---", ...names, "---", "", "A method has another name.", ""].join("\n"));
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly publishConfig?: Readonly<Record<string, unknown>>;
}

/** The manifests of the published packages, as they are in the copy. */
async function readManifests(copy: RepositoryCopy): Promise<{ file: string; manifest: Manifest }[]> {
  const files = (await listPublishedPackages()).map(({ source }) => `${source}/package.json`);
  return Promise.all(files.map(async (file) => ({ file, manifest: JSON.parse(await copy.read(file)) })));
}

function expectSuccess(command: string, { exitCode, output }: CommandOutcome): void {
  if (exitCode !== 0) throw new ReleaseError(`${command} failed:\n${output}`);
  console.log(`done: ${command}`);
}

function indent(text: string): string {
  return text.trim().replaceAll(/^/gm, "  ");
}
