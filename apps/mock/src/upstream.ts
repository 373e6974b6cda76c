import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { MockRequest } from "./answer.ts";
import { Refusal } from "./refusal.ts";

export interface UpstreamAnswer {
  readonly status: number;
  /** By lower-case name, without those that are about the connection. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

// RFC 9110, section 7.6.1.
const hopByHop = new Set([
  ...["connection", "host", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer"],
  ...["transfer-encoding", "upgrade", "content-length"],
]);

/**
 * Sends a request on and waits for the whole answer. Redirects are not followed, so that what the request holds, its
 * token above all, goes nowhere else.
 *
 * @param timeLimit milliseconds
 * @throws {Refusal} 502 or 504 where there is no whole answer.
 */
export async function forward(
  url: URL,
  { method, headers, body }: MockRequest,
  timeLimit: number,
): Promise<UpstreamAnswer> {
  const origin = url.origin;
  const kept = Object.entries(headers).filter(([name]) => !hopByHop.has(name));
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const options = {
      method,
      headers: { ...Object.fromEntries(kept), "accept-encoding": "identity", "content-length": body.length },
      signal: AbortSignal.timeout(timeLimit),
    };
    const fail = (error: NodeJS.ErrnoException) => reject(refusalOf(origin, timeLimit, error));
    const request = send(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("end", () => {
        if (response.complete) resolve(answerFrom(response, Buffer.concat(chunks)));
        else reject(new Refusal(502, `The upstream ${origin} broke off in the middle of its answer.`));
      });
      response.once("error", (error: NodeJS.ErrnoException) =>
        error.code === "ECONNRESET"
          ? reject(new Refusal(502, `The upstream ${origin} broke off in the middle of its answer.`))
          : fail(error),
      );
    });
    request.once("error", fail);
    request.end(body);
  });
}

function answerFrom({ statusCode = 0, headers }: IncomingMessage, body: Buffer): UpstreamAnswer {
  const kept = Object.entries(headers)
    .filter(([name]) => !hopByHop.has(name))
    .map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]);
  return { status: statusCode, headers: Object.fromEntries(kept), body };
}

function refusalOf(origin: string, timeLimit: number, error: NodeJS.ErrnoException): Refusal {
  if (error.name === "TimeoutError" || error.name === "AbortError") {
    return new Refusal(504, `The upstream ${origin} did not answer within ${timeLimit} ms.`);
  }
  if (error.code?.startsWith("HPE_")) {
    return new Refusal(502, `The upstream ${origin} answered with something that is not HTTP: ${error.message}.`);
  }
  return new Refusal(502, `The upstream ${origin} cannot be reached: ${error.message || error.code}.`);
}
