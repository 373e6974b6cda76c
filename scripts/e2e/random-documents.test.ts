// `npm run random-documents`.
import { expect, it } from "vitest";
import { repository } from "../shared/repository.ts";
import { RepositoryCopy } from "../shared/repository-copy.ts";

/** The outcome of the command with these arguments. */
function run(...args: string[]) {
  return new RepositoryCopy(repository).node("scripts/random-documents/main.ts", ...args);
}

it("prints how to repeat the run, and what it has found", async () => {
  const { exitCode, output } = await run("--count", "3", "--seed", "1");

  expect(exitCode).toBe(0);
  expect(output).toContain("--count 3 --seed 1");
  expect(output).toContain("3 documents that the lint accepts: all parts agree.");
});

it("refuses a count that is no number", async () => {
  const { exitCode, output } = await run("--count", "many");

  expect(exitCode).toBe(2);
  expect(output).toContain("--count takes a whole number");
});
