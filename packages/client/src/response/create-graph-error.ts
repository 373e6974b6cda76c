import { GraphError } from "../errors/graph-error.ts";
import type { RequestTrace } from "../errors/request-trace.ts";
import { parseRetryAfter } from "../send/retry-after.ts";
import { isObject } from "../values/is-object.ts";

const maxBodyLength = 2048;

/** Creates the error for a response and the text of its body, which must not hold the token. */
export function createGraphError(response: Response, text: string, trace: RequestTrace): GraphError {
  const { status, statusText, headers } = response;
  const { body, cause } = parseJson(text);
  const error = getObject(getObject(body)?.error);
  const [code, message] = [getText(error?.code), getText(error?.message)];
  const innerError = getObject(error?.innerError ?? error?.innererror);
  const getHeader = (name: string) => headers.get(name) ?? undefined;
  const statusLine = `${status} ${statusText}`.trim(); // HTTP/2 has no status text
  const problem = cause ? `${getHeader("content-type") ?? "a body"} that is not valid JSON` : describeBody(text, code);
  return new GraphError(
    message || `${statusLine}, with ${problem}`,
    {
      ...trace,
      status,
      code,
      target: getText(error?.target) || undefined,
      details: Array.isArray(error?.details) ? error.details : [],
      innerError,
      requestId: getHeader("request-id") ?? (getText(innerError?.["request-id"]) || undefined),
      clientRequestId: getHeader("client-request-id") ?? trace.clientRequestId,
      date: getHeader("date"),
      retryAfter: parseRetryAfter(headers),
      body: code && message ? undefined : text.slice(0, maxBodyLength),
    },
    cause,
  );
}

function parseJson(text: string): { body?: unknown; cause?: unknown } {
  try {
    return { body: text && JSON.parse(text) };
  } catch (cause) {
    return { cause };
  }
}

function describeBody(text: string, code: string): string {
  if (code) return `the code ${code} and no message`;
  return text ? `unexpected JSON: ${text.slice(0, 100)}` : "no body";
}

function getObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isObject(value) ? value : undefined;
}

function getText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
