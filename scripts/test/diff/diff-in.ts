import { join } from "node:path";
import type { Outcome } from "../../diff/main.ts";
import type { RepositoryCopy } from "../../shared/repository-copy.ts";

/** What a copy's `npm run diff` says, without the time that a process of its own would take to start. */
export async function diffIn({ folder }: RepositoryCopy, ...args: string[]): Promise<Outcome> {
  const { diff }: typeof import("../../diff/main.ts") = await import(join(folder, "scripts/diff/main.ts"));
  return diff(args);
}
