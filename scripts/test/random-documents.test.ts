// The random documents: what the lint accepts, all parts agree on.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { listOperations } from "@run-summary/openapi";
import { expect, it } from "vitest";
import type { Candidate, Failure } from "../random-documents/check-document.ts";
import { runDocuments } from "../random-documents/run.ts";
import { createChildEnvironment } from "../shared/environment.ts";

const main = fileURLToPath(new URL("../random-documents/main.ts", import.meta.url));

// A few, to see that the command works. CI checks forty.
it("finds nothing in three documents", async () => {
  const args = [main, "--count", "3", "--seed", "1"];

  const { stdout } = await promisify(execFile)(process.execPath, args, { env: createChildEnvironment() });

  expect(stdout).toContain("--count 3 --seed 1");
  expect(stdout).toContain("3 documents that the lint accepts: all parts agree.");
});

it("refuses a count that is no number", async () => {
  const run = promisify(execFile)(process.execPath, [main, "--count", "many"], { env: createChildEnvironment() });

  await expect(run).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining("--count takes a whole number") });
});

it("shrinks to the smallest document with the fault, and counts what the lint refuses", async () => {
  const check = async (_workspace: string, candidates: readonly Candidate[]) =>
    new Map(
      candidates.filter(takesBody).map(({ name }): [string, Failure] => [name, { stage: "client", message: name }]),
    );

  const { accepted, refused, fault } = await runDocuments({ count: 15, seed: 6, check });

  const [operation, ...others] = fault === undefined ? [] : listOperations(fault.document);
  expect(others).toEqual([]);
  expect(operation).toMatchObject({ parameters: [], requestBody: { required: false }, path: "/things" });
  expect(fault).toMatchObject({ stage: "client", message: expect.stringMatching(/^smaller-/) });
  expect(accepted).toBeGreaterThan(0);
  expect([...refused.values()].every((count) => count > 0)).toBe(true);
});

function takesBody({ document }: Candidate): boolean {
  return listOperations(document).some(({ requestBody }) => requestBody !== undefined);
}
