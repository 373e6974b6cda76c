import type { IHttpOperation, IHttpOperationResponse } from "@stoplight/types";
import { normalizeSchemas } from "./normalize-schemas.ts";

/** Mends an operation that Prism has read, so that Prism can respond for it and validate by each of its schemas. */
export function normalizeOperation(operation: IHttpOperation): IHttpOperation {
  const responses = operation.responses.map(normalizeCode).filter(isFinal);
  const normalized = { ...operation, responses: responses.length > 0 ? responses : [noResponse] };
  normalizeSchemas(normalized);
  return normalized;
}

// An operation need not describe its responses. Prism would respond with 500.
const noResponse: IHttpOperationResponse = { id: "none", code: "204", contents: [], headers: [] };

// Prism finds a range by its capital letters.
function normalizeCode(response: IHttpOperationResponse): IHttpOperationResponse {
  const [range] = /^\dxx$/i.exec(response.code) ?? [];
  return range === undefined ? response : { ...response, code: range.toUpperCase() };
}

// A client waits for another response after one of 1XX (RFC 9110, section 15.2).
function isFinal({ code }: IHttpOperationResponse): boolean {
  return /^([2-9](\d\d|XX)|default)$/.test(code);
}
