import { isUtf8 } from "node:buffer";
import { MIMEType } from "node:util";
import { createDocumentedError } from "../prism/documented-response.ts";
import type { Operation } from "../prism/operation.ts";
import { acceptedCodings, ContentCodingError, decodeBody } from "../server/content-coding.ts";
import type { MockRequest } from "../server/message.ts";
import { HttpError } from "./http-error.ts";
import { getEssence, isInRange, isJson } from "./media-type.ts";
import { isLarger } from "./value-size.ts";

/**
 * Parses the body of a request: the value of JSON, or else the text; `undefined` where there is no body. Binary content that
 * is not UTF-8 has a character for each byte.
 *
 * @throws {HttpError} 400 where the operation takes no body or where the body is not valid JSON or UTF-8, 413 where it is too large
 * after decoding, 415 for another media type or an unknown content coding.
 */
export function parseRequestBody(operation: Operation, request: MockRequest): unknown {
  const { "content-type": contentType = "" } = request.headers;
  const mediaType = getEssence(contentType);
  const accepted = operation.request.body?.contents.map((content) => content.mediaType) ?? [];
  const isAccepted = accepted.some((range) => isInRange(mediaType, getEssence(range)));
  if (request.body.length === 0 && !(isAccepted && isPermittedEmpty(mediaType))) return undefined;
  if (accepted.length === 0) {
    throw createBodyError(operation, "400", `${operation.method.toUpperCase()} takes no body here.`);
  }
  if (!isAccepted) {
    const message = `The body is ${mediaType || "of no stated media type"}; send it as ${accepted.join(" or ")}.`;
    throw new HttpError(415, message, { location: ["header", "content-type"] });
  }
  const body = decodeRequestBody(operation, request);
  const format = isJson(mediaType) ? "JSON" : readCharset(contentType);
  try {
    if (isJson(mediaType)) return parseJson(utf8.decode(body));
    if (isText(mediaType)) return decodeText(body, format);
    if (mediaType === "application/x-www-form-urlencoded") return checkFormNames(body.toString());
    // Of several parts, only those that are text count.
    if (mediaType === "multipart/form-data") return body.toString();
    return body.toString(isUtf8(body) ? "utf8" : "latin1");
  } catch (error) {
    const message = `The body is not valid ${format}: ${(error as Error).message}.`;
    throw createBodyError(operation, format.toLowerCase(), message);
  }
}

/** Whether no bytes are a body of a media type: an empty text, or a form without fields. */
function isPermittedEmpty(mediaType: string): boolean {
  return !isJson(mediaType) && mediaType !== "multipart/form-data";
}

function isText(mediaType: string): boolean {
  return mediaType.startsWith("text/") || mediaType.endsWith("/xml") || mediaType.endsWith("+xml");
}

function decodeRequestBody(operation: Operation, { headers, body, bodyLimit }: MockRequest): Buffer {
  try {
    return decodeBody(body, headers["content-encoding"], bodyLimit);
  } catch (error) {
    if (!(error instanceof ContentCodingError)) throw error;
    const { problem, message } = error;
    if (problem === "malformed") throw createBodyError(operation, "content-encoding", message);
    if (problem === "too large") throw new HttpError(413, message, { location: ["body"] });
    // RFC 9110, section 15.5.16. Clients that compress bodies, such as Kiota's, send them again uncompressed.
    const advice = "Send the body with another `Content-Encoding`, or without one.";
    const location = ["header", "content-encoding"];
    throw new HttpError(415, `${message} ${advice}`, { location, headers: { "accept-encoding": acceptedCodings } });
  }
}

function createBodyError(operation: Operation, code: string, message: string): HttpError {
  return createDocumentedError(operation, 400, message, [{ location: ["request", "body"], code, message }]);
}

// A name that is not percent-encoded UTF-8 is that of no property.
function checkFormNames(form: string): string {
  for (const pair of form.split("&")) decodeURIComponent(pair.split("=", 1)[0] ?? "");
  return form;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The name of the charset of a text; UTF-8 where it has none. */
function readCharset(contentType: string): string {
  return new MIMEType(contentType).params.get("charset") ?? "UTF-8";
}

function decodeText(body: Buffer, charset: string): string {
  return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(body);
}

// A validator that walks through a value recursively fails where the value is nested too deeply.
const maxDepth = 100;

/**
 * Parses JSON.
 *
 * @throws {Error} where the text is not JSON, or has too many levels.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (isLarger(value, Number.POSITIVE_INFINITY, maxDepth))
    throw new Error(`it is nested more than ${maxDepth} levels deep`);
  return value;
}
