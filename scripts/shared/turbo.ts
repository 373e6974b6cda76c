import { spawn } from "node:child_process";
import { once } from "node:events";
import { findCommand } from "./commands.ts";
import { createChildEnvironment } from "./environment.ts";
import { repository } from "./repository.ts";

const turbo = findCommand("turbo", "turbo", repository);

/** Runs turbo in the repository, without its telemetry. Resolves with its exit code. */
export async function runTurbo(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [turbo, "--skip-infer", ...args], {
    cwd: repository,
    stdio: "inherit",
    env: createChildEnvironment({
      TURBO_TELEMETRY_DISABLED: "1",
      DO_NOT_TRACK: "1",
      NPM_CONFIG_LOGLEVEL: "silent", // npm prints no header before the output of a task
    }),
  });
  const [code] = await once(child, "exit");
  return code ?? 1;
}

if (import.meta.main) process.exitCode = await runTurbo(process.argv.slice(2));
