import type { IHttpRequest } from "@stoplight/prism-http";
import type { Operation } from "../../prism/operation.ts";
import type { Address, Routes } from "../../prism/routes.ts";
import type { Violation } from "../../validation/violation.ts";

/** A valid request to an operation of a stateful mock. */
export interface StateRequest {
  readonly routes: Routes;
  readonly operation: Operation;
  readonly address: Address;
  /** The request in Prism's form. */
  readonly input: IHttpRequest;
  /** The host and the port that the request names. */
  readonly host: string;
}

/** What the response to a request has in place of the example. */
export interface Outcome {
  readonly body?: unknown;
  /** The address of what was created. */
  readonly location?: string;
  readonly violations?: readonly Violation[];
}
