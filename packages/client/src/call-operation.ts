import type { OperationDescription, PagedOperation, TypedOperation } from "./request/operation-description.ts";
import { createRequestTemplate, type Input } from "./request/request-template.ts";
import { findReader, readResponse } from "./response/read-response.ts";
import type { CallOptions, SendResult } from "./send/send-options.ts";
import type { Sender } from "./send/sender.ts";
import type { ListMethod, OperationMethod } from "./types/operation-method.ts";

/** Operations of `@run-summary/client/operations` by the names that their methods get. */
export type Operations = Readonly<Record<string, OperationDescription>>;

/** A method for each of the operations. */
export type OperationClient<Methods, Options = CallOptions> = {
  readonly [Name in keyof Methods]: Methods[Name] extends PagedOperation<infer Operation>
    ? ListMethod<Operation, Options>
    : Methods[Name] extends TypedOperation<infer Operation>
      ? OperationMethod<Operation, Options>
      : never;
};

/** Sees the result of each request that has succeeded, and the input of its call. It may throw. */
export type OnSuccess = (
  name: string,
  operation: OperationDescription,
  result: SendResult<string>,
  input: Input,
) => void;

/**
 * Calls an operation.
 *
 * @param described what replaces the operation's own description
 */
export type Call = (input?: Input, options?: CallOptions, described?: OperationDescription) => Promise<unknown>;

/** Creates a method for each of the operations. */
export function createMethods<Methods extends Operations>(
  operations: Methods,
  { baseUrl, send }: Sender,
  onSuccess?: OnSuccess,
): OperationClient<Methods> {
  const methods: Record<string, unknown> = {};
  for (const [name, operation] of Object.entries(operations)) {
    const readBody = async (response: Response) =>
      findReader(operation, response)?.source === "stream" ? "" : response.text();
    const call: Call = async (input = {}, options = {}, described = operation) => {
      const result = await send(createRequestTemplate(baseUrl, described, input, options), readBody, options);
      const value = readResponse(described, result, result.body, options.signal);
      onSuccess?.(name, described, result, input);
      return value;
    };
    methods[name] = Object.assign(call, operation.addAll?.(call, operation, baseUrl));
  }
  return methods as OperationClient<Methods>;
}
