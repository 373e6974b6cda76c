import { graphErrorFrom } from "./errors/graph-error.ts";
import { hideToken } from "./hide-token.ts";
import type { Operation } from "./operation.ts";
import type { Sent } from "./send.ts";

/**
 * The value of an answer, given its text: `undefined` where it has none, as 204 has. An entity that is wrapped in
 * `{"value": …}`, as the reference page shows it, comes out of its wrapping.
 *
 * @throws {GraphError} where the answer is an error or no JSON, or something else in place of an entity.
 */
export function readAnswer(
  { isEntity, isEmpty }: Operation,
  { response, trace, token }: Pick<Sent<string>, "response" | "trace" | "token">,
  text: string,
): unknown {
  if (text === "" && response.ok && (isEmpty || response.status !== 200)) return undefined;
  const refusal = () => graphErrorFrom(response, hideToken(text, token), trace);
  if (!response.ok) throw refusal();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw refusal();
  }
  const names = Object.keys(Object(body)).filter((name) => !name.startsWith("@odata."));
  const only = names.length === 1 ? names[0] : undefined;
  const value = isEntity && only === "value" ? (body as { value: unknown }).value : body;
  if (only === "error" || (isEntity && !isObject(value))) throw refusal();
  return value;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
