import type { OperationDescription } from "../request/operation-description.ts";
import type { SendResult } from "../send/send-options.ts";
import { redactToken } from "../token/redact-token.ts";
import { isObject } from "../values/is-object.ts";
import { createGraphError } from "./create-graph-error.ts";

/**
 * The value of a response, given the text of its body. It is `undefined` where the response has no body, as 204 has none.
 * An entity that the service has wrapped in `{"value": …}`, as the reference page shows it, is unwrapped.
 *
 * @throws {GraphError} where the response is an error, is not JSON, or should be an entity and is something else.
 */
export function readResponse(
  { isEntity, isEmpty }: OperationDescription,
  { response, trace, token }: Pick<SendResult<string>, "response" | "trace" | "token">,
  text: string,
): unknown {
  if (text === "" && response.ok && (isEmpty || response.status !== 200)) return undefined;
  const createError = () => createGraphError(response, redactToken(text, token), trace);
  if (!response.ok) throw createError();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw createError();
  }
  const names = Object.keys(Object(body)).filter((name) => !name.startsWith("@odata."));
  const onlyName = names.length === 1 ? names[0] : undefined;
  const value = isEntity && onlyName === "value" ? (body as { value: unknown }).value : body;
  if (onlyName === "error" || (isEntity && !isObject(value))) throw createError();
  return value;
}
