import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's top folder. */
export const repository: string = fileURLToPath(new URL("../../", import.meta.url));

/** The folder of the installed packages. A copy of the repository has it above itself. */
export function findInstalledPackages(): string {
  const file = createRequire(join(repository, "package.json")).resolve("typescript/package.json");
  return dirname(dirname(file));
}
