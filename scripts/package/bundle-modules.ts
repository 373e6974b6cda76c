import { isBuiltin } from "node:module";
import { join } from "node:path";
import { build } from "tsdown";
import { type Manifest, readManifest } from "../shared/manifest.ts";
import { repository } from "../shared/repository.ts";
import { listExported, listModules } from "./manifest.ts";

/** A package of this repository whose code is bundled in. */
export interface BundledPackage {
  readonly folder: string;
  readonly manifest: Manifest;
}

// Of these packages the modules use types alone. The types are bundled in, so that nobody has to install the packages for them.
const typesOnly = [/^@redocly\//];

/**
 * The package of a folder, and those that are bundled into it, because no registry has what it imports of them: those that it
 * takes in the version `*`. They are in its `devDependencies`, as Changesets demands of packages that are not published.
 */
export async function listBundled(folder: string): Promise<BundledPackage[]> {
  const found = new Map<string, BundledPackage>();
  const add = async (at: string): Promise<void> => {
    const manifest = await readManifest(at);
    if (found.has(manifest.name)) return;
    found.set(manifest.name, { folder: at, manifest });
    for (const [name, version] of Object.entries({ ...manifest.devDependencies, ...manifest.dependencies }))
      if (version === "*") await add(join(repository, "node_modules", name));
  };
  await add(folder);
  return [...found.values()];
}

/**
 * Bundles the exported modules and the commands of a package into a folder, with declarations and source maps.
 *
 * @param packages the package, and those that are bundled in
 * @returns the packages that the bundle imports, with the versions that the bundled packages ask for
 */
export async function bundleModules(
  packages: readonly BundledPackage[],
  output: string,
): Promise<Record<string, string>> {
  const [{ folder, manifest }] = packages as [BundledPackage];
  const own = packages.map(({ manifest: { name } }) => new RegExp(`^${name}(/|$)`));
  const bundles = await build({
    ...{ config: false, cwd: folder, tsconfig: join(repository, "tsconfig.base.json"), logLevel: "warn" },
    ...{
      entry: Object.fromEntries(listModules(manifest)),
      outDir: output,
      format: "esm",
      platform: "node",
      fixedExtension: false,
      hash: false,
      sourcemap: true,
    },
    dts: {
      oxc: true,
      sourcemap: true,
      entry: [...listExported(manifest).values()].map((path) => path.replace("./", "")),
    },
    deps: { neverBundle: true, alwaysBundle: own, dts: { neverBundle: true, alwaysBundle: [...own, ...typesOnly] } },
    checks: { pluginTimings: false },
    treeshake: { moduleSideEffects: [{ external: true, sideEffects: false }] },
  });
  const imported = bundles.flatMap(({ chunks }) =>
    chunks.flatMap((chunk) => (chunk.type === "chunk" ? [...chunk.imports, ...chunk.dynamicImports] : [])),
  );
  const files = new Set(bundles.flatMap(({ chunks }) => chunks.map(({ fileName }) => fileName)));
  return findVersions(
    packages,
    imported.filter((name) => !files.has(name) && !isBuiltin(name)),
  );
}

/** @throws {Error} where no package declares what it imports. */
function findVersions(packages: readonly BundledPackage[], imported: readonly string[]): Record<string, string> {
  const names = new Set(imported.map((path) => /^(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path));
  return Object.fromEntries(
    [...names].toSorted().map((name) => {
      const version = packages.map(({ manifest }) => manifest.dependencies?.[name]).find((one) => one !== undefined);
      if (version === undefined)
        throw new Error(`${name} is imported, and no package.json has it in its dependencies.`);
      return [name, version];
    }),
  );
}
