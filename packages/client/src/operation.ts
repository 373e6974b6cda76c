import type { SendOptions } from "./send.ts";

/** What the client has to know of an operation at run time. */
export interface Operation {
  readonly method: "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";
  readonly path: string;
  /** Where each parameter goes, by its name. */
  readonly parameters: Readonly<Record<string, "path" | "query" | "header">>;
  /** Whether the answer is an entity, which may come wrapped in `value`. */
  readonly isEntity: boolean;
  /** Whether 200 comes without a body, as other successes always may. */
  readonly isEmpty?: boolean;
}

export type Operations = Readonly<Record<string, Operation>>;

/** What a caller may set for one call. */
export interface CallOptions extends SendOptions {
  /** Ends the call: the method rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Further headers of the request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * The method of an operation, as its generated type describes it: one object with the parameters by name and the `body`,
 * then options. It resolves with the answer's value, and rejects with
 *
 * - a `GraphError` where the answer is an error, or is not JSON,
 * - a `TimeoutError` or another `NetworkError` where no answer came, or not the whole of it,
 * - the signal's reason where it is aborted,
 * - a `ContractError` where the body is not what the API takes, and a `TypeError` where a path parameter is missing; then
 *   nothing was sent.
 */
export type OperationMethod<Operation> =
  MayBeMinimal<Operation> extends true
    ? <Preference extends string = "return=representation">(
        input: Omit<OperationInput<Operation>, "Prefer"> & { readonly Prefer?: Preference },
        options?: CallOptions,
      ) => Promise<AnswerPreferred<Operation, Preference>>
    : (...args: MethodArguments<OperationInput<Operation>>) => Promise<Answer<Operation>>;

type MethodArguments<Input> =
  Record<never, never> extends Input ? [input?: Input, options?: CallOptions] : [input: Input, options?: CallOptions];

/** The parameters by name, and the body. */
export type OperationInput<Operation> = Closed<
  Parameters<Operation, "path"> & Parameters<Operation, "query"> & Parameters<Operation, "header"> & BodyPart<Operation>
>;

/** The value of a successful answer: `undefined` where it has no body. */
export type Answer<Operation> = Operation extends { responses: infer Responses }
  ? JsonContent<Responses[keyof Responses & SuccessStatus]>
  : undefined;

/**
 * A request body with what may be written and nothing else: a property that only the answer has is forbidden, so that an
 * answer cannot be sent back as it came.
 */
export type RequestBody<Body, Answer> = Body & { readonly [Name in Exclude<NamesOf<Answer>, keyof Body>]?: never };

// Of an object: a number, a list and what is not there have none.
type NamesOf<Value> = Value extends readonly unknown[] ? never : Value extends object ? keyof Value : never;

type BodyPart<Operation> = Operation extends { requestBody: infer Content }
  ? { readonly body: RequestBody<JsonContent<Content>, Exclude<Answer<Operation>, undefined>> }
  : Operation extends { requestBody?: infer Content }
    ? [NonNullable<Content>] extends [never]
      ? unknown
      : { readonly body?: RequestBody<JsonContent<NonNullable<Content>>, Exclude<Answer<Operation>, undefined>> }
    : unknown;

type Parameters<Operation, Place extends string> = Operation extends { parameters: { [P in Place]?: infer Named } }
  ? [NonNullable<Named>] extends [never]
    ? unknown
    : NonNullable<Named>
  : unknown;

// Whether the answer may come without a body to who prefers that (RFC 7240, section 4.2).
type MayBeMinimal<Operation> =
  undefined extends Answer<Operation>
    ? Operation extends { parameters: { header?: { Prefer?: string } } }
      ? true
      : false
    : false;
type AnswerPreferred<Operation, Preference extends string> = string extends Preference
  ? Answer<Operation>
  : Preference extends string // so that a union gives what each of its members gives
    ? Lowercase<Preference> extends `${string}minimal${string}`
      ? Answer<Operation>
      : Exclude<Answer<Operation>, undefined>
    : never;

type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;
type JsonContent<Part> = Part extends { content: infer Content }
  ? NonNullable<Content>[keyof NonNullable<Content>]
  : undefined;
// An intersection as one type; where it is empty, one that takes no property.
type Closed<Type> = keyof Type extends never ? Record<string, never> : { [Name in keyof Type]: Type[Name] };
