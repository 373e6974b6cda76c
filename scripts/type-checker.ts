import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { repository } from "./turbo.ts";

// The repository's compiler; the one installed here is an older one, for openapi-typescript.
const typescript = createRequire(join(repository, "package.json")).resolve("typescript/package.json");
const tsc = join(dirname(typescript), "bin", "tsc");

/** A compiler that stays up, so that a check after a change takes a fraction of a first one. */
export interface TypeChecker {
  /** Checks the repository after files of it have changed; resolves with the errors, empty where there are none. */
  check(): Promise<string>;
  stop(): Promise<void>;
}

// The compiler may see files that are written together in two steps; the second begins within this time.
const settleTime = 100;

export async function startTypeChecker(): Promise<TypeChecker> {
  const child = spawn(process.execPath, [tsc, "--watch", "--preserveWatchOutput", "--pretty", "false"], {
    cwd: repository,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const results = new EventTarget();
  let errors: string[] = [];
  let running = true;
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line.includes("Starting")) {
      errors = [];
      running = true;
    } else if (line.includes("Watching for file changes")) {
      running = false;
      results.dispatchEvent(new Event("result"));
    } else if (line !== "") {
      errors.push(line);
    }
  });
  child.once("exit", () => {
    errors = ["The compiler has ended; start again to have the code checked."];
    running = false;
    results.dispatchEvent(new Event("result"));
  });
  await once(results, "result");

  return {
    async check() {
      const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
      do {
        if (!hasEnded()) await once(results, "result");
        await sleep(settleTime);
      } while (running);
      return errors.join("\n");
    },
    async stop() {
      if (child.kill()) await once(child, "exit");
    },
  };
}

/** Builds the client package from its sources, which `check` looks after. */
export async function buildClient(): Promise<void> {
  const args = [tsc, "--project", "packages/client/tsconfig.build.json", "--noCheck"];
  await promisify(execFile)(process.execPath, args, { cwd: repository });
}
