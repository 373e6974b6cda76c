import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { AnswerHeaders, MockAnswer } from "./answer.ts";
import type { RequestIds } from "./refusal.ts";
import { violationsHeader } from "./violation.ts";

export function idsOf(message?: IncomingMessage): RequestIds {
  const asked = message?.headers["client-request-id"]?.toString() ?? "";
  // What is no UUID is refused, and is not repeated either.
  const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(asked);
  return { requestId: randomUUID(), clientRequestId: isUuid ? asked : randomUUID() };
}

/** All headers of an answer, on which there are those of Graph, of Prism, of the mock and of CORS. */
export function headersOf(answer: MockAnswer, ids: RequestIds, message?: IncomingMessage): AnswerHeaders {
  const { headers, violations, fault, isUpstreams } = answer;
  return {
    ...headers,
    // An upstream's ids are its own, and it may have none.
    ...(isUpstreams ? {} : { "request-id": ids.requestId, "client-request-id": ids.clientRequestId }),
    ...(violations.length === 0 ? {} : { "sl-violations": violationsHeader(violations) }),
    ...(fault === undefined ? {} : { "mock-fault": fault }),
    ...(message?.headers.origin === undefined ? {} : corsHeaders(message.headers)),
  };
}

// Whatever is asked for, and wherever: there is nothing here to protect.
function corsHeaders(headers: IncomingMessage["headers"]): Record<string, string> {
  const { "access-control-request-method": method, "access-control-request-headers": names } = headers;
  return {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "*",
    ...(method === undefined ? {} : { "access-control-allow-methods": method }),
    ...(names === undefined ? {} : { "access-control-allow-headers": names }),
  };
}
