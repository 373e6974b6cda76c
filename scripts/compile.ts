import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { repository } from "./turbo.ts";

// The repository's compiler; the one installed here is an older one, for openapi-typescript.
const typescript = createRequire(join(repository, "package.json")).resolve("typescript/package.json");
const tsc = join(dirname(typescript), "bin", "tsc");

/** Runs the compiler in the repository. Rejects, with what it prints, where something does not compile. */
export function compile(...args: string[]): Promise<{ stdout: string }> {
  return promisify(execFile)(process.execPath, [tsc, ...args], { cwd: repository });
}

/** What does not compile of the packages that the spec's types are for; empty where everything does. */
export async function typeErrors(): Promise<string> {
  const { stdout } = await compile("--project", "scripts/tsconfig.watch.json", "--pretty", "false").catch(
    (error: { stdout: string }) => error,
  );
  return stdout.trim();
}

/** Builds the client package from its sources, which `typeErrors` looks after. */
export async function buildClient(): Promise<void> {
  await compile("--project", "packages/client/tsconfig.build.json", "--noCheck");
}
