import { parseDocument } from "@run-summary/openapi";
import { expect, it } from "vitest";
import { listBodyCases } from "../src/cases/body-cases.ts";
import { createBudget } from "../src/cases/budget.ts";
import { createContract } from "../src/contract.ts";

it("tries a property of each branch of a union that has it", () => {
  const { document, validator, operations } = createContract(
    parseDocument(`
openapi: 3.1.0
paths:
  /a:
    put:
      operationId: put
      requestBody:
        content:
          application/json:
            schema: { oneOf: [{ $ref: "#/components/schemas/Day" }, { $ref: "#/components/schemas/Hour" }] }
            example: { kind: day, every: 1 }
      responses: { "204": { description: Done. } }
components:
  schemas:
    Day: { type: object, required: [kind, every], properties: { kind: { const: day }, every: &every { type: integer, maximum: 9 } } }
    Hour: { type: object, required: [kind, every], properties: { kind: { const: hour }, every: *every } }
`),
  );
  const [operation] = operations;

  const cases = operation ? listBodyCases(document, validator, operation, createBudget({})) : [];

  const bodies = cases.map(({ body }) => body);
  expect(bodies).toContainEqual({ kind: "day", every: 9 });
  expect(bodies).toContainEqual({ kind: "hour", every: 9 });
});

it("has a value of any type for a required property that no example has", () => {
  const { document, validator, operations } = createContract(
    parseDocument(`
openapi: 3.1.0
paths:
  /a:
    put:
      operationId: put
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties: { part: { type: object, required: [any], properties: { any: {}, size: { type: integer, maximum: 9 } } } }
            example: {}
      responses: { "204": { description: Done. } }
`),
  );
  const [operation] = operations;

  const cases = operation ? listBodyCases(document, validator, operation, createBudget({})) : [];

  expect(cases).toContainEqual(expect.objectContaining({ body: { part: { any: true, size: 9 } }, status: 204 }));
});
