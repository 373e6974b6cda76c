import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { repository } from "./turbo.ts";

// The repository's compiler; the one installed here is an older one, for openapi-typescript.
const typescript = createRequire(join(repository, "package.json")).resolve("typescript/package.json");
const tsc = join(dirname(typescript), "bin", "tsc");

/** Builds the client package, then type-checks the repository; returns what the compiler says, empty where all is well. */
export async function typecheck(): Promise<string> {
  for (const project of ["packages/client/tsconfig.build.json", "tsconfig.json"]) {
    try {
      await promisify(execFile)(process.execPath, [tsc, "--project", project], { cwd: repository });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  }
  return "";
}
