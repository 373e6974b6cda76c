// One compile cache for all copies of the repository that a run makes, which begins with the repository's: what the
// copies' own files leave in it would never be used again.
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileCache } from "../turbo.ts";

export async function setup(): Promise<() => Promise<void>> {
  const cache = await mkdtemp(join(tmpdir(), "compile-cache-"));
  if (existsSync(compileCache)) await cp(compileCache, cache, { recursive: true });
  process.env.NODE_COMPILE_CACHE = cache;
  return () => rm(cache, { recursive: true, force: true, maxRetries: 5 });
}
