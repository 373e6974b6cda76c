import { validateResponse } from "../prism/instance.ts";
import { type Address, getOperation, type Route } from "../prism/routes.ts";
import { ContentCodingError, decodeBody } from "../server/content-coding.ts";
import { type MockRequest, type MockResponse, noResponse, type ResponseHeaders } from "../server/message.ts";
import { checkAuthorization } from "../validation/authorization.ts";
import { checkRequest } from "../validation/check-request.ts";
import { attempt, HttpError } from "../validation/http-error.ts";
import { isJson } from "../validation/media-type.ts";
import { limitViolations, type Violation } from "../validation/violation.ts";
import { parsePreferHeader } from "./preferences.ts";
import { type ExchangeSignals, sendToUpstream, type Upstream, type UpstreamResponse } from "./upstream.ts";

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
  const authorization = attempt(() => checkAuthorization(operation, address, request, "all"));
  const checked = await checkRequest(operation, address, request);
  const body = attempt(() => parseResponseBody(response));
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
  const violations = await validateResponse(operation, {
    statusCode: response.status,
    headers,
    body: body.result,
  });
  const hasBody = request.method !== "HEAD" && body.errors.length === 0;
  return [
    ...[...authorization.errors, ...checked.errors, ...body.errors].flatMap(({ allDetails }) => allDetails),
    ...violations.filter(({ location }) => hasBody || location[1] !== "body"),
  ];
}

// Larger bodies are passed on without being validated: each value may become a violation, which takes 1,000 times its memory.
const maxValidatedBytes = 8 * 2 ** 20;
const maxValidatedValues = 100_000;
const maxValidatedDepth = 100;

function parseResponseBody({ headers, body }: UpstreamResponse): unknown {
  const decoded = decodeResponseBody(body, headers["content-encoding"]);
  if (decoded.length > maxValidatedBytes) throw createSizeError();
  const text = decoded.toString();
  if (text === "") return undefined;
  if (!isJson(String(headers["content-type"]))) return text;
  const value = parseJson(text);
  if (isLarge(value)) throw createSizeError();
  return value;
}

function decodeResponseBody(body: Buffer, coding: ResponseHeaders[string] | undefined): Buffer {
  try {
    return decodeBody(body, coding?.toString(), maxValidatedBytes);
  } catch (error) {
    if (!(error instanceof ContentCodingError)) throw error;
    throw error.problem === "too large" ? createSizeError() : createBodyError("content-encoding", error.message);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw createBodyError("json", `The body of the response is not valid JSON: ${(error as Error).message}.`);
  }
}

/** Whether a value has more values, or more levels, than are validated. */
function isLarge(value: unknown): boolean {
  let level = [value];
  let count = 0;
  for (let depth = 0; level.length > 0; depth++) {
    count += level.length;
    if (count > maxValidatedValues || depth > maxValidatedDepth) return true;
    level = level.flatMap((one): unknown[] => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}

function createSizeError(): HttpError {
  const limits = `${maxValidatedBytes} bytes after decoding, ${maxValidatedValues} values and ${maxValidatedDepth} levels`;
  return createBodyError("size", `The body of the response is not validated: the mock validates at most ${limits}.`);
}

function createBodyError(code: string, message: string): HttpError {
  return new HttpError(502, message, { details: [{ location: ["response", "body"], code, message }] });
}
