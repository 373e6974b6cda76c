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
    ...(request?.headers.origin === undefined ? {} : createCorsHeaders(request.headers)),
  };
  return { ...response, headers };
}

export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

// Every page may send anything: a mock has no data to protect.
function createCorsHeaders(headers: IncomingMessage["headers"]): Record<string, string> {
  const { "access-control-request-method": method, "access-control-request-headers": names } = headers;
  return {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "*",
    ...(method === undefined ? {} : { "access-control-allow-methods": method }),
    ...(names === undefined ? {} : { "access-control-allow-headers": names }),
  };
}
