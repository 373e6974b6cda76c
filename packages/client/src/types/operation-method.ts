import type { CallOptions } from "../send/send-options.ts";

/**
 * The method of an operation, made from the operation's generated type. It takes one object with the parameters by name and
 * the `body`, and then the options of the call. It resolves with the value of the response, and rejects with
 *
 * - a `GraphError` where the response is an error, or is not JSON,
 * - a `TimeoutError` or another `NetworkError` where no complete response came,
 * - the signal's reason where the call is aborted,
 * - a `ContractError` where the body does not match the API's description, or a `TypeError` where a path parameter is
 *   missing. Then nothing was sent.
 */
export type OperationMethod<Operation> =
  AllowsMinimalResponse<Operation> extends true
    ? <Preference extends string = "return=representation">(
        input: Omit<OperationInput<Operation>, "Prefer"> & { readonly Prefer?: Preference },
        options?: CallOptions,
      ) => Promise<PreferredResponseBody<Operation, Preference>>
    : (...args: MethodArguments<OperationInput<Operation>>) => Promise<ResponseBody<Operation>>;

type MethodArguments<Input> =
  Record<never, never> extends Input ? [input?: Input, options?: CallOptions] : [input: Input, options?: CallOptions];

/** The parameters of an operation by name, and its body. */
export type OperationInput<Operation> = Closed<
  Parameters<Operation, "path"> &
    Parameters<Operation, "query"> &
    Parameters<Operation, "header"> &
    BodyInput<Operation>
>;

/** The value of a successful response: `undefined` where it has no body. */
export type ResponseBody<Operation> = Operation extends { responses: infer Responses }
  ? JsonContent<Responses[keyof Responses & SuccessStatus]>
  : undefined;

/**
 * A request body that holds only what can be written. A property that only the response has is forbidden, so that a response
 * cannot be sent back unchanged.
 */
export type RequestBody<Body, Response> = Body & {
  readonly [Name in Exclude<PropertyNames<Response>, keyof Body>]?: never;
};

// A number, an array and a missing body have no property names.
type PropertyNames<Value> = Value extends readonly unknown[] ? never : Value extends object ? keyof Value : never;

type BodyInput<Operation> = Operation extends { requestBody: infer Content }
  ? { readonly body: RequestBody<JsonContent<Content>, Exclude<ResponseBody<Operation>, undefined>> }
  : Operation extends { requestBody?: infer Content }
    ? [NonNullable<Content>] extends [never]
      ? unknown
      : { readonly body?: RequestBody<JsonContent<NonNullable<Content>>, Exclude<ResponseBody<Operation>, undefined>> }
    : unknown;

type Parameters<Operation, Location extends string> = Operation extends {
  parameters: { [L in Location]?: infer Named };
}
  ? [NonNullable<Named>] extends [never]
    ? unknown
    : NonNullable<Named>
  : unknown;

// Whether a caller can ask for a response without a body (RFC 7240, section 4.2).
type AllowsMinimalResponse<Operation> =
  undefined extends ResponseBody<Operation>
    ? Operation extends { parameters: { header?: { Prefer?: string } } }
      ? true
      : false
    : false;
type PreferredResponseBody<Operation, Preference extends string> = string extends Preference
  ? ResponseBody<Operation>
  : Preference extends string // distributes over a union of preferences
    ? Lowercase<Preference> extends `${string}minimal${string}`
      ? ResponseBody<Operation>
      : Exclude<ResponseBody<Operation>, undefined>
    : never;

type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;
type JsonContent<Part> = Part extends { content: infer Content }
  ? NonNullable<Content>[keyof NonNullable<Content>]
  : undefined;
// Merges an intersection into one object type. Without properties, the result allows none.
type Closed<Type> = keyof Type extends never ? Record<string, never> : { [Name in keyof Type]: Type[Name] };
