import { GraphError } from "../errors/graph-error.ts";
import type { OperationDescription } from "../request/operation-description.ts";
import type { SendResult } from "../send/send-options.ts";
import { redactToken } from "../token/redact-token.ts";

import type { ReadResponse } from "./readers.ts";

/** What reads a response: `undefined` where it is an error. A success that is not described is read as the first that is. */
export function findReader(
  { responses }: Pick<OperationDescription, "responses">,
  { status, ok }: Response,
): ReadResponse | undefined {
  const described = responses[status] ?? responses[`${`${status}`[0]}XX`];
  return described ?? (ok ? Object.values(responses)[0] : undefined);
}

/**
 * The value of a response, given the text of its body.
 *
 * @throws {GraphError} where the response is an error, is not JSON, or should be an entity and is something else.
 */
export function readResponse(
  operation: Pick<OperationDescription, "responses">,
  { response, trace, token }: Pick<SendResult<string>, "response" | "trace" | "token">,
  text: string,
  signal?: AbortSignal,
): unknown {
  try {
    const read = findReader(operation, response);
    if (read) return read(response, text, signal);
  } catch {}
  throw new GraphError(response, redactToken(text, token), trace);
}
