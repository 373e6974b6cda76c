import type { OnSuccess } from "../call-operation.ts";
import { redactToken } from "../token/redact-token.ts";
import { findReader, readResponse } from "./read-response.ts";

/** Throws where the value of a successful response is not as it should be. */
export type ValidateResponse = (operationId: string, value: unknown) => void;

/** Validates the value of each successful response that comes from its body. */
export function createValidation(validateResponse: ValidateResponse): OnSuccess {
  return (operationId, operation, { body, ...result }) => {
    if (findReader(operation, result.response)?.source !== undefined) return;
    // A validator's error shows values of the response, which must not hold the token.
    validateResponse(operationId, readResponse(operation, result, redactToken(body, result.token)));
  };
}
