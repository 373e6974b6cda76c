import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findCommand } from "./commands.ts";
import { createChildEnvironment } from "./environment.ts";
import { repository } from "./repository.ts";

// The repository's compiler. The one that scripts/ depends on is an older version, which openapi-typescript needs.
const tsc = findCommand("typescript", "tsc", repository);

/** Runs the compiler in the repository. Rejects with what it prints where something does not compile. */
export function compile(...args: string[]): Promise<{ stdout: string }> {
  return promisify(execFile)(process.execPath, [tsc, ...args], { cwd: repository, env: createChildEnvironment() });
}
