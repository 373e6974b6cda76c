import { GraphError } from "../errors/graph-error.ts";
import type { RequestTrace } from "../errors/request-trace.ts";
import { parseRetryAfter } from "../send/retry-after.ts";
import { isObject } from "../values/is-object.ts";

/** Creates the error for a response and the text of its body, which must not hold the token. */
export function createGraphError(response: Response, text: string, trace: RequestTrace): GraphError {
  const { status, statusText, headers } = response;
  const { body, cause } = parseJson(text);
  const error = Object(Object(body).error);
  // Intune's message may be JSON itself, which says more.
  const inner = Object(parseJson(error.message).body);
  const code = pickText(inner.code, error.code) ?? "";
  const message = pickText(inner.Message, inner.message, error.message);
  const innerError = error.innerError ?? error.innererror;
  const problem = cause
    ? `${headers.get("content-type") ?? "a body"} that is not valid JSON`
    : text
      ? `unexpected JSON: ${text.slice(0, 100)}`
      : "no body";
  return new GraphError(
    message ?? `${`${status} ${statusText}`.trim()}, with ${problem}`, // HTTP/2 has no status text
    {
      ...trace,
      status,
      code,
      target: pickText(error.target),
      details: Array.isArray(error.details) ? error.details : [],
      innerError: isObject(innerError) ? innerError : undefined,
      requestId: pickText(headers.get("request-id"), Object(innerError)["request-id"]),
      clientRequestId: headers.get("client-request-id") ?? trace.clientRequestId,
      date: pickText(headers.get("date")),
      retryAfter: parseRetryAfter(headers, inner.RetryAfter),
      body: code && message && message === error.message ? undefined : text.slice(0, 2048),
    },
    cause,
  );
}

function parseJson(text: unknown): { body?: unknown; cause?: unknown } {
  try {
    return { body: text && JSON.parse(text as string) };
  } catch (cause) {
    return { cause };
  }
}

/** The first value that is a text, and not empty. */
function pickText(...values: unknown[]): string | undefined {
  return values.find((value) => typeof value === "string" && value) as string | undefined;
}
