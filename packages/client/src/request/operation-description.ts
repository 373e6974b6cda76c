import type { AddAll } from "../response/paging.ts";
import type { ReadResponse } from "../response/readers.ts";
import type { BodyDescription } from "./body.ts";
import type { QueryDescription } from "./query.ts";

/** What the client must know of an operation at run time. */
export interface OperationDescription {
  readonly method: string;
  /** The path template, whose placeholders are the path parameters. */
  readonly path: string;
  readonly query?: QueryDescription;
  /** The names of the header parameters. */
  readonly headers?: readonly string[];
  readonly body?: BodyDescription;
  /** The media types of the successful responses, as the header `Accept` has them. */
  readonly accept?: string;
  /** How a successful response is read, by status or range of statuses. */
  readonly responses: Readonly<Record<string, ReadResponse>>;
  /** Whether a redirect is the operation's success, so that it is not followed. */
  readonly redirect?: "manual";
  /** The whole address of a request, in place of that of the path. */
  readonly url?: string;
  /** Whether the operation returns a page of a list. */
  readonly isList?: true;
  /** Creates the method `all` of a list. */
  readonly addAll?: AddAll;
}

/** An operation that can be given to `createOperationClient`. Its type has the types of its parameters and bodies. */
export interface TypedOperation<Operation> extends OperationDescription {
  /** For the compiler only. */
  readonly types?: Operation;
}

/** An operation that returns a page of a list. */
export interface TypedListOperation<Operation> extends TypedOperation<Operation> {
  readonly isList: true;
}

/** An operation whose method has `all`. */
export interface PagedOperation<Operation> extends TypedOperation<Operation> {
  readonly addAll: AddAll;
}
