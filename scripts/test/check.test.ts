// `npm run check` fails for each mistake, with the file, the line and what mends it.
import { expect, it } from "vitest";
import { temporaryCopy } from "./temporary-copy.ts";

it("a generated file edited by hand", async () => {
  const copy = await temporaryCopy();
  await copy.replace(
    "packages/types/generated/index.d.ts",
    "issueDetectedDeviceCount?: number",
    "issueDetectedDeviceCount?: string",
  );

  const { exitCode, output } = await copy.npm("check");

  expect(exitCode).not.toBe(0);
  expect(output).toMatch(/packages\/types\/generated\/index\.d\.ts:\d+ differs from what the spec gives/);
  expect(output).toMatch(/the file has: +issueDetectedDeviceCount\?: string;/);
  expect(output).toMatch(/the spec gives: +issueDetectedDeviceCount\?: number;/);
  expect(output).toContain("Run `npm run generate`");
});

it("a spec that was edited without generating", async () => {
  const copy = await temporaryCopy();
  await copy.replace("spec/components/schemas/RunSummaryProperties.yaml", "minimum: -2147483648", "minimum: 0");

  const { exitCode, output } = await copy.npm("check");

  expect(exitCode).not.toBe(0);
  expect(output).toMatch(/spec\/generated\/openapi\.yaml:\d+ differs from what the spec gives/);
  expect(output).toMatch(/the file has: +minimum: -2147483648/);
  expect(output).toMatch(/the spec gives: +minimum: 0/);
  expect(output).toContain("Run `npm run generate`");
});

it("an example that its schema forbids", async () => {
  const copy = await temporaryCopy();
  await copy.replace("spec/components/examples/oneCounterRequest.yaml", ": 8", ": eight");

  const { exitCode, output } = await copy.npm("check");

  expect(exitCode).not.toBe(0);
  expect(output).toContain("spec/components/examples/oneCounterRequest.yaml:3:29");
  expect(output).toContain("type must be integer. Correct the example, or the schema that it is an example of.");
});

it("a schema that does not compile", async () => {
  const copy = await temporaryCopy();
  await copy.replace("spec/components/headers/retryAfter.yaml", "pattern: ^(", "pattern: ^((");

  const { exitCode, output } = await copy.npm("check");

  expect(exitCode).not.toBe(0);
  expect(output).toContain("spec/components/headers/retryAfter.yaml:7:12");
  expect(output).toContain("Write a regular expression that JavaScript's new RegExp(pattern, 'u') takes.");
});

it("a reference that leads nowhere", async () => {
  const copy = await temporaryCopy();
  await copy.replace("spec/paths/runSummary.yaml", "responses/NotFound.yaml", "responses/NotFond.yaml");

  const { exitCode, output } = await copy.npm("check");

  expect(exitCode).not.toBe(0);
  expect(output).toContain("spec/paths/runSummary.yaml:44:7");
  expect(output).toContain("Correct the path of the reference, or create what it names");
});
