import { parse } from "node:querystring";
import type { IHttpRequest } from "@stoplight/prism-http";
import type { IHttpOperation } from "@stoplight/types";
import { createDocumentedError } from "../prism/documented-response.ts";
import { validateRequest } from "../prism/instance.ts";
import type { Address } from "../prism/routes.ts";
import type { MockRequest } from "../server/message.ts";
import { isFalsyBody, validateCoercedValues } from "./coercion.ts";
import { attempt, type HttpError } from "./http-error.ts";
import { selectMediaType } from "./media-type.ts";
import { parseRequestBody } from "./request-body.ts";
import { limitViolations, type Violation } from "./violation.ts";

/** Returns the request in Prism's form, and everything that is wrong with it. */
export async function checkRequest(
  operation: IHttpOperation,
  address: Address,
  request: MockRequest,
): Promise<{ input: IHttpRequest; errors: readonly HttpError[] }> {
  const body = attempt(() => parseRequestBody(operation, request));
  const mediaType = attempt(() => selectMediaType(operation, request.headers.accept));
  const input = createPrismRequest(operation, address, request, body.result, mediaType.result);
  const errors = [...body.errors, ...mediaType.errors];
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
  mediaType: string | undefined,
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
      ...(mediaType === undefined ? {} : { accept: mediaType }),
    },
    body,
  };
}

async function listViolations(
  operation: IHttpOperation,
  input: IHttpRequest,
  isBodyRefused: boolean,
): Promise<Violation[]> {
  const coerced = await validateCoercedValues(operation, input);
  // For a coerced value, what Prism says about it does not count.
  const isCoerced = ({ location }: Violation) =>
    coerced.some((violation) => violation.location.every((key, index) => key === location[index]));
  const others = (await validateRequest(operation, input)).filter((violation) => !isCoerced(violation));
  // Prism says that a body is missing where it was refused and is not in the input, and where it is falsy.
  const isBodyChecked = isBodyRefused || isFalsyBody(input.body);
  return [...coerced, ...others.filter(({ location }) => !isBodyChecked || location[1] !== "body")];
}
