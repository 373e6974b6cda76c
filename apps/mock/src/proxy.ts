import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { MockAnswer, MockRequest } from "./answer.ts";
import { checkAuthorization } from "./authorization.ts";
import { checkedRequest } from "./checked-request.ts";
import { operationOf, type Route } from "./contract.ts";
import * as engine from "./engine.ts";
import { isJson } from "./media-type.ts";
import { splitPreferences } from "./preferences.ts";
import type { Address } from "./prism-request.ts";
import { createChecks, Refusal } from "./refusal.ts";
import { forward, type UpstreamAnswer } from "./upstream.ts";
import type { Violation } from "./violation.ts";

export interface Upstream {
  readonly url: URL;
  /** Milliseconds that it has for an answer. */
  readonly timeLimit: number;
}

/**
 * The upstream's answer to a request, with what in both the contract forbids.
 *
 * @param ended breaks it off
 * @throws {Refusal} where the upstream gives none.
 */
export async function proxied(
  upstream: Upstream,
  ended: AbortSignal,
  route: Route | undefined,
  address: Address,
  request: MockRequest,
): Promise<MockAnswer> {
  // What is meant for the mock is none of the upstream's business.
  const { "mock-fault": _, prefer, ...headers } = request.headers;
  const { rest } = splitPreferences(prefer);
  const sent = { ...request, headers: rest === undefined ? headers : { ...headers, prefer: rest } };
  const answer = await forward(upstreamUrl(upstream.url, address), sent, upstream.timeLimit, ended);
  return { ...answer, isUpstreams: true, violations: violationsOf(route, address, sent, answer) };
}

function upstreamUrl(upstream: URL, { basePath, path, query }: Address): URL {
  const url = new URL(upstream);
  // An address without a path is the service's, which has the paths that the document's servers have.
  url.pathname = (upstream.pathname === "/" ? basePath : upstream.pathname.replace(/\/$/, "")) + path;
  url.search = query;
  return url;
}

function violationsOf(
  route: Route | undefined,
  address: Address,
  request: MockRequest,
  answer: UpstreamAnswer,
): readonly Violation[] {
  const { refusals, run } = createChecks();
  const operation = run(() => {
    if (route === undefined) throw new Refusal(404, `The contract has no path ${address.path}.`, { at: ["path"] });
    return operationOf(route, request.method, address.path);
  });
  if (operation === undefined) return refusals.flatMap(({ violations }) => violations);
  run(() => checkAuthorization(operation, request.headers.authorization));
  const { refusals: wrong } = checkedRequest(operation, address, request);
  const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
  const { refusals: unreadable, run: read } = createChecks();
  const body = read(() => bodyOf(answer.body, headers));
  const hasBody = request.method !== "HEAD" && unreadable.length === 0;
  const found = engine.responseViolations(operation, { statusCode: answer.status, headers, body });
  return [
    ...[...refusals, ...wrong, ...unreadable].flatMap(({ violations }) => violations),
    ...(hasBody ? found : found.filter(({ location }) => location[1] !== "body")),
  ];
}

const decoders: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

function bodyOf(bytes: Buffer, headers: Readonly<Record<string, string>>): unknown {
  try {
    const text = (decoders[headers["content-encoding"] ?? ""]?.(bytes) ?? bytes).toString();
    if (text === "") return undefined;
    return isJson(headers["content-type"] ?? "") ? (JSON.parse(text) as unknown) : text;
  } catch (error) {
    const message = `The answer's body is not valid JSON: ${(error as Error).message}.`;
    throw new Refusal(502, message, { violations: [{ location: ["response", "body"], code: "json", message }] });
  }
}
