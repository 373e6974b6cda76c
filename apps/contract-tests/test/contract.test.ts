// The contract cases: requests and responses on both sides of each boundary of the document. Client and mock accept what the
// document allows, and reject what it forbids. `CONTRACT_FULL=1` tries each case at each operation.
import { createContract } from "@run-summary/contract";
import { createBudget } from "@run-summary/contract/cases";
import { readBundle } from "@run-summary/spec";
import { afterAll, describe, expect, it } from "vitest";
import { listRequestChecks, listStatelessChecks } from "../src/suite/checks.ts";
import { startTargets } from "../src/suite/targets.ts";

const contract = createContract(readBundle());
const budget = createBudget();
console.log(`CONTRACT_SEED=${budget.seed} repeats this run of contract.test.ts.`);
const requests = listRequestChecks(contract, budget);
const others = listStatelessChecks(contract, budget);

describe.each([
  { mode: "stateless", checks: [...requests, ...others] },
  { mode: "stateful", checks: requests },
])("$mode mock", async ({ mode, checks }) => {
  const targets = await startTargets({ stateful: mode === "stateful" });
  afterAll(() => targets.close());

  // One test for the cases of a part of an operation: thousands of tests would take longer than their requests.
  it.each([...Map.groupBy(checks, ({ group }) => group)])("%s", async (_group, cases) => {
    const problems: string[] = [];
    for (const { title, run } of cases) {
      for (const { problem } of await run(targets)) if (problem !== undefined) problems.push(`${title}: ${problem}`);
    }

    expect(problems).toEqual([]);
  });
});
