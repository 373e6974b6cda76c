import { graphErrorFrom } from "./errors/graph-error.ts";
import type { RequestTrace } from "./errors/request-trace.ts";

/**
 * The value of an answer, given its text: `undefined` where it has none, as 204 has. An object that is wrapped in
 * `{"value": …}`, as the reference page shows it, comes out of its wrapping.
 *
 * @throws {GraphError} where the answer is an error, or no JSON object.
 */
export function readAnswer(response: Response, text: string, trace: RequestTrace): unknown {
  if (text === "" && response.ok && response.status !== 200) return undefined;
  let body: unknown;
  try {
    body = text === "" ? undefined : JSON.parse(text);
  } catch (error) {
    throw graphErrorFrom(response, text, trace, error);
  }
  if (!response.ok || typeof body !== "object" || body === null) throw graphErrorFrom(response, body, trace);
  return isWrapping(body) ? body.value : body;
}

function isWrapping(body: object): body is { value: object } {
  const { value, ...others } = body as { value?: unknown };
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject && Object.keys(others).every((name) => name.startsWith("@odata."));
}
