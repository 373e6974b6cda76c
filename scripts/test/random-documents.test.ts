// The random documents: what the lint accepts, all parts agree on.
import { listOperations } from "@run-summary/openapi";
import { expect, it } from "vitest";
import { type Candidate, type Failure, findFailures } from "../random-documents/check-document.ts";
import { runDocuments } from "../random-documents/run.ts";

// A few. CI checks forty.
it("finds nothing in three documents", async () => {
  const { accepted, fault } = await runDocuments({ count: 3, seed: 1, check: findFailures });

  expect(fault).toBeUndefined();
  expect(accepted).toBe(3);
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
