import type { Manifest } from "../shared/manifest.ts";

/** The source files of the modules that others import, by name. What `publishConfig` exports in their place is not built. */
export function listExported({ exports = {}, publishConfig = {} }: Manifest): ReadonlyMap<string, string> {
  if (publishConfig.exports !== undefined) return new Map();
  const modules = Object.entries(exports).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return new Map(modules.map(([path, source]) => [path === "." ? "index" : path.slice(2), source]));
}

/** The source files of the modules that are built, by name: those that others import, and the commands. */
export function listModules(manifest: Manifest): ReadonlyMap<string, string> {
  return new Map([...listExported(manifest), ...Object.entries(manifest.bin ?? {})]);
}

/**
 * The manifest of the folder that is published: it leads to what is built, and holds nothing that only this repository needs.
 *
 * @param dependencies the packages that the built modules import, with their versions
 */
export function createPublishedManifest(manifest: Manifest, dependencies: Readonly<Record<string, string>>): object {
  const {
    scripts: _,
    devDependencies: __,
    dependencies: ___,
    ...kept
  } = manifest as Manifest & Record<string, unknown>;
  const { directory: _directory, exports: documents, ...publishConfig } = manifest.publishConfig ?? {};
  const exported = [...listExported(manifest).keys()].map((name) => [
    name === "index" ? "." : `./${name}`,
    { types: `./lib/${name}.d.ts`, default: `./lib/${name}.js` },
  ]);
  const bin = Object.keys(manifest.bin ?? {}).map((name) => [name, `bin/${name}.js`]);
  return {
    ...kept,
    exports: { ...(documents ?? Object.fromEntries(exported)), "./package.json": "./package.json" },
    ...(bin.length > 0 && { bin: Object.fromEntries(bin) }),
    ...(Object.keys(dependencies).length > 0 && { dependencies }),
    publishConfig,
  };
}

/**
 * The file that a command starts with. It says which Node the command needs, in words that an older Node reads, too: the code
 * of the command does not load there.
 */
export function createCommandFile({ name, engines }: Manifest, command: string): string {
  const least = (engines?.node ?? ">=0.0").replace(">=", "");
  const [leastMajor, leastMinor = "0"] = least.split(".");
  return `#!/usr/bin/env node
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > ${leastMajor} || (major === ${leastMajor} && minor >= ${leastMinor})) await import("../lib/${command}.js");
else {
  console.error("${name} needs Node ${least} or newer, and this is Node " + process.versions.node + ".");
  process.exitCode = 1;
}
`;
}
