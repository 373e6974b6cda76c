import type { OnSuccess } from "../call-operation.ts";
import { redactToken } from "../token/redact-token.ts";
import { findReader, readResponse } from "./read-response.ts";

/**
 * Throws where the value of a successful response is not as it should be.
 *
 * @param isSelected whether the call selects properties (`$select`), so that others may be missing
 */
export type ValidateResponse = (operationId: string, value: unknown, isSelected: boolean) => void;

/** Validates the value of each successful response that comes from its body. */
export function createValidation(validateResponse: ValidateResponse): OnSuccess {
  return (operationId, operation, { body, ...result }, input) => {
    if (findReader(operation, result.response)?.source !== undefined) return;
    // A validator's error shows values of the response, which must not hold the token.
    const value = readResponse(operation, result, redactToken(body, result.token));
    const isSelective = operation.query !== undefined && "$select" in operation.query.parameters;
    validateResponse(operationId, value, isSelective && input.$select !== undefined);
  };
}
