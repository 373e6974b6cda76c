import type { CallOptions } from "../send/send-options.ts";
import type { PreferredBody, SelectedBody } from "./chosen-body.ts";

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
export type OperationMethod<Operation, Options = CallOptions> =
  HasChoices<Operation> extends true
    ? Record<never, never> extends OperationInput<Operation>
      ? <Preference extends string = "return=representation", Select = never>(
          input?: OperationInput<Operation> & Choices<Operation, Preference, Select>,
          options?: Options,
        ) => Promise<ChosenBody<Operation, Preference, Select>>
      : <Preference extends string = "return=representation", Select = never>(
          input: OperationInput<Operation> & Choices<Operation, Preference, Select>,
          options?: Options,
        ) => Promise<ChosenBody<Operation, Preference, Select>>
    : (...args: MethodArguments<OperationInput<Operation>, Options>) => Promise<ResponseBody<Operation>>;

/** The method of an operation that returns a page of a list. */
export type ListMethod<Operation, Options = CallOptions> = OperationMethod<Operation, Options> & {
  /**
   * The items of all pages, for `for await`. It asks for a page where its items are needed, with the headers of the call, and
   * checks, retries and authorizes each request like any other. It throws what the method throws, a `GraphError` where a response
   * is no page, and a `TypeError` where the next page is at another server, or was there before.
   */
  readonly all: AllMethod<Operation, Options>;
};

type AllMethod<Operation, Options> =
  Record<never, never> extends OperationInput<Operation>
    ? <Select = never>(
        input?: OperationInput<Operation> & Choices<Operation, string, Select>,
        options?: Options,
      ) => AsyncGenerator<ListItem<SelectedBody<ResponseBody<Operation>, Select>>, void, undefined>
    : <Select = never>(
        input: OperationInput<Operation> & Choices<Operation, string, Select>,
        options?: Options,
      ) => AsyncGenerator<ListItem<SelectedBody<ResponseBody<Operation>, Select>>, void, undefined>;
type ListItem<Body> = Body extends { readonly value?: infer List }
  ? NonNullable<List> extends readonly (infer Item)[]
    ? Item
    : never
  : never;

type MethodArguments<Input, Options> =
  Record<never, never> extends Input ? [input?: Input, options?: Options] : [input: Input, options?: Options];

// What a caller chooses about the response: whether it has a body (RFC 7240, section 4.2), and which properties it has.
type HasChoices<Operation> = "Prefer" extends keyof Parameters<Operation, "header"> ? true : IsSelective<Operation>;
type Choices<Operation, Preference, Select> = {
  readonly [Name in "Prefer" & keyof Parameters<Operation, "header">]?: Preference;
} & {
  readonly [Name in "$select" & keyof Parameters<Operation, "query">]?: Select;
};
/** Whether an operation has the parameter `$select`, by which the caller selects properties of the response. */
export type IsSelective<Operation> = "$select" extends keyof Parameters<Operation, "query"> ? true : false;
type ChosenBody<Operation, Preference extends string, Select> = SelectedBody<
  "Prefer" extends keyof Parameters<Operation, "header">
    ? PreferredBody<ResponseBody<Operation>, Preference>
    : ResponseBody<Operation>,
  Select
>;

/** The parameters of an operation by name, and its body. */
export type OperationInput<Operation> = Closed<
  Parameters<Operation, "path"> &
    Parameters<Operation, "query"> &
    Parameters<Operation, "header"> &
    BodyInput<Operation>
>;

/**
 * The value of a successful response. Where the response has no body, it is the response's headers if one of them is
 * `Location`, and `undefined` otherwise. A redirect is a success where no other success is documented.
 */
export type ResponseBody<Operation> = Operation extends { responses: infer Responses }
  ? keyof Responses & SuccessStatus extends never
    ? ResponseValue<Responses[keyof Responses & RedirectStatus]>
    : ResponseValue<Responses[keyof Responses & SuccessStatus]>
  : undefined;

type ResponseValue<Response> = Response extends { content: infer Content }
  ? ReceivedContent<NonNullable<Content>>
  : Response extends { headers: infer Headers extends { Location: unknown } }
    ? { [Name in keyof Headers as string extends Name ? never : Name]: Headers[Name] }
    : undefined;
type ReceivedContent<Content> = {
  [MediaType in keyof Content]: MediaType extends TextMediaType ? Content[MediaType] : ReadableStream<Uint8Array>;
}[keyof Content];

/**
 * A request body that holds only what can be written. A property that only the response has is forbidden, so that a response
 * cannot be sent back unchanged.
 */
export type RequestBody<Body, Response> = Body extends readonly unknown[]
  ? Body
  : Body extends object
    ? Body & { readonly [Name in Exclude<PropertyNames<Response>, keyof Body>]?: never }
    : Body;

// A number, an array, a stream and a missing body have no property names. Those of headers make no difference.
type PropertyNames<Value> = Value extends readonly unknown[] | ReadableStream | { readonly Location: unknown }
  ? never
  : Value extends object
    ? keyof Named<Value>
    : never;
// Without the index signature of an object that may have properties of any name.
type Named<Value> = {
  [Name in keyof Value as string extends Name ? never : number extends Name ? never : Name]: Value[Name];
};

/** The `body` of an operation's input. */
export type BodyInput<Operation> = Operation extends { requestBody: infer Content }
  ? { readonly body: SentBody<Operation, Content> }
  : Operation extends { requestBody?: infer Content }
    ? [NonNullable<Content>] extends [never]
      ? unknown
      : { readonly body?: SentBody<Operation, NonNullable<Content>> }
    : unknown;

type SentBody<Operation, Body> = Body extends { content: infer Content }
  ? SentContent<Content, ResponseBody<Operation>>
  : never;
type SentContent<Content, Response> = {
  [MediaType in keyof Content]: MediaType extends TextMediaType | FormMediaType
    ? RequestBody<Content[MediaType], Response>
    : MediaType extends `multipart/${string}`
      ? FormData
      : BinaryBody;
}[keyof Content];

/** Binary content of a request. Each attempt to send the request reads it anew, so that it is no stream. */
export type BinaryBody = Exclude<BodyInit, ReadableStream | FormData | URLSearchParams>;

// The media types whose content is JSON or text. All others but forms are binary.
type TextMediaType = `application/json${string}` | `application/${string}+json${string}` | `text/${string}`;
type FormMediaType = `application/x-www-form-urlencoded${string}`;

type Parameters<Operation, Location extends string> = Operation extends {
  parameters: { [L in Location]?: infer Named };
}
  ? [NonNullable<Named>] extends [never]
    ? unknown
    : NonNullable<Named>
  : unknown;

type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226 | "2XX";
type RedirectStatus = 302 | 303 | 307 | 308;
// Merges an intersection into one object type. Without properties, the result allows none.
type Closed<Type> = keyof Type extends never ? Record<string, never> : { [Name in keyof Type]: Type[Name] };
