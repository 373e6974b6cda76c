import { authorizeRequest } from "../connection.ts";
import { describeFailure } from "../errors/describe-failure.ts";
import { NetworkError } from "../errors/network-error.ts";
import type { RequestTrace } from "../errors/request-trace.ts";
import type { RequestTemplate } from "../request/request-template.ts";
import type { ClaimsChallenge } from "../token/claims-challenge.ts";
import { redactToken } from "../token/redact-token.ts";
import type { ReadBody, ResolvedSendOptions, SendResult } from "./send-options.ts";

/** One attempt to send a request. */
export interface Attempt {
  readonly trace: RequestTrace;
  /** The claims challenge that the token must meet. */
  readonly challenge: ClaimsChallenge | undefined;
  readonly signal: AbortSignal;
}

/**
 * Gets a token, sends a request once, reads the response's body, and calls the hooks `onRequest` and `onResponse`.
 *
 * @throws {NetworkError} where no complete response came.
 */
export async function sendOnce<Body>(
  template: RequestTemplate,
  readBody: ReadBody<Body>,
  { connection, getToken, onRequest, onResponse }: ResolvedSendOptions,
  { trace, challenge, signal }: Attempt,
): Promise<SendResult<Body>> {
  const headers = createHeaders(template.headers, trace);
  // The hooks get a request of their own, so that they do not see the token.
  const shownRequest = template.createRequest(signal, headers);
  const token = await getToken(signal, challenge);
  await onRequest?.(shownRequest, trace.attempts);
  const request = authorizeRequest(template.createRequest(signal, shownRequest.headers), token, connection);
  const throwNetworkError = (error: unknown) => {
    throw new NetworkError(redactToken(describeFailure(error, trace.url), token), trace, error);
  };
  const response = await Promise.resolve(request).then(connection.fetch).catch(throwNetworkError);
  await onResponse?.(response, shownRequest, trace.attempts);
  if (response.bodyUsed) throw new TypeError("onResponse has read the response's body. Read a clone of the response.");
  return { response, body: await readBody(response).catch(throwNetworkError), trace, token };
}

function createHeaders(callHeaders: Headers, { attempts }: RequestTrace): Headers {
  const headers = new Headers(callHeaders);
  if (attempts > 1) headers.set("retry-attempt", `${attempts - 1}`);
  return headers;
}
