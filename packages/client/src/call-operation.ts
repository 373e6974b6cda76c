import type { OperationDescription, TypedOperation } from "./request/operation-description.ts";
import { createRequestTemplate, type Input } from "./request/request-template.ts";
import { findReader, readResponse } from "./response/read-response.ts";
import type { CallOptions, SendResult } from "./send/send-options.ts";
import type { Sender } from "./send/sender.ts";
import type { OperationMethod } from "./types/operation-method.ts";

/** Operations of `@run-summary/client/operations` by the names that their methods get. */
export type Operations = Readonly<Record<string, OperationDescription>>;

/** A method for each of the operations. */
export type OperationClient<Methods, Options = CallOptions> = {
  readonly [Name in keyof Methods]: Methods[Name] extends TypedOperation<infer Operation>
    ? OperationMethod<Operation, Options>
    : never;
};

/** Sees the result of each call that has succeeded. It may throw. */
export type OnSuccess = (name: string, operation: OperationDescription, result: SendResult<string>) => void;

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
    methods[name] = async (input: Input = {}, options: CallOptions = {}) => {
      const result = await send(createRequestTemplate(baseUrl, operation, input, options), readBody, options);
      const value = readResponse(operation, result, result.body, options.signal);
      onSuccess?.(name, operation, result);
      return value;
    };
  }
  return methods as OperationClient<Methods>;
}
