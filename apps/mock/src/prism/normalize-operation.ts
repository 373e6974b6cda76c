import { isIgnoredHeader } from "@run-summary/openapi";
import type { IHttpOperation, IMediaTypeContent } from "@stoplight/types";
import { getEssence, isInRange } from "../validation/media-type.ts";
import type { Content, Operation, OperationResponse } from "./operation.ts";

/** Mends an operation that Prism has read, but for its schemas, so that Prism can respond for it. */
export function normalizeOperation(read: IHttpOperation): Operation {
  // Prism's types say that lists may be missing. Its reader fills them, but for those of a content.
  const { request, __bundled__ = {}, ...operation } = read as Operation & { __bundled__?: Record<string, unknown> };
  const responses = operation.responses.map(normalizeResponse).filter(isFinal);
  const body = request.body && { ...request.body, contents: normalizeContents(request.body.contents) };
  const headers = request.headers.filter((header) => !isIgnoredHeader(header)); // Prism would validate them
  return {
    ...operation,
    request: { ...request, headers, ...(body && { body }) },
    responses: responses.length > 0 ? responses : [noResponse],
    __bundled__,
  };
}

// An operation need not describe its responses. Prism would respond with 500.
const noResponse: OperationResponse = { id: "none", code: "204", contents: [], headers: [] };

function normalizeResponse({ code, contents, headers, ...response }: OperationResponse): OperationResponse {
  return {
    ...response,
    code: code.replaceAll("x", "X"), // Prism finds a range by its capital letters
    contents: normalizeContents(contents),
    headers: headers.filter(({ name }) => !ownHeaders.includes(name.toLowerCase())),
  };
}

// `application/json, text/json` is no media type, but it is meant as two. Prism fails on anything else that is none.
function normalizeContents(contents: readonly IMediaTypeContent[]): Content[] {
  return contents.flatMap((content) =>
    content.mediaType.split(/,\s*/).map((mediaType) => {
      const isWellFormed = isInRange(getEssence(mediaType).replace("/*", "/any"), "*/*");
      return { examples: [], encodings: [], ...content, mediaType: isWellFormed ? mediaType : "*/*" };
    }),
  );
}

// The message has these headers as HTTP says, whatever the document says. An example could make it unreadable.
const ownHeaders = [
  ...["connection", "content-encoding", "content-length", "content-type"],
  ...["keep-alive", "trailer", "transfer-encoding", "upgrade"],
];

// A client waits for another response after one of 1XX (RFC 9110, section 15.2).
function isFinal({ code }: OperationResponse): boolean {
  return /^([2-9](\d\d|XX)|default)$/.test(code);
}
