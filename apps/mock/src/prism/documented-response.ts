import { HttpError } from "../validation/http-error.ts";
import { isJson } from "../validation/media-type.ts";
import type { Violation } from "../validation/violation.ts";
import type { Content, Operation, OperationResponse } from "./operation.ts";

/** Finds the response of a status: its own, or that of its range (`4XX`), or the default one. */
export function findResponse({ responses }: Operation, status: number): OperationResponse | undefined {
  const codes = [String(status), `${String(status)[0]}XX`, "default"];
  return codes.map((code) => responses.find((response) => response.code === code)).find(Boolean);
}

/** Finds what an operation's first success with a body in JSON says about it. */
export function findSuccessContent({ responses }: Operation): Content | undefined {
  const contents = responses.flatMap(({ code, contents }) => (code.startsWith("2") ? contents : []));
  return contents.find(({ mediaType }) => isJson(mediaType));
}

/**
 * Creates an error with the error code of the example that the operation has for the status, and with its headers.
 *
 * @param fallbackHeaders headers that the document has no examples of.
 */
export function createDocumentedError(
  { responses }: Operation,
  status: number,
  message: string,
  details?: readonly Violation[],
  fallbackHeaders: Readonly<Record<string, string>> = {},
): HttpError {
  const response = responses.find(({ code }) => code === String(status));
  const [example] = response?.contents[0]?.examples ?? [];
  const headers = (response?.headers ?? []).flatMap(({ name, examples: [header] = [] }) =>
    header !== undefined && "value" in header ? [[name.toLowerCase(), String(header.value)]] : [],
  );
  return new HttpError(status, message, {
    code: readErrorCode(example),
    headers: { ...fallbackHeaders, ...Object.fromEntries(headers) },
    details,
  });
}

/** Graph's error code in an example of an error. */
export function readErrorCode(example: object = {}): string | undefined {
  const { value } = example as { value?: { error?: { code?: string } } };
  return value?.error?.code;
}
