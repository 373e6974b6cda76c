import { type SpawnOptionsWithoutStdio, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export interface StartedCommand {
  /** Waits until its output on both streams matches. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
  /** Stops reading its output, as `| head -1` does. */
  closeOutput(): void;
  readonly ended: Promise<{ exitCode: number; output: string }>;
}

const commandFile = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));

const nobody = 65_534;
/** For root, who may read everything, the user and group of an ordinary user. */
const ordinaryUser = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

/** Whether an ordinary user may run the command: root's own folders are closed to others. */
export function isCommandPublic(): boolean {
  const script = "fs.accessSync(process.argv[1])";
  return spawnSync(process.execPath, ["--eval", script, commandFile], ordinaryUser).status === 0;
}

/** Starts the command in a process of its own, which is killed when the test ends. */
export function startCommand(...args: string[]): StartedCommand {
  return startProcess(args, {});
}

/** Does the same for a user who may not read everything. */
export function startOrdinaryCommand(...args: string[]): StartedCommand {
  return startProcess(args, ordinaryUser);
}

function startProcess(args: string[], user: SpawnOptionsWithoutStdio): StartedCommand {
  const child = spawn(process.execPath, [commandFile, ...args], { env: { ...process.env, NO_COLOR: "1" }, ...user });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      output += data;
    });
  }
  return {
    async until(pattern) {
      for (;;) {
        const match = pattern.exec(output);
        if (match !== null) return match;
        if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${output}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    kill: (signal) => void child.kill(signal),
    closeOutput: () => {
      for (const stream of [child.stdout, child.stderr]) stream.destroy();
    },
    ended: once(child, "close").then(([exitCode]) => ({ exitCode, output })),
  };
}
