// `npm run check` fails for each mistake, with the file, the line and what mends it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyOfRepository, type Outcome } from "../copy-of-repository.ts";

const properties = "spec/components/schemas/RunSummaryProperties.yaml";
const types = "packages/types/generated/index.d.ts";

const copy = await copyOfRepository();
afterAll(() => copy.remove());

/** What `npm run check` says of the repository with mistakes, which are mended afterwards. */
async function checkWith(makeMistakes: () => Promise<void>): Promise<Outcome> {
  await makeMistakes();
  const outcome = await copy.npm("check");
  await copy.git("restore", ".");
  return outcome;
}

// One check of all mistakes that can be seen beside each other: each of them is to be named, whatever else is wrong.
describe("of generated files that are not what the spec gives", () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await checkWith(async () => {
      await copy.replace(types, "issueDetectedDeviceCount?: number", "issueDetectedDeviceCount?: string");
      await copy.replace(properties, "minimum: -2147483648", "minimum: 0");
    });
  });

  it("fails", () => {
    expect(outcome.exitCode).not.toBe(0);
    expect(outcome.output).toContain("Run `npm run generate`");
  });

  it("names a generated file that was edited by hand", () => {
    expect(outcome.output).toMatch(/packages\/types\/generated\/index\.d\.ts:\d+ differs from what the spec gives/);
    expect(outcome.output).toMatch(/the file has: +issueDetectedDeviceCount\?: string;/);
    expect(outcome.output).toMatch(/the spec gives: +issueDetectedDeviceCount\?: number;/);
  });

  it("names what a spec that was edited without generating gives", () => {
    expect(outcome.output).toMatch(/spec\/generated\/openapi\.yaml:\d+ differs from what the spec gives/);
    expect(outcome.output).toMatch(/the file has: +minimum: -2147483648/);
    expect(outcome.output).toMatch(/the spec gives: +minimum: 0/);
  });
});

describe("of a spec that is wrong", () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await checkWith(async () => {
      await copy.replace("spec/components/examples/oneCounterRequest.yaml", ": 8", ": eight");
      await copy.replace("spec/components/headers/retryAfter.yaml", "pattern: ^(", "pattern: ^((");
    });
  });

  it("fails", () => {
    expect(outcome.exitCode).not.toBe(0);
  });

  it("names an example that its schema forbids", () => {
    expect(outcome.output).toContain("spec/components/examples/oneCounterRequest.yaml:3:29");
    expect(outcome.output).toContain(
      "type must be integer. Correct the example, or the schema that it is an example of.",
    );
  });

  it("names a schema that does not compile", () => {
    expect(outcome.output).toContain("spec/components/headers/retryAfter.yaml:7:12");
    expect(outcome.output).toContain("Write a regular expression that JavaScript's new RegExp(pattern, 'u') takes.");
  });
});

// Redocly looks at nothing else until all references lead somewhere.
it("names a reference that leads nowhere, and fails", async () => {
  const { exitCode, output } = await checkWith(() =>
    copy.replace("spec/paths/runSummary.yaml", "responses/NotFound.yaml", "responses/NotFond.yaml"),
  );

  expect(exitCode).not.toBe(0);
  expect(output).toContain("spec/paths/runSummary.yaml:44:7");
  expect(output).toContain("Correct the path of the reference, or create what it names");
});
