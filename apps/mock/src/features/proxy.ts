import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { validateResponse } from "../prism/instance.ts";
import { type Address, getOperation, type Route } from "../prism/routes.ts";
import type { MockRequest, MockResponse } from "../server/message.ts";
import { checkAuthorization } from "../validation/authorization.ts";
import { checkRequest } from "../validation/check-request.ts";
import { attempt, HttpError } from "../validation/http-error.ts";
import { isJson } from "../validation/media-type.ts";
import { limitViolations, type Violation } from "../validation/violation.ts";
import { parsePreferHeader } from "./preferences.ts";
import { sendToUpstream, type Upstream, type UpstreamResponse } from "./upstream.ts";

/**
 * Sends a request to the upstream and returns its response, with everything that the document forbids in both.
 *
 * @param closed aborts the request when the mock closes.
 * @throws {HttpError} 502 or 504 where the upstream sends no response.
 */
export async function forwardRequest(
  upstream: Upstream,
  closed: AbortSignal,
  route: Route | undefined,
  address: Address,
  request: MockRequest,
): Promise<MockResponse> {
  const forwarded = removeMockHeaders(request);
  const response = await sendToUpstream(upstream, address, forwarded, closed);
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

const decoders: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

function parseResponseBody({ headers, body }: UpstreamResponse): unknown {
  try {
    const decode = decoders[String(headers["content-encoding"])];
    const text = (decode?.(body) ?? body).toString();
    if (text === "") return undefined;
    return isJson(String(headers["content-type"])) ? (JSON.parse(text) as unknown) : text;
  } catch (error) {
    const message = `The body of the response is not valid JSON: ${(error as Error).message}.`;
    throw new HttpError(502, message, { details: [{ location: ["response", "body"], code: "json", message }] });
  }
}
