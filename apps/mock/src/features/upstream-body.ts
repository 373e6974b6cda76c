import { ContentCodingError, decodeBody } from "../server/content-coding.ts";
import type { ResponseHeaders } from "../server/message.ts";
import { HttpError } from "../validation/http-error.ts";
import { isJson } from "../validation/media-type.ts";
import { isLarger } from "../validation/value-size.ts";
import type { UpstreamResponse } from "./upstream.ts";

// Larger bodies are passed on without being validated, which takes time.
const maxValidatedBytes = 8 * 2 ** 20;
const maxValidatedValues = 100_000;
const maxValidatedDepth = 100;

/**
 * Parses the body of a response: the value of JSON, or else the text; `undefined` where there is no body.
 *
 * @throws {HttpError} with a violation where it cannot be decoded or parsed, or where it is too large to be validated.
 */
export function parseUpstreamBody({ headers, body }: UpstreamResponse): unknown {
  const decoded = decodeResponseBody(body, headers["content-encoding"]);
  if (decoded.length > maxValidatedBytes) throw createSizeError();
  const text = decoded.toString();
  const type = String(headers["content-type"]);
  if (text === "") return type.startsWith("text/") ? "" : undefined; // a text may be empty
  if (!isJson(type)) return text;
  const value = parseJson(text);
  if (isLarger(value, maxValidatedValues, maxValidatedDepth)) throw createSizeError();
  return value;
}

function decodeResponseBody(body: Buffer, coding: ResponseHeaders[string] | undefined): Buffer {
  try {
    return decodeBody(body, coding?.toString(), maxValidatedBytes);
  } catch (error) {
    if (!(error instanceof ContentCodingError)) throw error;
    throw error.problem === "too large" ? createSizeError() : createBodyError("content-encoding", error.message);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw createBodyError("json", `The body of the response is not valid JSON: ${(error as Error).message}.`);
  }
}

function createSizeError(): HttpError {
  const limits = `${maxValidatedBytes} bytes after decoding, ${maxValidatedValues} values and ${maxValidatedDepth} levels`;
  return createBodyError("size", `The body of the response is not validated: the mock validates at most ${limits}.`);
}

function createBodyError(code: string, message: string): HttpError {
  return new HttpError(502, message, { details: [{ location: ["response", "body"], code, message }] });
}
