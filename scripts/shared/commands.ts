import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * The script of a command that a package brings.
 *
 * @param folder where the package is installed for; the same package can be installed in several versions
 * @throws where the package is not installed, or has no such command.
 */
export function findCommand(packageName: string, command: string, folder: string): string {
  const file = createRequire(join(folder, "package.json")).resolve(`${packageName}/package.json`);
  const { bin } = JSON.parse(readFileSync(file, "utf8")) as { bin?: string | Record<string, string> };
  const script = typeof bin === "string" ? bin : bin?.[command];
  if (script === undefined) throw new Error(`The package ${packageName} has no command ${command}.`);
  return join(dirname(file), script);
}
