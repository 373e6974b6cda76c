import { chooseErrorForm, type DefaultErrorForm } from "./prism/error-form.ts";
import { createDefaultExample } from "./prism/negotiation.ts";
import type { Operation } from "./prism/operation.ts";
import { createErrorResponse, type RequestIds } from "./server/error-response.ts";
import { createResponse, type MockResponse } from "./server/message.ts";
import { HttpError } from "./validation/http-error.ts";

/** Creates the response to an error in an operation, in the form that the document gives it. */
export async function createOperationError(
  operation: Operation,
  error: unknown,
  ids: RequestIds,
  defaultForm: DefaultErrorForm,
): Promise<MockResponse> {
  if (!(error instanceof HttpError)) return createErrorResponse(error, ids, defaultForm);
  const { status, details } = error;
  const form = chooseErrorForm(operation, status, defaultForm);
  if (form !== "document") return createErrorResponse(error, ids, form);
  try {
    const { headers, body } = await createDefaultExample(operation, status);
    return createResponse(status, body, { headers: { ...headers, ...error.headers }, violations: details });
  } catch {
    return createErrorResponse(error, ids, defaultForm); // Prism has no example of it, and can generate none
  }
}
