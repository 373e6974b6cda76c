import { isIgnoredHeader } from "@run-summary/openapi";
import type { IHttpOperation, IHttpOperationResponse, IMediaTypeContent } from "@stoplight/types";
import { getEssence, isInRange } from "../validation/media-type.ts";
import type { Content, Operation, OperationResponse } from "./operation.ts";

/** Mends an operation that Prism has read, but for its schemas, so that Prism can respond for it. */
export function normalizeOperation(read: IHttpOperation): Operation {
  const { extensions = {}, security = [], servers = [], request = {} } = read;
  const { path = [], query = [], headers = [], cookie = [], body } = request;
  const responses = read.responses.map(normalizeResponse).filter(isFinal);
  return {
    __bundled__: {},
    ...read,
    ...{ extensions, security, servers },
    request: {
      ...{ path, query, cookie },
      headers: headers.filter((header) => !isIgnoredHeader(header)), // Prism would validate them
      ...(body && { body: { ...body, contents: normalizeContents(body.contents) } }),
    },
    responses: responses.length > 0 ? responses : [noResponse],
  };
}

// An operation need not describe its responses. Prism would respond with 500.
const noResponse: OperationResponse = { id: "none", code: "204", contents: [], headers: [] };

function normalizeResponse(read: IHttpOperationResponse): OperationResponse {
  const { code, contents, headers = [], ...response } = read;
  return {
    ...response,
    code: code.replaceAll("x", "X"), // Prism finds a range by its capital letters
    contents: normalizeContents(contents),
    headers: headers.filter(({ name }) => !ownHeaders.includes(name.toLowerCase())),
  };
}

// `application/json, text/json` is no media type, but it is meant as two. Prism fails on anything else that is none.
function normalizeContents(contents: readonly IMediaTypeContent[] = []): Content[] {
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
