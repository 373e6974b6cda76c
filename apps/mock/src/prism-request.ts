import type { IHttpRequest } from "@stoplight/prism-http";
import type { IHttpOperation } from "@stoplight/types";
import Negotiator from "negotiator";
import type { MockRequest } from "./answer.ts";
import { documentedError } from "./documented-error.ts";
import { essenceOf, isJson } from "./media-type.ts";
import { createChecks, Refusal } from "./refusal.ts";

/** A request's address: the path below the API's root, and the query. */
export interface Address {
  readonly path: string;
  /** What stands before it, such as `/beta`; often nothing. */
  readonly basePath: string;
  readonly query: string;
}

/** The request as Prism takes it, without what Prism would not survive, or lets pass: that is refused. */
export function prismRequest(
  operation: IHttpOperation,
  address: Address,
  request: MockRequest,
): { input: IHttpRequest; refusals: readonly Refusal[] } {
  const { refusals, run } = createChecks();
  const body = run(() => bodyOf(operation, request));
  const { accept, "content-type": contentType, ...headers } = request.headers;
  const input: IHttpRequest = {
    method: operation.method as IHttpRequest["method"],
    url: { path: address.path, query: queryOf(address.query) },
    headers: {
      ...headers,
      // What there is no body for may be anything, and Prism would look into it.
      ...(body === undefined || contentType === undefined ? {} : { "content-type": contentType }),
      "content-length": body === undefined ? "0" : String(request.body.length),
      ...run(() => acceptOf(operation, accept)),
    },
    ...(body === undefined ? {} : { body }),
  };
  return { input, refusals };
}

function bodyOf(operation: IHttpOperation, { headers, body }: MockRequest): unknown {
  if (body.length === 0) return undefined;
  const mediaType = essenceOf(headers["content-type"]);
  const taken = operation.request?.body?.contents?.map((content) => content.mediaType) ?? [];
  if (taken.length === 0) {
    const message = `${operation.method.toUpperCase()} takes no body here.`;
    throw documentedError(operation, 400, message, [{ location: ["request", "body"], code: "400", message }]);
  }
  if (!taken.some((range) => isInRange(mediaType, essenceOf(range)))) {
    const message = `The body is ${mediaType || "of no stated media type"}; send it as ${taken.join(" or ")}.`;
    throw new Refusal(415, message, { at: ["header", "content-type"] });
  }
  try {
    const text = utf8.decode(body);
    return isJson(mediaType) ? parseJson(text) : text;
  } catch (error) {
    const message = `The body is not valid JSON: ${(error as Error).message}.`;
    throw documentedError(operation, 400, message, [{ location: ["request", "body"], code: "json", message }]);
  }
}

// RFC 9110, section 8.3.1, and 12.5.1 for ranges such as `image/*`.
const mediaTypePattern = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;

function isInRange(mediaType: string, range: string): boolean {
  if (mediaType === range) return true;
  return (
    mediaTypePattern.test(mediaType) &&
    (range === "*/*" || (range.endsWith("/*") && mediaType.startsWith(range.slice(0, -1))))
  );
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const maxDepth = 100;

// What follows walks through the value: nesting without end would end it instead.
function parseJson(text: string): unknown {
  const opening = text.match(/[[{]/g) ?? [];
  if (opening.length > maxDepth) checkDepth(text);
  return JSON.parse(text);
}

function checkDepth(text: string): void {
  let depth = 0;
  for (const [bracket] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/g)) {
    if (bracket === "[" || bracket === "{") depth++;
    else if (bracket === "]" || bracket === "}") depth--;
    if (depth > maxDepth) throw new Error(`it is nested more than ${maxDepth} levels deep`);
  }
}

/** The media type that the answer will have, of those that the operation answers with, as an `Accept` header for Prism. */
function acceptOf({ responses }: IHttpOperation, accept: string | undefined): { accept?: string } {
  const offered = [...new Set(responses.flatMap(({ contents = [] }) => contents.map(({ mediaType }) => mediaType)))];

  // RFC 9110, section 5.6.1: empty members of a list are ignored. So are parameters, such as `odata.metadata=minimal`.
  const ranges = accept?.replace(/;(?!\s*q=)[^;,]*/gi, "");
  const members = ranges?.split(",").filter((member) => member.trim() !== "") ?? [];
  if (members.length === 0 || offered.length === 0 || offered.some((range) => range.includes("*"))) return {};
  const [best] = new Negotiator({ headers: { accept: members.join() } }).mediaTypes(offered);
  if (best !== undefined) return { accept: best };
  const message = `The operation answers ${offered.join(", ")}, which \`Accept: ${accept}\` excludes.`;
  throw new Refusal(406, message, { at: ["header", "accept"] });
}

function queryOf(query: string): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const before = values[name];
    values[name] = before === undefined ? value : [before, value].flat();
  }
  return values;
}
