import { createMethods, type OperationClient } from "./call-operation.ts";
import type { Fetch } from "./connection.ts";
import * as operations from "./generated/operations.gen.ts";
import { wrapRequest } from "./request/request-template.ts";
import { createValidation, type ValidateResponse } from "./response/create-validation.ts";
import { type WithPages, withPages } from "./response/paging.ts";
import { createSender, type SenderOptions } from "./send/sender.ts";

export interface RunSummaryClientOptions extends SenderOptions {
  /**
   * Checks the value of each successful response, and throws where it is not as it should be: `validateResponse` of
   * `@run-summary/client/validate`.
   */
  readonly validateResponse?: ValidateResponse | undefined;
}

/** A method for each operation of the API. */
export interface RunSummaryClient extends OperationClient<WithPages<typeof operations>> {
  /** The address of the API. */
  readonly baseUrl: string;
  /**
   * Sends a request as the methods do: with the token, a `client-request-id`, retries, time limits and hooks. It resolves
   * with every response, also with an error response, when the whole of it has come.
   */
  readonly fetch: Fetch;
}

/**
 * Creates a client of the API.
 *
 * @throws {TypeError} where the `baseUrl` would expose the token, or has a user, a query or a fragment.
 *
 * @example
 * const client = createRunSummaryClient({ token: new DefaultAzureCredential() });
 * const summary = await client.getRunSummary({ deviceComplianceScriptId });
 */
export function createRunSummaryClient(options: RunSummaryClientOptions): RunSummaryClient {
  const sender = createSender(options);
  return {
    ...createMethods(
      withPages(operations),
      sender,
      options.validateResponse && createValidation(options.validateResponse),
    ),
    baseUrl: sender.baseUrl,
    async fetch(request) {
      const readBody = (response: Response) => response.clone().arrayBuffer();
      const { response } = await sender.send(wrapRequest(request), readBody, { signal: request.signal });
      return response;
    },
  };
}
