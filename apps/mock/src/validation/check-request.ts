import { parse } from "node:querystring";
import type { IHttpRequest } from "@stoplight/prism-http";
import type { IHttpOperation } from "@stoplight/types";
import { createDocumentedError } from "../prism/documented-response.ts";
import type { Address } from "../prism/routes.ts";
import { validateInput } from "../prism/validate-input.ts";
import type { MockRequest } from "../server/message.ts";
import { validateCoercedValues } from "./coercion.ts";
import { attempt, type HttpError } from "./http-error.ts";
import { selectMediaTypes } from "./media-type.ts";
import { isPermittedEmpty, readParameters } from "./parameters.ts";
import { parseRequestBody } from "./request-body.ts";
import { limitViolations, type Violation } from "./violation.ts";

/** Returns the request in Prism's form, and everything that is wrong with it. */
export async function checkRequest(
  operation: IHttpOperation,
  address: Address,
  request: MockRequest,
): Promise<{ input: IHttpRequest; errors: readonly HttpError[] }> {
  const body = attempt(() => parseRequestBody(operation, request));
  const accepted = attempt(() => selectMediaTypes(operation, request.headers.accept));
  const input = createPrismRequest(operation, address, request, body.result, accepted.result);
  const errors = [...body.errors, ...accepted.errors];
  const violations = await listViolations(operation, input, body.errors.length > 0);
  if (violations.length === 0) return { input, errors };
  const message = limitViolations(violations)
    .map((violation) => violation.message)
    .join(" ");
  // Prism chooses the status in this way, too.
  const status = operation.responses.some(({ code }) => code === "422") ? 422 : 400;
  return { input, errors: [...errors, createDocumentedError(operation, status, message, violations)] };
}

function createPrismRequest(
  operation: IHttpOperation,
  { path, query }: Address,
  request: MockRequest,
  body: unknown,
  accepted: string | undefined,
): IHttpRequest {
  const { accept: _, "content-type": contentType, ...headers } = request.headers;
  return {
    method: operation.method as IHttpRequest["method"],
    url: { path, query: { ...parse(query, "&", "=", { maxKeys: 0 }) } as Record<string, string | string[]> },
    headers: {
      ...headers,
      // Prism parses the media type even where there is no body, and fails on a malformed one.
      ...(body === undefined || contentType === undefined ? {} : { "content-type": contentType }),
      "content-length": body === undefined ? "0" : String(request.body.length),
      ...(accepted === undefined ? {} : { accept: accepted }),
    },
    body,
  };
}

async function listViolations(
  operation: IHttpOperation,
  input: IHttpRequest,
  isBodyRefused: boolean,
): Promise<Violation[]> {
  const parameters = readParameters(operation, input);
  const coerced = await validateCoercedValues(operation, parameters);
  // For a coerced value, what Prism says about it does not count; and Prism takes an empty one for a missing one.
  const settled = [
    ...coerced.map(({ location }) => location),
    ...parameters.filter(isPermittedEmpty).map(({ place, name }) => ["request", place, name]),
  ];
  const isSettled = ({ location }: Violation) =>
    settled.some((keys) => keys.every((key, index) => key === location[index]));
  const others = (await validateInput(operation, input, parameters)).filter((violation) => !isSettled(violation));
  const violations = [...coerced, ...others];
  // A body that was refused is not in the input, so that Prism says that it is missing.
  return isBodyRefused ? violations.filter(({ location }) => location[1] !== "body") : violations;
}
