import { join } from "node:path";
import type { Copy } from "../../copy-of-repository.ts";
import type { Outcome } from "../../diff/main.ts";

/** Runs `npm run diff` of a copy of the repository in this process, which is faster than to start another one. */
export async function runDiffInCopy({ folder }: Copy, ...args: string[]): Promise<Outcome> {
  const { runDiff }: typeof import("../../diff/main.ts") = await import(join(folder, "scripts/diff/main.ts"));
  return runDiff(args);
}
