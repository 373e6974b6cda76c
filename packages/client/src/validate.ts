import { ContractError } from "./errors/contract-error.ts";
import { responseChecks, selectedChecks } from "./generated/response-checks.gen.ts";

export type { SchemaViolation } from "./checks/schema-violation.ts";
export { ContractError } from "./errors/contract-error.ts";

/**
 * Checks the value of a successful response against the API's description. Properties that the description does not name are
 * allowed.
 *
 * @param isSelected whether the call selects properties (`$select`), so that others may be missing
 * @throws {ContractError} where the value does not match. Its `violations` name path, rule and value.
 *
 * @example
 * import { createRunSummaryClient } from "@run-summary/client";
 * import { validateResponse } from "@run-summary/client/validate";
 *
 * const client = createRunSummaryClient({ token: "token", validateResponse });
 */
export function validateResponse(operationId: string, value: unknown, isSelected = false): void {
  const check = (isSelected && selectedChecks[operationId]) || responseChecks[operationId];
  const violations = check?.(value) ?? [];
  if (violations.length > 0) {
    throw new ContractError(`The response to ${operationId} does not match the API's description`, violations);
  }
}
