import { formatPointer } from "@run-summary/openapi";
import { getReason, HttpError } from "../validation/http-error.ts";
import { createResponse, type MockResponse } from "./message.ts";

export interface RequestIds {
  readonly requestId: string;
  readonly clientRequestId: string;
}

/** Creates the response to an error, in a form. An error that is no HttpError is a mistake in the mock: 500. */
export function createErrorResponse(error: unknown, ids: RequestIds, form: "graph" | "problem"): MockResponse {
  const httpError =
    error instanceof HttpError ? error : new HttpError(500, `The mock failed: ${(error as Error).message}`);
  const { status, headers, details } = httpError;
  if (form === "graph")
    return createResponse(status, createErrorBody(httpError, ids), { headers, violations: details });
  const ownHeaders = { ...headers, "content-type": "application/problem+json" };
  return createResponse(status, createProblem(httpError), { headers: ownHeaders, violations: details });
}

/** Problem details (RFC 9457), with the members that Prism's have. */
function createProblem({ status, message, details }: HttpError): object {
  const validation = details.map(({ location, code, message }) => {
    return { location: location.slice(1), severity: "Error", code, message }; // without `request`
  });
  return {
    type: "about:blank",
    title: getReason(status),
    status,
    detail: message,
    ...(validation.length === 0 ? {} : { validation }),
  };
}

/** Creates the body of an error response, in Graph's form. */
export function createErrorBody({ code, message, details }: HttpError, ids: RequestIds): object {
  const targets = details.map((violation) => ({
    code: violation.code,
    message: violation.message,
    target: formatPointer(violation.location.slice(1)), // without `request`
  }));
  return {
    error: {
      code,
      message,
      target: targets[0]?.target ?? "",
      details: targets,
      innerError: createInnerError(ids),
    },
  };
}

/** Replaces the ids and the date in the body of a documented error by the response's own, and the message if one is given. */
export function replaceRequestIds(body: unknown, ids: RequestIds, message?: string): unknown {
  const { error } = (body ?? {}) as { error?: string | { innerError?: object } | null };
  if (typeof error !== "object" || error === null) return body;
  const innerError = error.innerError && { innerError: { ...error.innerError, ...createInnerError(ids) } };
  return { ...(body as object), error: { ...error, ...innerError, ...(message === undefined ? {} : { message }) } };
}

function createInnerError({ requestId, clientRequestId }: RequestIds): object {
  const date = new Date().toISOString().slice(0, 19);
  return { date, "request-id": requestId, "client-request-id": clientRequestId };
}
