// `npm run random-documents`.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { createChildEnvironment } from "../shared/environment.ts";

/** The outcome of the command with these arguments. */
function run(...args: string[]): Promise<{ stdout: string }> {
  const main = fileURLToPath(new URL("../random-documents/main.ts", import.meta.url));
  return promisify(execFile)(process.execPath, [main, ...args], { env: createChildEnvironment() });
}

it("prints how to repeat the run, and what it has found", async () => {
  const { stdout } = await run("--count", "3", "--seed", "1");

  expect(stdout).toContain("--count 3 --seed 1");
  expect(stdout).toContain("3 documents that the lint accepts: all parts agree.");
});

it("refuses a count that is no number", async () => {
  await expect(run("--count", "many")).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--count takes a whole number"),
  });
});
