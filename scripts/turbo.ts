import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const turbo = createRequire(import.meta.url).resolve("turbo/bin/turbo");

/** The repository's top folder. */
export const repository: string = fileURLToPath(new URL("../", import.meta.url));

/** Where Node keeps what it has compiled: without it, most tasks take twice as long to start. */
export const compileCache: string = join(repository, "node_modules", ".cache", "node");

/** Runs turbo in the repository, without its telemetry; resolves with its exit code. */
export async function runTurbo(args: readonly string[]): Promise<number> {
  // It is the repository's turbo: it need not look for it.
  const child = spawn(process.execPath, [turbo, "--skip-infer", ...args], {
    cwd: repository,
    stdio: "inherit",
    env: {
      NODE_COMPILE_CACHE: compileCache,
      ...process.env,
      // No telemetry, and of npm only what the scripts themselves print.
      ...{ TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", NPM_CONFIG_LOGLEVEL: "silent" },
    },
  });
  const [code] = await once(child, "exit");
  return code ?? 1;
}
