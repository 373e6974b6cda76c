import type { IHttpResponse } from "@stoplight/prism-http";
import { findContent, hasMediaType, isForm } from "../validation/media-type.ts";
import { readParameters } from "../validation/parameters.ts";
import { validateParameters } from "../validation/validate-parameters.ts";
import type { Violation } from "../validation/violation.ts";
import { findResponse } from "./documented-response.ts";
import type { Content, Operation } from "./operation.ts";
import { validateValue } from "./validate-value.ts";

/** Returns what the operation forbids in a response, whose headers have lower-case names. */
export function validateResponse(operation: Operation, { statusCode, headers = {}, body }: IHttpResponse): Violation[] {
  const described = findResponse(operation, statusCode);
  if (described === undefined) {
    const codes = operation.responses.map(({ code }) => code).join();
    return [createViolation(`Unable to match the returned status code with those defined in the document: ${codes}.`)];
  }
  const { contents, headers: describedHeaders } = described;
  const { "content-type": mediaType = "" } = headers;
  const content = findContent(contents, mediaType);
  const hasBody = content !== undefined && !isForm(mediaType);
  return [
    ...listMediaTypeViolations(contents, mediaType),
    ...(hasBody ? validateValue(operation, content, body, { direction: "response", location: ["body"] }) : []),
    ...validateParameters(operation, readParameters(operation, "header", describedHeaders, headers), "response"),
  ];
}

function listMediaTypeViolations(contents: readonly Content[], mediaType: string): Violation[] {
  const documented = contents.map((content) => content.mediaType);
  if (documented.length === 0 || documented.some((range) => hasMediaType(mediaType, range))) return [];
  const which = documented.length > 1 ? "ones" : "one";
  const expected = `the ${which} specified in the current response: ${documented.join(", ")}`;
  return [createViolation(`The received media type "${mediaType}" does not match ${expected}.`)];
}

function createViolation(message: string): Violation {
  return { location: ["response"], code: "undocumented", message };
}
