// A new operation costs an edit of spec/ and nothing else: types, client, mock, docs and contract tests follow.
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findCommand } from "../shared/commands.ts";
import { repository } from "../shared/repository.ts";
import { copyRepository, type Outcome, type RepositoryCopy } from "../shared/repository-copy.ts";

const files = fileURLToPath(new URL("./new-operation/", import.meta.url));
const script = "/deviceManagement/deviceComplianceScripts/{deviceComplianceScriptId}";
const path = `${script}/deviceRunStates`;
const operations = "listDeviceRunStates|requestRemediations|cancelRemediations";

// One copy for all tests of the file: they look at the same generated repository from several sides.
let copy: RepositoryCopy;
afterAll(() => copy.remove());
beforeAll(async () => {
  copy = await copyRepository();
  await cp(files, join(copy.folder, "spec"), { recursive: true });
  const paths = ["deviceRunStates", "remediations"].map(
    (name) => `  ${script}/${name}:\n    $ref: paths/${name}.yaml\n`,
  );
  await copy.replace("spec/openapi.yaml", "paths:\n", `paths:\n${paths.join("")}`);
  for (const task of ["generate", "build"]) {
    const { exitCode, output } = await copy.node("scripts/shared/turbo.ts", "run", task);
    if (exitCode !== 0) throw new Error(output);
  }
});

const vitest = findCommand("vitest", "vitest", repository);

/** Runs the tests of a package that are about the new operations, in some of its files. */
function testNewOperations(project: string, ...files: string[]): Promise<Outcome> {
  return copy.node(vitest, "run", "--reporter=verbose", "--project", project, "-t", operations, ...files);
}

it("passes the checks, and gives a typed client method and types by the schemas' names", async () => {
  await copy.write(
    "packages/client/test/new-operation.test-d.ts",
    `import { createPathClient, createRunSummaryClient, type DeviceRunState } from "../src/index.ts";

const client = createRunSummaryClient({ token: "token" });
const page = await client.listDeviceRunStates({ deviceComplianceScriptId: "1", $top: 5 });
export const states: DeviceRunState[] = page.value;
export const next: string | undefined = page["@odata.nextLink"];
// @ts-expect-error no such state
export const wrong: boolean = page.value[0]?.detectionState === "healthy";
// @ts-expect-error a number
await client.listDeviceRunStates({ deviceComplianceScriptId: "1", $top: "5" });
await client.listDeviceRunStates({ deviceComplianceScriptId: "1", detectionState: ["fail"] });
const deviceId = "9b0f7b1a-2d50-4c1e-8a58-4a1c5f6e7d10";
export const count: number | undefined = await client.requestRemediations({
  ...{ deviceComplianceScriptId: "1", priority: [1, 2], "is-dry-run": true },
  body: [{ deviceId, level: 2, reason: null, budget: 0.5, labels: { a: "b" } }],
});
// @ts-expect-error no such priority
await client.requestRemediations({ deviceComplianceScriptId: "1", priority: [4], body: [] });
await client.requestRemediations({
  ...{ deviceComplianceScriptId: "1", priority: [1] },
  // @ts-expect-error no such property
  body: [{ deviceId, level: 2, id: 1 }],
});
export const nothing: undefined = await client.cancelRemediations({ deviceComplianceScriptId: "1" });
await createPathClient(client).GET(
  "${path}",
  { params: { path: { deviceComplianceScriptId: "1" }, query: { $skiptoken: "2" } } },
);
`,
  );

  // All of `npm run check` but the formatter and linter, which look at hand-written code alone.
  const { exitCode, output } = await copy.node("scripts/shared/turbo.ts", "run", "drift", "typecheck", "boundaries");

  expect(output).not.toContain("error");
  expect(exitCode).toBe(0);
});

it("gives contract cases, which the mock passes", async () => {
  const { exitCode, output } = await testNewOperations("contract-tests", "contract.test", "properties.test");

  expect(output).toMatch(/stateful mock > listDeviceRunStates · 200 .*firstPage/);
  expect(output).toContain("listDeviceRunStates · $top: 1000 → 200");
  expect(output).toContain("listDeviceRunStates · detectionState: ");
  expect(output).toContain("listDeviceRunStates · $top: 1001 → 400");
  expect(output).toContain("stateful mock > requestRemediations · 202 without a body");
  expect(output).toContain("requestRemediations · is-dry-run: true → 200");
  expect(output).toContain("requestRemediations · 0/budget = 100 → 400");
  expect(output).toContain("requestRemediations accepts every body that conforms");
  expect(output).toContain("stateless mock > cancelRemediations · 200 without a body");
  expect(exitCode, output.slice(-3000)).toBe(0);
});

it("gives a section of the docs, with samples that run", async () => {
  const { exitCode, output } = await testNewOperations("docs", "reference.test", "samples.test");

  expect(output).toContain("listDeviceRunStates > has a heading, which a link leads to");
  expect(output).toContain(
    "requestRemediations, Python: sends the documented request and prints the documented response",
  );
  expect(await copy.read("apps/docs/dist/index.html")).toContain("@odata.nextLink");
  expect(exitCode, output.slice(-3000)).toBe(0);
});
