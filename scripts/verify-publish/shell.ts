import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import { watchOutput } from "../shared/output-waiter.ts";
import { runCommand } from "../shared/run-command.ts";

/** A folder in which a user types commands, and the environment of the user's shell. */
export interface Shell {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** What a command has to do. */
export interface Expected {
  /** What its output has to contain. */
  readonly output: RegExp;
  /** Default: 0. */
  readonly exitCode?: number;
}

/** Milliseconds for one command. */
const timeLimit = 300_000;
const shownLines = 4;

/** The environment in which the commands use a Node. */
export function useNode(environment: NodeJS.ProcessEnv, folderOfNode: string): NodeJS.ProcessEnv {
  return { ...environment, PATH: [folderOfNode, environment.PATH].join(delimiter) };
}

/**
 * Runs a command, and prints it and the end of its output.
 *
 * @throws {Error} where it does something else than expected.
 */
export async function type({ folder, environment }: Shell, command: string, expected: Expected): Promise<string> {
  console.log(`$ ${command}`);
  const options = { cwd: folder, env: environment, timeout: timeLimit };
  const { exitCode, output: printed } = await runCommand(options, command);
  const output = printed.trim();
  if (exitCode !== (expected.exitCode ?? 0) || !expected.output.test(output))
    throw new Error(`The command ended with ${exitCode}, and printed no ${expected.output}:\n${output}`);
  show(output);
  return output;
}

/** Starts a command that runs on, prints it, and ends it after the work with the text that it has to print. */
export async function typeAndLeave(
  { folder, environment }: Shell,
  command: string,
  text: string,
  work: (output: string) => Promise<void>,
): Promise<void> {
  console.log(`$ ${command}`);
  // In a process group of its own, because npx starts the command as a process of its own.
  const child = spawn(command, { cwd: folder, env: environment, shell: true, detached: true });
  try {
    const output = await watchOutput(child)(text);
    show(output.trim());
    await work(output);
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
  }
}

function show(output: string): void {
  const lines = output.split("\n").filter((line) => !line.startsWith("npm warn"));
  for (const line of lines.slice(-shownLines)) console.log(`  ${line}`);
}
