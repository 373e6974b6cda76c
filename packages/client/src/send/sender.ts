import { type ConnectionOptions, resolveConnection } from "../connection.ts";
import type { RequestTemplate } from "../request/request-template.ts";
import { createTokenCycler } from "../token/token-cycler.ts";
import { resolveRetryOptions } from "./retry.ts";
import { send } from "./send.ts";
import type { CallOptions, ReadBody, SendHooks, SendOptions, SendResult } from "./send-options.ts";

/** Sends the requests of a client. */
export interface Sender<Options = CallOptions> {
  /** The address of the API. */
  readonly baseUrl: string;
  send<Body>(template: RequestTemplate, readBody: ReadBody<Body>, options: Options): Promise<SendResult<Body>>;
}

/** The options of a client that sends a request again where that may help. */
export interface SenderOptions extends ConnectionOptions, SendOptions, SendHooks {}

/**
 * Creates a sender with retries, time limits and hooks. It keeps and renews its token.
 *
 * @throws {TypeError} where the `baseUrl` would expose the token, or has a user, a query or a fragment.
 */
export function createSender(options: SenderOptions): Sender {
  const connection = resolveConnection(options);
  const getToken = createTokenCycler(options.token, connection.scopes);
  const clientRetry = resolveRetryOptions(options.retry);
  const { onRequest, onResponse, onRetry } = options;
  return {
    baseUrl: connection.baseUrl,
    send(template, readBody, { timeout, retry, signal }) {
      return send(template, readBody, {
        connection,
        getToken,
        canRenewToken: typeof options.token !== "string",
        timeout: timeout ?? options.timeout ?? 60_000,
        retry: resolveRetryOptions(retry, clientRetry),
        signal,
        onRequest,
        onResponse,
        onRetry,
      });
    },
  };
}
