import type { paths } from "@run-summary/types";
import createClient from "openapi-fetch";
import { authorize } from "./authorize.ts";
import { type PathClient, type PathClientOptions, partsOf } from "./create-path-client.ts";
import { ContractError } from "./errors/contract-error.ts";
import { textOf } from "./errors/graph-error.ts";
import { bodyChecks } from "./generated/body-checks.gen.ts";
import { type OperationMethods, operationTable } from "./generated/operations.gen.ts";
import type { CallOptions, Operation } from "./operation.ts";
import { pathSerializer } from "./path-serializer.ts";
import { readAnswer } from "./read-answer.ts";
import { type Sender, type SendHooks, type SendOptions, withRetry } from "./with-retry.ts";

export interface RunSummaryClientOptions extends PathClientOptions, SendOptions, SendHooks {
  /** Looks at each answer, and throws where it is not as it should be: `validateAnswer` of `@run-summary/client/validate`. */
  readonly validateAnswer?: ((operationId: string, answer: unknown) => void) | undefined;
}

/** A method for each operation, and openapi-fetch's path style. */
export interface RunSummaryClient extends OperationMethods, PathClient {}

type Input = Readonly<Record<string, unknown>>;

/**
 * A client of the API.
 *
 * @throws {TypeError} where the `baseUrl` is neither https nor on this machine.
 */
export function createRunSummaryClient(options: RunSummaryClientOptions): RunSummaryClient {
  const { baseUrl, tokens, origins, send } = partsOf(options);
  const sender: Sender = { send, tokens, authorize: (request) => authorize(request, tokens, origins) };
  const raw = createClient<paths>({ baseUrl, pathSerializer });
  // The table and the types come from one document; what the compiler sees is `OperationMethods` and `PathMethods`.
  const request = (method: string, path: string, { signal, timeout, retry, ...init }: Init = {}) =>
    withRetry(
      sender,
      { ...options, timeout: timeout ?? options.timeout, retry: { ...options.retry, ...retry } },
      signal,
      (own) => (raw.request as unknown as UntypedRequest)(method, path, { ...init, ...own }),
    );
  const client: Record<string, unknown> = { use: raw.use, eject: raw.eject };
  for (const verb of Object.keys(raw).filter((name) => /^[A-Z]/.test(name))) {
    client[verb] = async (path: string, init?: Init) => (await request(verb, path, init))[0];
  }
  for (const [operationId, { method, path, parameters }] of Object.entries(operationTable)) {
    client[operationId] = async (input: Input = {}, callOptions: CallOptions = {}) => {
      const init = { ...callOptions, params: paramsOf(parameters, input), parseAs: "text" };
      const body = checkedBody(operationId, input);
      const [{ data, error, response }, trace] = await request(method, path, { ...init, body, bodySerializer: String });
      // openapi-fetch has parsed the body of an error answer where it could.
      const answer = readAnswer(response, data ?? textOf(error), trace);
      options.validateAnswer?.(operationId, answer);
      return answer;
    };
  }
  return client as unknown as RunSummaryClient;
}

interface Init extends CallOptions {
  readonly [option: string]: unknown;
}

type UntypedRequest = (
  method: string,
  path: string,
  init: object,
) => Promise<{ data?: string | undefined; error?: unknown; response: Response }>;

function paramsOf(parameters: Operation["parameters"], input: Input): object {
  const params: Record<string, Record<string, unknown>> = { path: {} };
  for (const [name, place] of Object.entries(parameters)) {
    const value = input[name];
    if (value !== undefined) params[place] = { ...params[place], [name]: value };
  }
  return params;
}

/** The text of the body, which is what is looked at and what is sent, however often. */
function checkedBody(operationId: string, { body }: Input): string | undefined {
  const text = JSON.stringify(body);
  const violations = bodyChecks[operationId]?.(text && JSON.parse(text)) ?? [];
  if (violations.length > 0) throw new ContractError("The body was not sent", violations);
  return text;
}
