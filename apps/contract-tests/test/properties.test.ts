// Bodies that are generated from the schemas. They are checked as the bodies of `contract.test.ts` are.
import type { Operation } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { createArbitrary, createChangedArbitrary } from "../src/cases/arbitraries.ts";
import { createContract } from "../src/suite/check.ts";
import { checkBody, createBodyCase } from "../src/suite/check-body.ts";
import { startTargets } from "../src/suite/targets.ts";

const contract = createContract(readBundle());
const { document, validator, operations } = contract;
const seed = Number(process.env.CONTRACT_SEED ?? Date.now() % 2 ** 31);
console.log(`CONTRACT_SEED=${seed} repeats this run of properties.test.ts.`);
const bodies = operations.flatMap((operation) =>
  Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => ({ operation, schema, ...operation })),
);

describe(`CONTRACT_SEED=${seed}`, async () => {
  const targets = await startTargets({ stateful: true });
  afterAll(() => targets.close());
  const parameters = { seed, numRuns: 100 };
  const expectAgreement = async (operation: Operation, body: unknown) => {
    const results = await checkBody({ ...contract, operation, targets }, createBodyCase(contract, operation, body));
    expect(results.flatMap(({ problem }) => problem ?? [])).toEqual([]);
  };

  it.each(bodies)("$operationId accepts every body that conforms", async ({ operation, schema }) => {
    const property = fc.asyncProperty(createArbitrary(document, schema), async (body) => {
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
