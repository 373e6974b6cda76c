import type { IHttpRequest } from "@stoplight/prism-http";
import { createDocumentedError } from "../prism/documented-response.ts";
import type { Operation } from "../prism/operation.ts";
import type { Address } from "../prism/routes.ts";
import type { MockRequest } from "../server/message.ts";
import { attempt, type HttpError } from "./http-error.ts";
import { selectMediaTypes } from "./media-type.ts";
import { parseQuery, readRequestParameters } from "./parameters.ts";
import { parseRequestBody } from "./request-body.ts";
import { validateRequestBody } from "./validate-body.ts";
import { validateParameters } from "./validate-parameters.ts";
import { limitViolations } from "./violation.ts";

/** Returns the request in Prism's form, and everything that is wrong with it. */
export async function checkRequest(
  operation: Operation,
  address: Address,
  request: MockRequest,
): Promise<{ input: IHttpRequest; errors: readonly HttpError[] }> {
  const body = attempt(() => parseRequestBody(operation, request));
  const accepted = attempt(() => selectMediaTypes(operation, request.headers.accept));
  const input = createPrismRequest(operation, address, request, body.result, accepted.result);
  const errors = [...body.errors, ...accepted.errors];
  const violations = [
    ...(body.errors.length > 0 ? [] : await validateRequestBody(operation, input)),
    ...validateParameters(operation, readRequestParameters(operation, input, address.query), "request"),
  ];
  if (violations.length === 0) return { input, errors };
  const message = limitViolations(violations)
    .map((violation) => violation.message)
    .join(" ");
  // Prism chooses the status in this way, too.
  const status = operation.responses.some(({ code }) => code === "422") ? 422 : 400;
  return { input, errors: [...errors, createDocumentedError(operation, status, message, violations)] };
}

function createPrismRequest(
  operation: Operation,
  { path, query }: Address,
  request: MockRequest,
  body: unknown,
  accepted: string | undefined,
): IHttpRequest {
  const { accept: _, ...headers } = request.headers;
  return {
    method: operation.method as IHttpRequest["method"],
    url: { path, query: parseQuery(query) as Record<string, string | string[]> },
    headers: {
      ...headers,
      "content-length": String(request.body.length),
      ...(accepted === undefined ? {} : { accept: accepted }),
    },
    body,
  };
}
