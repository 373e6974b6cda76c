// A new operation costs an edit of spec/ and nothing else: a family of operations is added, and one operation is kept.
import { join } from "node:path";
import { listOperations, readDocument } from "@run-summary/openapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addFamily, keepOperation } from "../grow-check/edit-spec.ts";
import { compile } from "../shared/compile.ts";
import type { RepositoryCopy } from "../shared/repository-copy.ts";
import { copyRepositoryWithFixture } from "./fixture-copy.ts";

function listOperationIds(copy: RepositoryCopy): string[] {
  const document = readDocument(join(copy.folder, "spec/generated/openapi.yaml"));
  return listOperations(document).map(({ operationId }) => operationId);
}

async function generate(copy: RepositoryCopy): Promise<void> {
  const { exitCode, output } = await copy.node("scripts/generate/generate.ts");
  if (exitCode !== 0) throw new Error(output);
}

describe("a family of operations", () => {
  let copy: RepositoryCopy;
  afterAll(() => copy.remove());
  beforeAll(async () => {
    copy = await copyRepositoryWithFixture();
    await addFamily(copy);
    await generate(copy);
  });

  it("is added to the operations that there are, once", async () => {
    const ids = listOperationIds(copy);
    const root = await copy.read("spec/openapi.yaml");
    await addFamily(copy);

    expect(ids).toEqual(expect.arrayContaining(["getRunSummary", "updateRunSummary", "listGadgetStates", "assign"]));
    expect(ids.length).toBeGreaterThanOrEqual(12);
    expect(await copy.read("spec/openapi.yaml")).toBe(root);
  });

  it("gives typed client methods and types by the schemas' names", async () => {
    await copy.write(
      "packages/client/test/family.test-d.ts",
      `import { createPathClient, createRunSummaryClient, type GadgetState } from "../src/index.ts";

const client = createRunSummaryClient({ token: "token" });
const gadgetId = "1";
const page = await client.listGadgetStates({ gadgetId, $top: 5, detectionState: ["fail"] });
export const states: GadgetState[] = page.value;
export const next: string | undefined = page["@odata.nextLink"];
// @ts-expect-error no such state
export const wrong: boolean = page.value[0]?.detectionState === "healthy";
// @ts-expect-error a number
await client.listGadgetStates({ gadgetId, $top: "5" });
const deviceId = "9b0f7b1a-2d50-4c1e-8a58-4a1c5f6e7d10";
await client.runOnDemand({
  ...{ gadgetId, levels: [1, 2], "is-dry-run": true },
  body: [{ deviceId, priority: 2, budget: 0.5, labels: { a: "b" } }],
});
// @ts-expect-error no such level
await client.runOnDemand({ gadgetId, levels: [4] });
// @ts-expect-error no such property
await client.runOnDemand({ gadgetId, levels: [1], body: [{ deviceId, priority: 2, id: 1 }] });
export const nothing: undefined = await client.deleteGadget({ gadgetId });
await createPathClient(client).GET(
  "/deviceManagement/gadgets/{gadgetId}/gadgetStates",
  { params: { path: { gadgetId: "1" }, query: { $skip: 2 } } },
);
`,
    );

    const config = { extends: "../../tsconfig.json", include: ["test/family.test-d.ts"] };
    await copy.write("packages/client/tsconfig.family.json", JSON.stringify(config));
    const compiling = compile("--project", join(copy.folder, "packages/client/tsconfig.family.json"));

    await expect(compiling).resolves.toMatchObject({ stdout: "" });
  });
});

it("one operation is kept, without the files that only the others use", async () => {
  const copy = await copyRepositoryWithFixture();
  try {
    await keepOperation(copy, "getRunSummary");
    await generate(copy); // the lint refuses files that nothing uses

    expect(listOperationIds(copy)).toEqual(["getRunSummary"]);
  } finally {
    await copy.remove();
  }
});
