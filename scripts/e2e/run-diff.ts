import { join } from "node:path";
import type { DiffOutcome } from "../diff/main.ts";
import type { RepositoryCopy } from "../shared/repository-copy.ts";

/** Runs `npm run diff` of a copy of the repository in this process, which is faster than to start another one. */
export async function runDiffInCopy({ folder }: RepositoryCopy, ...args: string[]): Promise<DiffOutcome> {
  const { runDiff }: typeof import("../diff/main.ts") = await import(join(folder, "scripts/diff/main.ts"));
  return runDiff(args);
}
