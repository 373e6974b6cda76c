// Bodies that are generated from the schemas. They are checked as the bodies of `contract.test.ts` are.
import { createContract } from "@run-summary/contract";
import {
  canSend,
  createArbitrary,
  createBudget,
  createChangedArbitrary,
  type PreparedOperation,
} from "@run-summary/contract/cases";
import { readBundle } from "@run-summary/spec";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { checkBody, createBodyCase } from "../src/suite/check-body.ts";
import { startTargets } from "../src/suite/targets.ts";

const contract = createContract(readBundle());
const { document, validator, operations } = contract;
const { isFull, seed } = createBudget();
console.log(`CONTRACT_SEED=${seed} repeats this run of properties.test.ts.`);
const all = operations.flatMap((operation) =>
  Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => ({ operation, schema, ...operation })),
);
// The bodies of equal schemas once.
const distinct = new Map(all.toReversed().map((body) => [JSON.stringify(body.schema), body]));
const bodies = isFull ? all : [...distinct.values()];
const numRuns = isFull ? 100 : Math.max(10, Math.min(100, Math.floor(1000 / bodies.length)));

describe.runIf(bodies.length > 0)(`CONTRACT_SEED=${seed}`, async () => {
  const targets = await startTargets({ stateful: true });
  afterAll(() => targets.close());
  const parameters = { seed, numRuns };
  const expectAgreement = async (operation: PreparedOperation, body: unknown) => {
    fc.pre(canSend(contract, operation, body));
    const results = await checkBody({ ...contract, operation, targets }, createBodyCase(contract, operation, body));
    expect(results.flatMap(({ problem }) => problem ?? [])).toEqual([]);
  };

  it.each(bodies)("$operationId accepts every body that conforms", async ({ operation, schema }) => {
    const property = fc.asyncProperty(createArbitrary(document, schema), async (body) => {
      fc.pre(!isOfTwoBranches(schema, body));
      expect(validator.validateValue(schema, body)).toEqual([]);
      await expectAgreement(operation, body);
    });
    await fc.assert(property, parameters);
  });

  it.each(bodies)("$operationId gets the same verdict of all on every body", async ({ operation, schema }) => {
    const property = fc.asyncProperty(createChangedArbitrary(document, schema), async (body) => {
      await expectAgreement(operation, body);
    });
    await fc.assert(property, parameters);
  });
});

/** Whether a body conforms to more than one branch of a `oneOf`, which forbids it. */
function isOfTwoBranches(schema: object, body: unknown): boolean {
  return validator
    .validateValue(schema, body)
    .some(({ expected }) => expected === "to match exactly one schema in oneOf");
}
