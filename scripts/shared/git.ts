import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createChildEnvironment } from "./environment.ts";
import { repository } from "./repository.ts";

/** Runs git in the repository. Resolves with what it prints; rejects where it fails. */
export async function runGit(...args: string[]): Promise<string> {
  const options = { cwd: repository, env: createChildEnvironment(), maxBuffer: Number.POSITIVE_INFINITY };
  return (await promisify(execFile)("git", args, options)).stdout.trim();
}
