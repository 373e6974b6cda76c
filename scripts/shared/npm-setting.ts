import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** A setting of the user's npm, such as `registry`; `null` as a text where it is not set. */
export async function readNpmSetting(name: string): Promise<string> {
  const { stdout } = await promisify(execFile)(`npm config get ${name}`, [], { shell: true });
  return stdout.trim();
}
