import { once } from "node:events";
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import type { Address } from "../prism/routes.ts";
import { createByteCollector } from "../server/byte-collector.ts";
import type { MockRequest, ResponseHeaders } from "../server/message.ts";
import { HttpError } from "../validation/http-error.ts";

export interface Upstream {
  readonly url: URL;
  /** Milliseconds in which it has to send its response. */
  readonly timeLimit: number;
  /** Bytes of all responses that have not been passed on yet. */
  heldBytes: number;
}

/** Ends the request to the upstream. */
export interface ExchangeSignals {
  /** Aborted when the mock closes. */
  readonly closed: AbortSignal;
  /** Aborted when the response has been sent, or when the client has gone. */
  readonly ended: AbortSignal;
}

export interface UpstreamResponse {
  readonly status: number;
  /** By lower-case name, without those that are about the connection. */
  readonly headers: ResponseHeaders;
  readonly body: Buffer;
}

const connectionHeaders = [
  // RFC 9110, section 7.6.1. The header `Connection` names others.
  ...["connection", "host", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te"],
  ...["trailer", "transfer-encoding", "upgrade", "content-length"],
  "expect", // the mock has met it
  "sl-violations", // an upstream that is a mock has its own
];

// No response of the API is larger.
const maxBytes = 64 * 2 ** 20;
/** Bytes that all responses together may hold in memory. */
const maxHeldBytes = 4 * maxBytes;

/**
 * Sends a request to the upstream and waits for the whole response. A redirect is not followed, so that the token is sent to
 * no other server.
 *
 * @throws {HttpError} 502, 503 or 504 where there is no whole response that can be passed on.
 */
export async function sendToUpstream(
  upstream: Upstream,
  address: Address,
  request: MockRequest,
  { closed, ended }: ExchangeSignals,
): Promise<UpstreamResponse> {
  const timeout = AbortSignal.timeout(upstream.timeLimit);
  let response: IncomingMessage | undefined;
  try {
    const target = createTarget(upstream.url, address);
    response = await receiveHead(upstream.url, target, request, AbortSignal.any([timeout, closed, ended]));
    return { ...convertHead(request, response), body: await receiveBody(upstream, response, ended) };
  } catch (error) {
    if (error instanceof HttpError) throw error;
    const hasResponded = response !== undefined;
    const problem = timeout.aborted
      ? `did not ${hasResponded ? "finish its response" : "respond"} within ${upstream.timeLimit} ms`
      : explainError(error as NodeJS.ErrnoException, hasResponded);
    throw createError(timeout.aborted ? 504 : 502, `The upstream ${upstream.url.origin} ${problem}.`);
  } finally {
    response?.destroy(); // nothing more of it is read
  }
}

function createError(status: number, message: string, headers = {}): HttpError {
  const details = [{ location: ["response"], code: String(status), message }];
  return new HttpError(status, message, { details, headers });
}

/** The target that is sent: a URL object would change it. */
function createTarget({ pathname }: URL, { sentBasePath, sentTarget }: Address): string {
  // An upstream without a path is the service itself, which has the base paths of the document's servers.
  return (pathname === "/" ? sentBasePath : pathname.replace(/\/$/, "")) + sentTarget;
}

async function receiveHead(url: URL, path: string, { method, headers, body }: MockRequest, signal: AbortSignal) {
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const hasLength = body.length > 0 || headers["content-length"] !== undefined;
  const length = hasLength ? { "content-length": String(body.length) } : {};
  const sent = { ...removeConnectionHeaders(headers), "accept-encoding": "identity", ...length };
  // Each request has its own connection: the upstream may close one that is kept while the next request is sent on it, and a
  // PATCH may not be sent twice (RFC 9110, section 9.2.2).
  const request = send(url, { method, path, headers: sent, signal, agent: false });
  request.on("error", () => {}); // an upstream may respond, and then not read the body
  const upgraded = new Promise<never>((_resolve, reject) => {
    request.once("upgrade", (_response, socket: Socket) => {
      socket.destroy();
      reject(new Error("its status is 101"));
    });
  });
  request.end(body);
  const [response] = (await Promise.race([once(request, "response"), upgraded])) as [IncomingMessage];
  return response;
}

function convertHead({ method }: MockRequest, { statusCode: status = 0, headers }: IncomingMessage) {
  if (status < 200) throw new Error(`its status is ${status}`);
  const { "transfer-encoding": coding = "chunked", "content-length": length } = headers;
  if (coding.toLowerCase() !== "chunked") throw new Error(`its transfer coding is ${coding}`);
  // There the length is that of the response to GET (RFC 9110, section 8.6).
  const isLengthKept = length !== undefined && (method === "HEAD" || status === 304);
  const kept = removeConnectionHeaders(headers) as Record<string, string | string[]>;
  return { status, headers: isLengthKept ? { ...kept, "content-length": length } : kept };
}

async function receiveBody(upstream: Upstream, response: IncomingMessage, ended: AbortSignal): Promise<Buffer> {
  let held = 0;
  const release = () => {
    upstream.heldBytes -= held;
    held = 0;
  };
  ended.addEventListener("abort", release);
  const collector = createByteCollector();
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      held += chunk.length;
      upstream.heldBytes += chunk.length;
      if (held > maxBytes) throw new Error(`it is larger than ${maxBytes} bytes`);
      if (upstream.heldBytes > maxHeldBytes) {
        const message = `The mock holds ${maxHeldBytes} bytes of responses of the upstream, and no more. Send fewer requests at a time.`;
        throw createError(503, message, { "retry-after": "1" });
      }
      collector.add(chunk);
    }
    return collector.join();
  } catch (error) {
    release();
    throw error;
  }
}

function removeConnectionHeaders<Value>(headers: IncomingHttpHeaders & Readonly<Record<string, Value>>) {
  const named = (headers.connection ?? "").toLowerCase().split(",");
  const removed = new Set([...connectionHeaders, ...named.map((name) => name.trim())]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !removed.has(name)));
}

function explainError({ code = "", message }: NodeJS.ErrnoException, hasResponded: boolean): string {
  if (code.startsWith("HPE_")) return `sent something that is not HTTP: ${message}`;
  if (hasResponded && code !== "") return "closed the connection in the middle of its response";
  if (code === "ECONNRESET") return "closed the connection without a response";
  if (code === "EPROTO" || code.startsWith("ERR_SSL")) return "does not speak TLS: does its address begin with http?";
  return code === "" ? `sent a response that cannot be passed on: ${message}` : `cannot be reached: ${message || code}`;
}
