/** What the client has to know of an operation at run time. */
export interface Operation {
  readonly method: "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";
  readonly path: string;
  /** Where each parameter goes, by its name. */
  readonly parameters: Readonly<Record<string, "path" | "query" | "header" | "cookie">>;
}

export type Operations = Readonly<Record<string, Operation>>;

/** What a caller may set for one call. */
export interface CallOptions {
  /** Ends the call: the method rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Further headers of the request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * The method of an operation, as its generated type describes it: one object with the parameters by name and the `body`,
 * then options. It resolves with the answer's value and rejects with a `GraphError` where the answer is an error.
 */
export type OperationMethod<Operation> =
  Preference<Operation> extends never
    ? (input: OperationInput<Operation>, options?: CallOptions) => Promise<Answer<Operation>>
    : <P extends Preference<Operation> = Exclude<Preference<Operation>, Minimal>>(
        input: Omit<OperationInput<Operation>, "Prefer"> & { readonly Prefer?: P },
        options?: CallOptions,
      ) => Promise<P extends Minimal ? Answer<Operation> : Exclude<Answer<Operation>, undefined>>;

/** The parameters by name, and the body. */
export type OperationInput<Operation> = Flat<
  Parameters<Operation, "path"> &
    Parameters<Operation, "query"> &
    Parameters<Operation, "header"> &
    Parameters<Operation, "cookie"> &
    BodyPart<Operation>
>;

/** The value of a successful answer: `undefined` where it has no body. */
export type Answer<Operation> = Operation extends { responses: infer Responses }
  ? JsonContent<Responses[keyof Responses & SuccessStatus]>
  : undefined;

/**
 * A request body with what may be written and nothing else: a property that only the answer has is forbidden, so that an
 * answer cannot be sent back as it came.
 */
export type RequestBody<Body, Answer> = Body & { readonly [Name in Exclude<keyof Answer, keyof Body>]?: never };

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

// The values of the `Prefer` header of an operation that may be answered without a body (RFC 7240, section 4.2).
type Preference<Operation> =
  undefined extends Answer<Operation>
    ? Operation extends { parameters: { header?: { Prefer?: infer Values } } }
      ? NonNullable<Values>
      : never
    : never;
type Minimal = "return=minimal";

type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | "2XX";
type JsonContent<Part> = Part extends { content: infer Content }
  ? NonNullable<Content>[keyof NonNullable<Content>]
  : undefined;
type Flat<Type> = { [Name in keyof Type]: Type[Name] };
