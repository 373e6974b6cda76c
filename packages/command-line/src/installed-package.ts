import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * Installs an npm package into a temporary folder, and runs work with the package's folder; without a folder where npm cannot
 * install it.
 *
 * @param spec the name and the version, such as `typescript@7`
 * @param overrides versions of the packages that it depends on, as in a `package.json`
 */
export async function useInstalledPackage<Result>(
  spec: string,
  work: (folder: string | undefined) => Promise<Result>,
  overrides: Readonly<Record<string, string>> = {},
): Promise<Result> {
  const cwd = await mkdtemp(join(tmpdir(), "installed-"));
  try {
    await writeFile(join(cwd, "package.json"), JSON.stringify({ private: true, overrides }));
    const command = `npm install --no-audit --no-fund --ignore-scripts --loglevel=error ${spec}`;
    const isInstalled = await promisify(execFile)(command, [], { cwd, shell: true }).then(
      () => true,
      () => false,
    );
    const [name] = spec.split(/(?<!^)@/) as [string];
    return await work(isInstalled ? join(cwd, "node_modules", name) : undefined);
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}
