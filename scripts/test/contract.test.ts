// `npm run contract` with arguments: the check of a provider, by the spec as it is.
import { startMock } from "@run-summary/mock";
import { expect, it, onTestFinished } from "vitest";
import { bundleFixture, copyRepositoryWithFixture } from "./fixture.ts";

it("checks a provider, and stops where the spec has a syntax error", async () => {
  const copy = await copyRepositoryWithFixture();
  onTestFinished(() => copy.remove());
  const mock = await startMock({ spec: await bundleFixture() });
  onTestFinished(() => mock.close());
  const args = ["scripts/contract.ts", "--target", mock.apiUrl, "--token-env", "NODE_ENV"];

  const checked = await copy.node(...args);
  await copy.replace("spec/paths/runSummary.yaml", "get:\n", "get: [\n");
  const stopped = await copy.node(...args);

  expect(checked.output).toMatch(/\n\d+ requests, 0 mismatches\n$/);
  expect(checked.exitCode).toBe(0);
  expect(stopped.output).toMatch(/^spec\/paths\/runSummary\.yaml:\d+:\d+: Failed to parse: .* Correct the YAML\.\n$/);
  expect(stopped.exitCode).toBe(2);
});
