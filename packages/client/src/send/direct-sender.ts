import { authorizeRequest, type ConnectionOptions, resolveConnection } from "../connection.ts";
import { createTrace } from "../errors/request-trace.ts";
import { getToken } from "../token/token.ts";
import { abortable } from "./abort.ts";
import type { CallOptions } from "./send-options.ts";
import type { Sender } from "./sender.ts";

/** The options of a call that is sent once. */
export type DirectCallOptions = Pick<CallOptions, "signal" | "headers">;

/**
 * Creates a sender that asks for a token for each request, and sends the request once, without a time limit.
 *
 * @throws {TypeError} where the `baseUrl` would expose the token, or has a user, a query or a fragment.
 */
export function createDirectSender(options: ConnectionOptions): Sender<DirectCallOptions> {
  const connection = resolveConnection(options);
  return {
    baseUrl: connection.baseUrl,
    async send(template, readBody, { signal = new AbortController().signal }) {
      const { token } = await abortable(signal, () => getToken(options.token, { scopes: connection.scopes, signal }));
      const response = await connection.fetch(
        authorizeRequest(template.createRequest(signal, template.headers), token, connection),
      );
      return { response, body: await readBody(response), trace: createTrace(template, 1), token };
    },
  };
}
