import type { ChildProcess } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/**
 * Waits until a process has printed a text, after the text that the last call waited for. Resolves with what it printed in
 * between, and the text. Rejects where the process ends without it.
 */
export type OutputWaiter = (text: string) => Promise<string>;

/** Collects what a process prints from now on. */
export function watchOutput(child: ChildProcess): OutputWaiter {
  let output = "";
  let onOutput = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += stripVTControlCharacters(text);
      onOutput();
    });
  }
  child.once("exit", () => onOutput());
  return (text) =>
    new Promise((resolve, reject) => {
      onOutput = () => {
        const index = output.indexOf(text);
        if (index !== -1) {
          const part = output.slice(0, index + text.length);
          output = output.slice(index + text.length);
          resolve(part);
        } else if (child.exitCode !== null) {
          reject(new Error(`ended with ${child.exitCode} without "${text}":\n${output}`));
        }
      };
      onOutput();
    });
}
