import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const command = fileURLToPath(new URL("../bin/run-summary-mock.js", import.meta.url));

export interface StartedCommand {
  readonly child: ChildProcess;
  /** What it has printed so far, on both streams. */
  output(): string;
  /** Waits until what it has printed matches. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Starts the command; it is gone when the test has ended. */
export function startCommand(args: readonly string[], options: { cwd?: string } = {}): StartedCommand {
  const child = spawn(process.execPath, [command, ...args], { ...options, env: { ...process.env, NO_COLOR: "1" } });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      output += data;
    });
  }
  return {
    child,
    output: () => output,
    async until(pattern) {
      for (;;) {
        const match = pattern.exec(output);
        if (match !== null) return match;
        if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${output}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}
