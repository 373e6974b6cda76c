// `npm run bench -- --growth` with small sizes.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { createChildEnvironment } from "../shared/environment.ts";
import { repository } from "../shared/repository.ts";

/** Runs the command. Resolves with what it prints, also where it fails. */
async function benchGrowth(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const options = { cwd: repository, env: createChildEnvironment() };
  const run = promisify(execFile)(process.execPath, ["scripts/bench.ts", "--growth", ...args], options);
  return run.catch((error: { stdout: string; stderr: string }) => error);
}

it("prints a figure for each size, with the exponent between sizes", async () => {
  const { stdout } = await benchGrowth("--sizes", "2,4", "--only", "generate");

  expect(stdout).toMatch(/^operations +2 +4\ngenerate \(s\) +\d+\.\d +\d+\.\d n\^-?\d+\.\d\n$/);
});

it("names what it can measure, and takes each of these names", async () => {
  const { stderr } = await benchGrowth("--only", "tests");
  const [, names = ""] = /^--only knows no "tests"\. It knows: (generate, check, .+)\.\n$/.exec(stderr) ?? [];

  const all = await benchGrowth("--only", [...names.split(", "), "tests"].join());

  expect(names).not.toBe("");
  expect(all.stderr).toBe(stderr);
});
