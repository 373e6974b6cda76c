import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import type { AnswerHeaders, MockRequest } from "./answer.ts";
import { Refusal } from "./refusal.ts";

export interface UpstreamAnswer {
  readonly status: number;
  /** By lower-case name, without those that are about the connection. */
  readonly headers: AnswerHeaders;
  readonly body: Buffer;
}

// RFC 9110, section 7.6.1.
const hopByHop = new Set([
  ...["connection", "host", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer"],
  ...["transfer-encoding", "upgrade", "content-length"],
  "sl-violations", // those of another mock, if it is one
]);

// More than this is no answer of an API.
const mostBytes = 64 * 2 ** 20;

/**
 * Sends a request on and waits for the whole answer. Redirects are not followed, so that what the request holds, its
 * token above all, goes nowhere else.
 *
 * @param timeLimit milliseconds
 * @param ended breaks it off
 * @throws {Refusal} 502 or 504 where there is no whole answer that can be passed on.
 */
export async function forward(
  url: URL,
  { method, headers, body }: MockRequest,
  timeLimit: number,
  ended: AbortSignal,
): Promise<UpstreamAnswer> {
  const kept = Object.entries(headers).filter(([name]) => !hopByHop.has(name));
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const timeout = AbortSignal.timeout(timeLimit);
  let response: IncomingMessage | undefined;
  try {
    const request = send(url, {
      method,
      headers: { ...Object.fromEntries(kept), "accept-encoding": "identity", "content-length": body.length },
      signal: AbortSignal.any([timeout, ended]),
    });
    const upgraded = new Promise<never>((_resolve, reject) => {
      request.once("upgrade", (_response, socket: Socket) => {
        socket.destroy();
        reject(new Error("its status is 101"));
      });
    });
    request.end(body);
    [response] = (await Promise.race([once(request, "response"), upgraded])) as [IncomingMessage];
    return await answerFrom(response);
  } catch (error) {
    const isAnswering = response !== undefined;
    const late = `did not ${isAnswering ? "finish its answer" : "answer"} within ${timeLimit} ms`;
    const what = timeout.aborted ? late : problemOf(error as NodeJS.ErrnoException, isAnswering);
    const message = `The upstream ${url.origin} ${what}.`;
    const status = timeout.aborted ? 504 : 502;
    throw new Refusal(status, message, { violations: [{ location: ["response"], code: String(status), message }] });
  }
}

async function answerFrom(response: IncomingMessage): Promise<UpstreamAnswer> {
  const { statusCode: status = 0, headers } = response;
  if (status < 200) throw new Error(`its status is ${status}`);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new Error(`it is larger than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  const kept = Object.entries(headers).filter(([name]) => !hopByHop.has(name));
  return { status, headers: Object.fromEntries(kept) as AnswerHeaders, body: Buffer.concat(chunks) };
}

function problemOf({ code = "", message }: NodeJS.ErrnoException, isAnswering: boolean): string {
  if (code.startsWith("HPE_")) return `answered with something that is not HTTP: ${message}`;
  if (isAnswering && code !== "") return "broke off in the middle of its answer";
  if (code === "ECONNRESET") return "ended the connection without an answer";
  if (code === "EPROTO" || code.startsWith("ERR_SSL")) return "does not speak TLS: is its address one of http?";
  return code === "" ? `gave an answer that cannot be passed on: ${message}` : `cannot be reached: ${message || code}`;
}
