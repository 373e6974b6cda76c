import { createMethods, type OperationClient, type Operations } from "./call-operation.ts";
import type { ConnectionOptions } from "./connection.ts";
import { createDirectSender, type DirectCallOptions } from "./send/direct-sender.ts";
import type { Sender } from "./send/sender.ts";

/**
 * Creates a client of some operations only, so that a bundle does not hold the others.
 *
 * With a token, it sends each request once, without a time limit, and asks for a token for each request. With a sender, it has
 * the sender's retries, time limits and hooks.
 *
 * @throws {TypeError} where the `baseUrl` would expose the token, or has a user, a query or a fragment.
 *
 * @example
 * import { createOperationClient } from "@run-summary/client";
 * import { getRunSummary } from "@run-summary/client/operations";
 *
 * const client = createOperationClient({ getRunSummary }, { token: new DefaultAzureCredential() });
 * const summary = await client.getRunSummary({ deviceComplianceScriptId });
 */
export function createOperationClient<Methods extends Operations>(
  operations: Methods,
  options: Sender,
): OperationClient<Methods>;
export function createOperationClient<Methods extends Operations>(
  operations: Methods,
  options: ConnectionOptions,
): OperationClient<Methods, DirectCallOptions>;
export function createOperationClient<Methods extends Operations>(
  operations: Methods,
  options: Sender | ConnectionOptions,
): OperationClient<Methods> {
  return createMethods(operations, "token" in options ? createDirectSender(options) : options);
}
