import { type ExecFileOptions, execFile } from "node:child_process";
import { promisify, stripVTControlCharacters } from "node:util";

/** What a command did. */
export interface CommandOutcome {
  /** `null` where the command was ended. */
  readonly exitCode: number | null;
  /** Both streams, without colours. */
  readonly output: string;
}

/**
 * Runs a command to its end, also where it fails.
 *
 * @param args without them, the command is a line for the shell
 */
export async function runCommand(
  options: Pick<ExecFileOptions, "cwd" | "env" | "timeout" | "uid" | "gid">,
  command: string,
  args?: readonly string[],
): Promise<CommandOutcome> {
  const whole = { ...options, shell: args === undefined, maxBuffer: 2 ** 28, encoding: "utf8" } as const;
  const running = promisify(execFile)(command, args ?? [], whole);
  const { code, stdout, stderr } = await running.then(
    (streams) => ({ code: 0, ...streams }),
    (error: { code: number | null; stdout: string; stderr: string }) => error,
  );
  return { exitCode: code, output: stripVTControlCharacters(stdout + stderr) };
}
