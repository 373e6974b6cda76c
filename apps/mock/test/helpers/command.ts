import { stripVTControlCharacters } from "node:util";
import { onTestFinished, vi } from "vitest";
import { runCommand as runMain } from "../../src/cli/run-command.ts";
import type { Mock } from "../../src/index.ts";

export interface CommandRun {
  /** The mock that it started. */
  readonly mock: Mock | undefined;
  readonly exitCode: number;
  /** Its output so far, on both streams. */
  output(): string;
}

/** Runs the command in this process, which has loaded Prism. The mock that it starts is closed when the test ends. */
export async function runCommand(...args: string[]): Promise<CommandRun> {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(stripVTControlCharacters(line));
  const spies = [vi.spyOn(console, "log"), vi.spyOn(console, "error")].map((spy) => spy.mockImplementation(print));
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
  const mock = await runMain(args);
  const exitCode = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  if (mock !== undefined) onTestFinished(() => mock.close());
  return { mock, exitCode, output: () => lines.join("\n") };
}
