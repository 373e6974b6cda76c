import { parseDocument } from "@run-summary/openapi";
import { expect, it } from "vitest";
import { listBodyCases } from "../src/cases/body-cases.ts";
import { createBudget } from "../src/cases/budget.ts";
import type { BodyCase } from "../src/cases/contract-case.ts";
import { createContract } from "../src/contract.ts";

/** The cases of a request body, given its schema, its example and the schemas that it refers to, in YAML. */
function listCases(schema: string, example: string, schemas = "{}"): readonly BodyCase[] {
  const { document, validator, operations } = createContract(
    parseDocument(`
openapi: 3.1.0
paths:
  /a:
    put:
      operationId: put
      requestBody: { content: { application/json: { schema: ${schema}, example: ${example} } } }
      responses: { "204": { description: Done. } }
components: { schemas: ${schemas} }
`),
  );
  return operations.flatMap((operation) => listBodyCases(document, validator, operation, createBudget({})));
}

it("tries a property of each branch of a union that has it", () => {
  const schemas = `{
    Day: { type: object, required: [kind, every], properties: { kind: { const: day }, every: &every { type: integer, maximum: 9 } } },
    Hour: { type: object, required: [kind, every], properties: { kind: { const: hour }, every: *every } } }`;
  const union = '{ oneOf: [{ $ref: "#/components/schemas/Day" }, { $ref: "#/components/schemas/Hour" }] }';

  const bodies = listCases(union, "{ kind: day, every: 1 }", schemas).map(({ body }) => body);

  expect(bodies).toContainEqual({ kind: "day", every: 9 });
  expect(bodies).toContainEqual({ kind: "hour", every: 9 });
});

it("has a value of any type for a required property that no example has", () => {
  const part = "{ type: object, required: [any], properties: { any: {}, size: { type: integer, maximum: 9 } } }";

  const cases = listCases(`{ type: object, properties: { part: ${part} } }`, "{}");

  expect(cases).toContainEqual(expect.objectContaining({ body: { part: { any: true, size: 9 } }, status: 204 }));
});
