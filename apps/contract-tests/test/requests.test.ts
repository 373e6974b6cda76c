// Requests derived from the spec, on both sides of each boundary: what the contract takes, the mock and the client take,
// and what it forbids, both refuse.
import { startMock } from "@run-summary/mock";
import { operationsOf, readBundle } from "@run-summary/spec";
import { afterAll, describe, expect, it } from "vitest";
import { bodyCasesOf, textCasesOf } from "../src/body-cases.ts";
import { answerCasesOf } from "../src/cases.ts";
import { headerCasesOf } from "../src/header-cases.ts";
import { parameterCasesOf } from "../src/parameter-cases.ts";
import { type RequestCase, titleOf } from "../src/request-case.ts";
import { createValidator } from "../src/validator.ts";
import { expectAnswer, expectOneVerdict, expectToName, type Judges } from "./judges.ts";

const document = readBundle();
const validator = createValidator(document);
const operations = operationsOf(document).map((operation) => ({
  operation,
  bodies: bodyCasesOf(document, validator, operation),
  texts: textCasesOf(operation),
  parameters: parameterCasesOf(document, validator, operation),
  headers: headerCasesOf(document, operation),
}));

for (const { operation, bodies, texts, parameters, headers } of operations) {
  const requests = `${bodies.length + texts.length} bodies, ${parameters.length} parameters, ${headers.length} headers`;
  console.log(`${operation.operationId}: ${requests}, ${answerCasesOf(operation).length} answers`);
}

describe.each([{ mode: "stateless" }, { mode: "stateful" }])("$mode mock", async ({ mode }) => {
  const isStateful = mode === "stateful";
  const mock = await startMock({ stateful: isStateful });
  afterAll(() => mock.close());
  const judges: Judges = { document, validator, mock, isStateful };

  for (const { operation, bodies, texts, parameters, headers } of operations) {
    const titled = <Case extends RequestCase>(cases: readonly Case[]) =>
      cases.map((requestCase): [string, Case] => [titleOf(operation, requestCase), requestCase]);

    it.each(titled(bodies))("%s", async (_title, { status, names, body }) => {
      const answer = await expectOneVerdict(judges, operation, body);

      expect(answer.status).toBe(status);
      if (status >= 400) expectToName(answer, names);
    });

    it.each(titled([...texts, ...parameters, ...headers]))("%s", async (_title, { request, status, names }) => {
      const answer = await expectAnswer(judges, operation, request, status);

      if (status >= 400) expectToName(answer, names);
    });
  }
});
