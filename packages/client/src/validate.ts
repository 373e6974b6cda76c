import { ContractError } from "./errors/contract-error.ts";
import { answerChecks } from "./generated/answer-checks.gen.ts";

export { ContractError, type Violation } from "./errors/contract-error.ts";

/**
 * Looks at an answer; properties that the API's description does not name are no violation.
 *
 * @throws {ContractError} where it is not what the API's description says; it names path, rule and value.
 */
export function validateAnswer(operationId: string, answer: unknown): void {
  const violations = answer === undefined ? [] : (answerChecks[operationId]?.(answer) ?? []);
  if (violations.length > 0) throw new ContractError(`The answer to ${operationId} is not as described`, violations);
}
