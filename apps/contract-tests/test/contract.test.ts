// The contract cases: requests and responses on both sides of each boundary of the document. Client and mock accept what the
// document allows, and reject what it forbids.
import { readBundle } from "@run-summary/spec";
import { afterAll, describe, expect, it } from "vitest";
import { createContract } from "../src/suite/check.ts";
import { listRequestChecks, listStatelessChecks } from "../src/suite/checks.ts";
import { startTargets } from "../src/suite/targets.ts";

const contract = createContract(readBundle());
const requests = listRequestChecks(contract);
const others = listStatelessChecks(contract);

describe.each([
  { mode: "stateless", checks: [...requests, ...others] },
  { mode: "stateful", checks: requests },
])("$mode mock", async ({ mode, checks }) => {
  const targets = await startTargets({ stateful: mode === "stateful" });
  afterAll(() => targets.close());

  it.each(checks)("$title", async ({ run }) => {
    const results = await run(targets);

    expect(results.flatMap(({ problem }) => problem ?? [])).toEqual([]);
  });
});
