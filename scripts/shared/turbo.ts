import { spawn } from "node:child_process";
import { once } from "node:events";
import { findCommand } from "./commands.ts";
import { createChildEnvironment } from "./environment.ts";
import { repository } from "./repository.ts";

const turbo = findCommand("turbo", "turbo", repository);

// The verdict of a task depends on more than files. Turbo puts these variables into the keys of its cache, so that machines share only
// what is the same on both. The browser matters to tests; to look for it takes half a second.
async function describeMachine(args: readonly string[]): Promise<Record<string, string>> {
  const machine = { TEST_MACHINE: `${process.platform} ${process.arch} Node ${process.versions.node}` };
  if (!args.some((arg) => /(^|#)test$/.test(arg))) return machine;
  const { identifyBrowser } = await import("@run-summary/browser");
  return { ...machine, TEST_BROWSER: identifyBrowser() };
}

/** Runs turbo in the repository, without its telemetry. Resolves with its exit code. */
export async function runTurbo(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [turbo, "--skip-infer", ...args], {
    cwd: repository,
    stdio: "inherit",
    env: createChildEnvironment({
      TURBO_TELEMETRY_DISABLED: "1",
      DO_NOT_TRACK: "1",
      ...(await describeMachine(args)),
      NPM_CONFIG_LOGLEVEL: "silent", // npm prints no header before the output of a task
    }),
  });
  const [code] = await once(child, "exit");
  return code ?? 1;
}

if (import.meta.main) process.exitCode = await runTurbo(process.argv.slice(2));
