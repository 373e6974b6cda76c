import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import type { Address } from "../prism/routes.ts";
import type { MockRequest, ResponseHeaders } from "../server/message.ts";
import { HttpError } from "../validation/http-error.ts";

export interface Upstream {
  readonly url: URL;
  /** Milliseconds in which it has to send its response. */
  readonly timeLimit: number;
}

export interface UpstreamResponse {
  readonly status: number;
  /** By lower-case name, without those that are about the connection. */
  readonly headers: ResponseHeaders;
  readonly body: Buffer;
}

const connectionHeaders = new Set([
  // RFC 9110, section 7.6.1.
  ...["connection", "host", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer"],
  ...["transfer-encoding", "upgrade", "content-length"],
  "sl-violations", // an upstream that is a mock has its own
]);

// No response of the API is larger.
const maxBytes = 64 * 2 ** 20;

/**
 * Sends a request to the upstream and waits for the whole response. A redirect is not followed, so that the token is sent to
 * no other server.
 *
 * @param closed aborts the request when the mock closes.
 * @throws {HttpError} 502 or 504 where there is no whole response that can be passed on.
 */
export async function sendToUpstream(
  upstream: Upstream,
  address: Address,
  request: MockRequest,
  closed: AbortSignal,
): Promise<UpstreamResponse> {
  const timeout = AbortSignal.timeout(upstream.timeLimit);
  let response: IncomingMessage | undefined;
  try {
    const target = createTarget(upstream.url, address);
    response = await receiveHead(upstream.url, target, request, AbortSignal.any([timeout, closed]));
    return await receiveBody(response);
  } catch (error) {
    const hasResponded = response !== undefined;
    const problem = timeout.aborted
      ? `did not ${hasResponded ? "finish its response" : "respond"} within ${upstream.timeLimit} ms`
      : explainError(error as NodeJS.ErrnoException, hasResponded);
    const message = `The upstream ${upstream.url.origin} ${problem}.`;
    const status = timeout.aborted ? 504 : 502;
    throw new HttpError(status, message, { details: [{ location: ["response"], code: String(status), message }] });
  }
}

/** The target that is sent: a URL object would change it. */
function createTarget({ pathname }: URL, { sentBasePath, sentTarget }: Address): string {
  // An upstream without a path is the service itself, which has the base paths of the document's servers.
  return (pathname === "/" ? sentBasePath : pathname.replace(/\/$/, "")) + sentTarget;
}

async function receiveHead(url: URL, path: string, { method, headers, body }: MockRequest, signal: AbortSignal) {
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const sent = { ...removeConnectionHeaders(headers), "accept-encoding": "identity", "content-length": body.length };
  const request = send(url, { method, path, headers: sent, signal });
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

async function receiveBody(response: IncomingMessage): Promise<UpstreamResponse> {
  const { statusCode: status = 0, headers } = response;
  if (status < 200) throw new Error(`its status is ${status}`);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`it is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return { status, headers: removeConnectionHeaders(headers) as ResponseHeaders, body: Buffer.concat(chunks) };
}

function removeConnectionHeaders<Value>(headers: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !connectionHeaders.has(name)));
}

function explainError({ code = "", message }: NodeJS.ErrnoException, hasResponded: boolean): string {
  if (code.startsWith("HPE_")) return `sent something that is not HTTP: ${message}`;
  if (hasResponded && code !== "") return "closed the connection in the middle of its response";
  if (code === "ECONNRESET") return "closed the connection without a response";
  if (code === "EPROTO" || code.startsWith("ERR_SSL")) return "does not speak TLS: does its address begin with http?";
  return code === "" ? `sent a response that cannot be passed on: ${message}` : `cannot be reached: ${message || code}`;
}
