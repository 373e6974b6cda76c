import { parseJson, readTexts } from "@run-summary/contract/cases";
import { findResponse, getBodyKind, type OpenApiDocument, type Operation } from "@run-summary/openapi";
import type { HttpResponse } from "@run-summary/openapi/validation";

/**
 * What a client returns for a successful response: the value of JSON, or else the text of the body. Without a body it is the
 * documented headers, where `Location` is one of them, by their documented names.
 */
export function readSuccess(document: OpenApiDocument, operation: Operation, response: HttpResponse): unknown {
  const { content = {}, headers = {} } = findResponse(operation, response.status) ?? {};
  const [mediaType] = Object.keys(content);
  if (mediaType !== undefined) return getBodyKind(mediaType) === "json" ? parseJson(response.body) : response.body;
  if (!Object.keys(headers).some((name) => name.toLowerCase() === "location")) return undefined;
  const values = Object.entries(headers).flatMap(([name, { schema }]) => {
    const text = response.headers.get(name);
    return text === null ? [] : [[name, readTexts(document, schema, text)]];
  });
  return Object.fromEntries(values);
}
