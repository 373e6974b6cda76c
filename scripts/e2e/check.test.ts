// `npm run check` fails for each mistake, with the file, the line and what corrects it. Where the lint of the spec, which is a
// task of the check, names the mistake, the other tasks are not run.
import { expect, it, onTestFinished } from "vitest";
import type { RepositoryCopy } from "../shared/repository-copy.ts";
import { copyRepositoryWithFixture } from "./fixture-copy.ts";

const properties = "spec/components/schemas/RunSummaryProperties.yaml";
const types = "packages/types/generated/index.d.ts";

/** A copy of the repository for one test. */
async function createCopy(): Promise<RepositoryCopy> {
  const copy = await copyRepositoryWithFixture();
  onTestFinished(() => copy.remove());
  return copy;
}

// Mistakes that can be seen beside each other are checked at once: each of them is named, whatever else is wrong. The checks of
// other packages are left out: they take long, and do not look at generated files.
it("names the generated files that are not what the spec gives, and fails", async () => {
  const copy = await createCopy();
  await copy.replace(types, "issueDetectedDeviceCount?: number", "issueDetectedDeviceCount?: string");
  await copy.replace(properties, "minimum: -2147483648", "minimum: 0");

  const { exitCode, output } = await copy.npm("check -- --filter=@run-summary/scripts");

  expect(exitCode).not.toBe(0);
  expect(output).toContain("Run `npm run generate`");
  // A generated file that was edited by hand.
  expect(output).toMatch(/packages\/types\/generated\/index\.d\.ts:\d+ differs from what the spec gives/);
  expect(output).toMatch(/the file has: +issueDetectedDeviceCount\?: string;/);
  expect(output).toMatch(/the spec gives: +issueDetectedDeviceCount\?: number;/);
  // A spec that was edited, but nothing was generated from it.
  expect(output).toMatch(/spec\/generated\/openapi\.yaml:\d+ differs from what the spec gives/);
  expect(output).toMatch(/the file has: +minimum: -2147483648/);
  expect(output).toMatch(/the spec gives: +minimum: 0/);
});

it("names an example that its schema forbids and a schema that does not compile, and fails", async () => {
  const copy = await createCopy();
  await copy.replace("spec/components/examples/oneCounterRequest.yaml", ": 8", ": eight");
  await copy.replace("spec/components/headers/retryAfter.yaml", "pattern: ^(", "pattern: ^((");

  const { exitCode, output } = await copy.node("spec/src/lint.ts");

  expect(exitCode).not.toBe(0);
  expect(output).toContain("spec/components/examples/oneCounterRequest.yaml:3:29");
  expect(output).toContain("type must be integer. Correct the example, or the schema that it is an example of.");
  expect(output).toContain("spec/components/headers/retryAfter.yaml:7:12");
  expect(output).toContain("Write a regular expression that JavaScript's new RegExp(pattern, 'u') takes.");
});

// Redocly looks at nothing else until all references lead somewhere.
it("names a reference that leads nowhere, and fails", async () => {
  const copy = await createCopy();
  await copy.replace("spec/paths/runSummary.yaml", "responses/NotFound.yaml", "responses/NotFond.yaml");

  const { exitCode, output } = await copy.node("spec/src/lint.ts");

  expect(exitCode).not.toBe(0);
  expect(output).toContain("spec/paths/runSummary.yaml:50:7");
  expect(output).toContain("Correct the path of the reference, or create what it names");
});
