// What a changed file makes run again.
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { RepositoryCopy } from "../shared/repository-copy.ts";
import { copyRepositoryWithFixture } from "./fixture.ts";

let copy: RepositoryCopy;
afterAll(async () => {
  vi.unstubAllEnvs();
  await copy.remove();
});
beforeAll(async () => {
  vi.stubEnv("TURBO_FORCE", "true"); // as in `TURBO_FORCE=true npm test`, which is not meant for the copy
  copy = await copyRepositoryWithFixture();
  await runTasks();
});

/** Runs tasks of which some depend on the spec. Resolves with what turbo says of each. */
async function runTasks(): Promise<string> {
  const tasks = ["@run-summary/spec#lint", "build"];
  return (await copy.node("scripts/shared/turbo.ts", "run", ...tasks, "--output-logs=hash-only")).output;
}

it("an unchanged repository runs nothing again", async () => {
  expect(await runTasks()).toContain("FULL TURBO");
});

it("a changed spec runs again what follows the spec, and nothing else", async () => {
  // A text that no run before has met: all copies share one cache.
  await copy.replace("spec/components/schemas/RunSummary.yaml", "description: A", `description: In ${Date.now()}, a`);

  const output = await runTasks();

  expect(output).toMatch(/spec:lint: cache miss/);
  expect(output).toMatch(/docs:build: cache miss/);
  expect(output).toMatch(/client:build: cache hit/);
});
