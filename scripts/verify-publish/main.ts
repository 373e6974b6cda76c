// `npm run verify-publish` publishes the packages to a registry on this machine. Then it installs them from there in empty
// folders outside of the repository, and types what their users type, on each Node that they support.
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useInstalledPackage } from "@run-summary/command-line";
import { readNpmSetting } from "../shared/npm-setting.ts";
import { listPublishedPackages } from "../shared/published-packages.ts";
import { publishToRegistry, type Registry, withRegistry } from "../shared/registry.ts";
import { runTurbo } from "../shared/turbo.ts";
import { type Shell, type, useNode } from "./shell.ts";
import { verifyAll, verifyCallers, verifyOldNode } from "./users.ts";

const start = performance.now();
const parent = await mkdtemp(join(tmpdir(), "user é-"));
try {
  await buildPackages();
  await withRegistry(verifyPackages);
  console.log(`\nAll is as it should be. It took ${((performance.now() - start) / 1000).toFixed(0)} s.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await rm(parent, { recursive: true, force: true, maxRetries: 5 });
}

async function buildPackages(): Promise<void> {
  const filters = (await listPublishedPackages()).map(({ name }) => `--filter=${name}`);
  const exitCode = await runTurbo(["run", "build", "package", ...filters, "--output-logs=errors-only"]);
  if (exitCode !== 0) throw new Error("The packages cannot be built.");
}

async function verifyPackages(registry: Registry): Promise<void> {
  const packages = await publishToRegistry(registry);
  for (const { name, version, size, unpackedSize, files } of packages)
    console.log(
      `${`${name}@${version}`.padEnd(32)}${formatSize(size)} packed${formatSize(unpackedSize)} unpacked, ${files} files`,
    );
  const cache = await createCache();
  const openShell = async (version: string, node: string, folder = join(parent, version)): Promise<Shell> => {
    await mkdir(folder, { recursive: true });
    const variables = { npm_config_cache: cache, TOKEN: "any", CONTRACT_SEED: "1" };
    const environment = { ...useNode(registry.environment, node), ...variables };
    await type({ folder, environment }, "node --version", { output: new RegExp(`^v${version}\\.`) });
    return { folder, environment };
  };
  for (const version of ["24", "26"])
    await withNode(version, async (node) => verifyAll(await openShell(version, node), registry, packages));
  await withNode("20", async (node) => {
    await verifyCallers(await openShell("20", node), registry, packages);
    await verifyOldNode(await openShell("20", node, join(parent, "24")), packages);
  });
}

function formatSize(bytes: number): string {
  return `${(bytes / 1000).toFixed(0).padStart(6)} kB`;
}

/** A cache of npm with the downloads of the user's own one, but without what `npx` has installed before. */
async function createCache(): Promise<string> {
  const cache = join(parent, "cache");
  await mkdir(cache);
  await symlink(join(await readNpmSetting("cache"), "_cacache"), join(cache, "_cacache"), "junction");
  return cache;
}

/** Runs work with the folder of a Node, which comes from npm. */
async function withNode(version: string, work: (folder: string) => Promise<void>): Promise<void> {
  const platform = process.platform === "win32" ? "win" : process.platform;
  await useInstalledPackage(`node-${platform}-${process.arch}@${version}`, async (folder) => {
    if (folder === undefined) throw new Error(`npm cannot install Node ${version}.`);
    console.log();
    await work(join(folder, "bin"));
  });
}
