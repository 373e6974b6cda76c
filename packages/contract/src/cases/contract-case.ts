import type { HttpRequest, Parameter } from "@run-summary/openapi";

/** The name of one fact of the document about an operation. */
export interface FactName {
  /**
   * What the fact is about: a part of the operation and the names below it, such as `["body", "issueDetectedDeviceCount"]` or
   * `["response 404", "error", "details", "[]"]`. `[]` stands for the items of an array. Empty for the operation itself.
   */
  readonly subject: readonly string[];
  /** A keyword of JSON Schema such as `maximum`, or another attribute such as `method` or `media types`. */
  readonly attribute: string;
}

/** A request, and what the document says about it. */
export interface RequestCase {
  /** What is special about the request: `noIssueDetectedDeviceCount = 2147483648`. */
  readonly title: string;
  readonly request: HttpRequest;
  /** The status of the response. */
  readonly status: number;
  /** A JSON pointer to the part of the request that an error response has to name. */
  readonly location: string;
  /** The facts of the document that the case is about. */
  readonly facts: readonly FactName[];
}

export interface BodyCase extends RequestCase {
  /** The body's value; `undefined` for none. */
  readonly body: unknown;
}

export interface ParameterCase extends RequestCase {
  readonly parameter: Parameter;
  readonly value: unknown;
}

/** A documented response, and the request that asks the mock for it. */
export interface ResponseCase {
  readonly title: string;
  readonly request: HttpRequest;
  /** The value of the request's `Prefer` header. */
  readonly prefer: string;
  /** For a range, the first status of the range that has no response of its own. */
  readonly status: number;
  /** The body as in the document; `undefined` for a response without a body. */
  readonly example: unknown;
  readonly facts: readonly FactName[];
}
