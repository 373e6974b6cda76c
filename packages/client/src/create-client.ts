import { type ConnectionOptions, type Fetch, resolveConnection } from "./connection.ts";
import { ContractError } from "./errors/contract-error.ts";
import { bodyChecks } from "./generated/body-checks.gen.ts";
import { type OperationMethods, operationTable } from "./generated/operations.gen.ts";
import { createRequestTemplate, type Input, wrapRequest } from "./request/request-template.ts";
import { readResponse } from "./response/read-response.ts";
import { resolveRetryOptions } from "./send/retry.ts";
import { send } from "./send/send.ts";
import type { CallOptions, ResolvedSendOptions, SendHooks, SendOptions } from "./send/send-options.ts";
import { redactToken } from "./token/redact-token.ts";
import { createTokenCycler } from "./token/token-cycler.ts";

export interface RunSummaryClientOptions extends ConnectionOptions, SendOptions, SendHooks {
  /**
   * Checks the value of each successful response, and throws where it is not as it should be: `validateResponse` of
   * `@run-summary/client/validate`.
   */
  readonly validateResponse?: ((operationId: string, value: unknown) => void) | undefined;
}

/** A method for each operation of the API. */
export interface RunSummaryClient extends OperationMethods {
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
  const connection = resolveConnection(options);
  const { baseUrl } = connection;
  const getToken = createTokenCycler(options.token, connection.scopes);
  const clientRetry = resolveRetryOptions(options.retry);
  const { onRequest, onResponse, onRetry, validateResponse } = options;
  const resolveSendOptions = ({ timeout, retry, signal }: CallOptions): ResolvedSendOptions => ({
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

  const client: Record<string, unknown> = {
    baseUrl,
    async fetch(request: Request): Promise<Response> {
      const readBody = (response: Response) => response.clone().arrayBuffer();
      const result = await send(wrapRequest(request), readBody, resolveSendOptions({ signal: request.signal }));
      return result.response;
    },
  };
  // The operation table and the type `OperationMethods` are generated from the same document.
  for (const [operationId, operation] of Object.entries(operationTable)) {
    client[operationId] = async (input: Input = {}, callOptions: CallOptions = {}) => {
      const body = serializeBody(operationId, input.body);
      const template = createRequestTemplate(baseUrl, operation, input, body, callOptions);
      const result = await send(template, (response) => response.text(), resolveSendOptions(callOptions));
      const value = readResponse(operation, result, result.body);
      // A validator's error shows values of the response, which must not hold the token.
      validateResponse?.(operationId, readResponse(operation, result, redactToken(result.body, result.token)));
      return value;
    };
  }
  return client as unknown as RunSummaryClient;
}

/**
 * The JSON text of a request body. The text itself is checked, since an object may change, or have a `toJSON`.
 *
 * @throws {ContractError} where the body does not match the API's description.
 */
function serializeBody(operationId: string, body: unknown): string | undefined {
  const text = JSON.stringify(body);
  const violations = bodyChecks[operationId]?.(text && JSON.parse(text)) ?? [];
  if (violations.length > 0) throw new ContractError("The body was not sent", violations);
  return text;
}
