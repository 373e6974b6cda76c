// Bodies that nobody thought of: made from the schemas, and judged as those of `requests.test.ts`.
import { startMock } from "@run-summary/mock";
import { operationsOf, readBundle } from "@run-summary/spec";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { arbitraryOf, changedArbitraryOf } from "../src/arbitrary.ts";
import { createValidator } from "../src/validator.ts";
import { expectOneVerdict, type Judges } from "./judges.ts";

const document = readBundle();
const validator = createValidator(document);
const seed = Number(process.env.CONTRACT_SEED ?? Date.now() % 2 ** 31);
console.log(`CONTRACT_SEED=${seed} repeats this run of properties.test.ts.`);
const bodies = operationsOf(document).flatMap((operation) =>
  Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => ({ operation, schema, ...operation })),
);

describe(`CONTRACT_SEED=${seed}`, async () => {
  const mock = await startMock({ stateful: true });
  afterAll(() => mock.close());
  const judges: Judges = { document, validator, mock, isStateful: true };
  const parameters = { seed, numRuns: 100 };

  it.each(bodies)("$operationId takes every body that conforms", async ({ operation, schema }) => {
    const property = fc.asyncProperty(arbitraryOf(document, schema), async (body) => {
      expect(validator.errorsOf(schema, body)).toEqual([]);
      await expectOneVerdict(judges, operation, body);
    });
    await fc.assert(property, parameters);
  });

  it.each(bodies)("$operationId gets one verdict on every body", async ({ operation, schema }) => {
    const property = fc.asyncProperty(changedArbitraryOf(document, schema), async (body) => {
      await expectOneVerdict(judges, operation, body);
    });
    await fc.assert(property, parameters);
  });
});
