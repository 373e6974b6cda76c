import type { Operation } from "../prism/operation.ts";
import { type Address, getOperation, type Route } from "../prism/routes.ts";
import { validateResponse } from "../prism/validate-response.ts";
import { type MockRequest, type MockResponse, noResponse } from "../server/message.ts";
import { checkAuthorization } from "../validation/authorization.ts";
import { checkRequest } from "../validation/check-request.ts";
import { attempt, HttpError } from "../validation/http-error.ts";
import { limitViolations, type Violation } from "../validation/violation.ts";
import { parsePreferHeader } from "./preferences.ts";
import { type ExchangeSignals, sendToUpstream, type Upstream, type UpstreamResponse } from "./upstream.ts";
import { parseUpstreamBody } from "./upstream-body.ts";

/**
 * Sends a request to the upstream and returns its response, with everything that the document forbids in both.
 *
 * @throws {HttpError} 502, 503 or 504 where the upstream sends no response that can be passed on.
 */
export async function forwardRequest(
  upstream: Upstream,
  signals: ExchangeSignals,
  route: Route | undefined,
  address: Address,
  request: MockRequest,
): Promise<MockResponse> {
  const forwarded = removeMockHeaders(request);
  const response = await sendToUpstream(upstream, address, forwarded, signals).catch((error: unknown) => {
    if (!signals.ended.aborted) throw error;
    return undefined; // the client has gone
  });
  if (response === undefined) return noResponse;
  const violations = await validateExchange(route, address, forwarded, response);
  return { ...response, isFromUpstream: true, violations: limitViolations(violations) };
}

// `Mock-Fault` and the mock's own preferences mean nothing to the upstream.
function removeMockHeaders(request: MockRequest): MockRequest {
  const { "mock-fault": _, prefer, ...headers } = request.headers;
  const { rest } = parsePreferHeader(prefer);
  return { ...request, headers: rest === undefined ? headers : { ...headers, prefer: rest } };
}

async function validateExchange(
  route: Route | undefined,
  address: Address,
  request: MockRequest,
  response: UpstreamResponse,
): Promise<Violation[]> {
  const { result: operation, errors } = attempt(() => {
    if (route === undefined)
      throw new HttpError(404, `The document has no path ${address.path}.`, { location: ["path"] });
    return getOperation(route, request.method, address.path);
  });
  if (operation === undefined) return errors.flatMap(({ allDetails }) => allDetails);
  return [
    ...(await validateSentRequest(operation, address, request)),
    ...validateReceivedResponse(operation, request, response),
  ];
}

async function validateSentRequest(
  operation: Operation,
  address: Address,
  request: MockRequest,
): Promise<readonly Violation[]> {
  const authorization = attempt(() => checkAuthorization(operation, address, request, "all"));
  const checked = await checkRequest(operation, address, request);
  return [...authorization.errors, ...checked.errors].flatMap(({ allDetails }) => allDetails);
}

function validateReceivedResponse(
  operation: Operation,
  { method }: MockRequest,
  response: UpstreamResponse,
): readonly Violation[] {
  const body = attempt(() => parseUpstreamBody(response));
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
  const violations = validateResponse(operation, { statusCode: response.status, headers, body: body.result });
  const hasBody = method !== "HEAD" && body.errors.length === 0;
  return [
    ...body.errors.flatMap(({ allDetails }) => allDetails),
    ...violations.filter(({ location }) => hasBody || location[1] !== "body"),
  ];
}
