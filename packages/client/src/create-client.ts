import { type AccessOptions, accessFrom, type Fetch } from "./access.ts";
import { ContractError } from "./errors/contract-error.ts";
import { bodyChecks } from "./generated/body-checks.gen.ts";
import { type OperationMethods, operationTable } from "./generated/operations.gen.ts";
import { hideToken } from "./hide-token.ts";
import type { CallOptions } from "./operation.ts";
import { type Input, operationRequest } from "./operation-request.ts";
import { readAnswer } from "./read-answer.ts";
import { retryFrom } from "./retry.ts";
import { type SendHooks, type SendOptions, send } from "./send.ts";
import { createTokenSource } from "./token-source.ts";

export interface RunSummaryClientOptions extends AccessOptions, SendOptions, SendHooks {
  /** Looks at each answer, and throws where it is not as it should be: `validateAnswer` of `@run-summary/client/validate`. */
  readonly validateAnswer?: ((operationId: string, answer: unknown) => void) | undefined;
}

/** A method for each operation. */
export interface RunSummaryClient extends OperationMethods {
  /** The address of the API. */
  readonly baseUrl: string;
  /**
   * Sends a request as the methods do, with token, `client-request-id`, retry, time limits and hooks. It resolves with any
   * answer, also an error, when the whole of it is there.
   */
  readonly fetch: Fetch;
}

/**
 * A client of the API.
 *
 * @throws {TypeError} where the `baseUrl` would expose the token, or has parts that no address of the API has.
 */
export function createRunSummaryClient(options: RunSummaryClientOptions): RunSummaryClient {
  const access = accessFrom(options);
  const { baseUrl, scopes } = access;
  const tokens = createTokenSource(options.token, scopes);
  const clientRetry = retryFrom(options.retry);
  const settings = ({ timeout, retry, signal }: Omit<CallOptions, "headers">) => ({
    ...options,
    access,
    tokens,
    isRenewable: typeof options.token !== "string",
    timeout: timeout ?? options.timeout ?? 60_000,
    retry: retry ? retryFrom(clientRetry, retry) : clientRetry,
    signal,
  });

  const client: Record<string, unknown> = {
    baseUrl,
    async fetch(request: Request): Promise<Response> {
      const { response } = await send({
        ...settings({ signal: request.signal }),
        outgoing: {
          method: request.method,
          url: request.url,
          headers: new Headers(request.headers),
          create: (signal, headers) => new Request(request.clone(), { signal, headers }),
        },
        read: (answer) => answer.clone().arrayBuffer(),
      });
      return response;
    },
  };
  // The table and the types come from one document; what the compiler sees is `OperationMethods`.
  for (const [operationId, operation] of Object.entries(operationTable)) {
    client[operationId] = async (input: Input = {}, callOptions: CallOptions = {}) => {
      const body = checkedBody(operationId, input);
      const sent = await send({
        ...settings(callOptions),
        outgoing: operationRequest(baseUrl, operation, input, body, callOptions),
        read: (response) => response.text(),
      });
      const answer = readAnswer(operation, sent, sent.body);
      // What is wrong with an answer is told with its values.
      options.validateAnswer?.(operationId, readAnswer(operation, sent, hideToken(sent.body, sent.token)));
      return answer;
    };
  }
  return client as unknown as RunSummaryClient;
}

/** The text of the body, which is what is looked at and what is sent, however often. */
function checkedBody(operationId: string, { body }: Input): string | undefined {
  const text = JSON.stringify(body);
  const violations = bodyChecks[operationId]?.(text && JSON.parse(text)) ?? [];
  if (violations.length > 0) throw new ContractError("The body was not sent", violations);
  return text;
}
