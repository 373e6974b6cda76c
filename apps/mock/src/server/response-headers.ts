import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { formatViolationsHeader } from "../validation/violation.ts";
import type { RequestIds } from "./error-response.ts";
import type { MockResponse, ResponseHeaders } from "./message.ts";

/** Creates the ids of a request: the client's own id where it is a UUID. */
export function createRequestIds(request?: IncomingMessage): RequestIds {
  const sent = String(request?.headers["client-request-id"]);
  const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(sent);
  return { requestId: randomUUID(), clientRequestId: isUuid ? sent : randomUUID() };
}

/** Adds the headers that every response has: those of Graph, of Prism, of the mock, and of CORS. */
export function addResponseHeaders(response: MockResponse, ids: RequestIds, request?: IncomingMessage): MockResponse {
  const { violations, fault, isFromUpstream } = response;
  const headers: ResponseHeaders = {
    ...response.headers,
    ...(isFromUpstream ? {} : { "request-id": ids.requestId, "client-request-id": ids.clientRequestId }),
    ...(violations.length === 0 ? {} : { "sl-violations": formatViolationsHeader(violations) }),
    ...(fault === undefined ? {} : { "mock-fault": fault }),
  };
  return { ...response, headers: addCorsHeaders(headers, response, request?.headers) };
}

export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

// Headers of a response that every page may read (Fetch standard, section 2.2.2).
const safelistedHeaders = new Set([
  ...["cache-control", "content-language", "content-length", "content-type", "expires", "last-modified", "pragma"],
  ...["set-cookie"], // no page may read it
]);

/**
 * Adds the headers of CORS: every page may send anything, with its cookies, too. A mock has no data to protect. For a request
 * with credentials `*` means nothing, so that the origin and the names of the headers are listed.
 */
function addCorsHeaders(
  headers: ResponseHeaders,
  { isFromUpstream }: MockResponse,
  { origin, ...request }: IncomingMessage["headers"] = {},
): ResponseHeaders {
  // Without an origin, the response differs, too. A response of the upstream stays as it is.
  if (origin === undefined) return isFromUpstream ? headers : { ...headers, vary: addToVary(headers.vary) };
  const { "access-control-request-method": method, "access-control-request-headers": names } = request;
  const exposed = ["date", ...Object.keys(headers)].filter((name) => !safelistedHeaders.has(name));
  return {
    ...headers,
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    "access-control-expose-headers": [...new Set(exposed)].join(", "),
    ...(method === undefined ? {} : { "access-control-allow-methods": method }),
    ...(names === undefined ? {} : { "access-control-allow-headers": names }),
    vary: addToVary(headers.vary),
  };
}

function addToVary(vary: string | string[] = []): string {
  const names = [vary].flat();
  return names.includes("*") ? "*" : [...names, "origin"].join(", ");
}
