import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { MockAnswer } from "./answer.ts";
import { http } from "./node-http.ts";
import { Refusal } from "./refusal.ts";

export interface ServerOptions {
  readonly port: number;
  readonly host: string;
  /** Milliseconds that a request may take to arrive. */
  readonly timeLimit: number;
  /** What answers a request. */
  readonly respond: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** The answer to what is not HTTP, or to a request of which no more comes; and since when it was awaited. */
  readonly answerToBroken: (refusal: Refusal, request: IncomingMessage | undefined, since: number) => MockAnswer;
}

/** A server that answers or closes whatever comes; listening when the promise resolves. */
export async function listen(options: ServerOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { port, host, timeLimit, answerToBroken } = options;
  const current = new WeakMap<Socket, ServerResponse>();
  const since = new WeakMap<Socket, number>();
  const respond = (request: IncomingMessage, response: ServerResponse) => {
    current.set(request.socket, response);
    since.set(request.socket, performance.now());
    options.respond(request, response).catch(() => request.socket.destroy());
  };
  const server = http.createServer(
    {
      requestTimeout: timeLimit,
      headersTimeout: timeLimit,
      connectionsCheckingInterval: Math.min(1000, timeLimit / 2),
      requireHostHeader: false, // Node would answer without a body
    },
    respond,
  );
  server.on("checkExpectation", respond);
  server.on("checkContinue", respond); // the body is asked for when it is read
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    const response = current.get(socket);
    // Nobody is there to be answered, or the answer is under way: the connection can only be closed.
    if (!socket.writable || (response?.headersSent && !response.writableFinished)) {
      socket.destroy();
      return;
    }
    const request = response?.writableFinished === false ? response.req : undefined;
    answerRaw(socket, answerToBroken(refusalOf(error), request, since.get(socket) ?? performance.now()));
  });
  server.on("connection", (socket) => since.set(socket, performance.now()));
  server.listen(port, host);
  await once(server, "listening");
  const { address, family, port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${actualPort}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The client has gone, or has sent what is no HTTP, before the request was whole. */
export class BrokenOff extends Error {}

// What is above a limit is read and thrown away up to here, so that the client comes to read the answer.
const mostDiscarded = 64 * 2 ** 20;

/**
 * The body's bytes.
 *
 * @throws {Refusal} where there are more than the limit.
 * @throws {BrokenOff}
 */
export async function readBody(request: IncomingMessage, response: ServerResponse, limit: number): Promise<Buffer> {
  const { "content-length": length, "transfer-encoding": encoding, expect } = request.headers;
  if (encoding === undefined && (length === undefined || length === "0")) return Buffer.alloc(0);
  const tooLarge = () => new Refusal(413, `The body is larger than ${limit} bytes.`, { at: ["body"] });
  // With `Expect`, nothing of it has been sent yet.
  if (Number(length) > (expect === undefined ? limit + mostDiscarded : limit)) throw tooLarge();
  if (expect !== undefined && request.httpVersion !== "1.0") response.writeContinue();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
      } else if (size > limit + mostDiscarded) {
        request.removeAllListeners("data");
        reject(tooLarge());
      }
    });
    request.once("end", () => (size > limit ? reject(tooLarge()) : resolve(Buffer.concat(chunks))));
    request.once("error", () => reject(new BrokenOff()));
    request.once("aborted", () => reject(new BrokenOff()));
  });
}

/** Puts an answer on the wire, in the way that it is to be delivered, unless the mock ends before. */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: MockAnswer,
  ended: AbortSignal,
): Promise<void> {
  if (request.socket.destroyed || request.socket.writableEnded || answer.delivery === "never") return;
  if (answer.delivery === "reset") {
    request.socket.resetAndDestroy();
    return;
  }
  // What is left of a body that was refused is not read: the connection ends.
  const connection = request.complete ? {} : { connection: "close" };
  const hasBody = answer.status >= 200 && answer.status !== 204 && answer.status !== 304;
  response.writeHead(answer.status, {
    ...answer.headers,
    ...connection,
    ...(hasBody ? { "content-length": String(answer.headers["content-length"] ?? answer.body.length) } : {}),
  });
  if (request.method === "HEAD") {
    response.end();
  } else if (answer.delivery === "cut") {
    response.write(answer.body.subarray(0, answer.body.length / 2), () => request.socket.resetAndDestroy());
  } else if (answer.delivery === "slow") {
    await trickle(response, answer.body, ended);
  } else {
    // As text, since Node then sends it together with the head.
    response.end(answer.body.toString("latin1"), "latin1");
  }
}

const trickleTime = 1000;
const trickleSteps = 20;

async function trickle(response: ServerResponse, body: Buffer, signal: AbortSignal): Promise<void> {
  const size = Math.ceil(body.length / trickleSteps);
  for (let start = 0; start < body.length && !response.destroyed; start += size) {
    response.write(body.subarray(start, start + size));
    await sleep(trickleTime / trickleSteps, undefined, { signal });
  }
  response.end();
}

function refusalOf(error: NodeJS.ErrnoException): Refusal {
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") return new Refusal(408, "The request did not arrive in time.");
  if (error.code === "HPE_HEADER_OVERFLOW") return new Refusal(431, "The header fields are too large.");
  return new Refusal(400, `This is not an HTTP request: ${error.message}.`);
}

// An answer for a connection without a request to answer.
function answerRaw(socket: Socket, { status, headers, body }: MockAnswer): void {
  const fields = { ...headers, date: new Date().toUTCString(), "content-length": body.length, connection: "close" };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  const head = `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n${lines.join("\r\n")}\r\n\r\n`;
  socket.end(Buffer.concat([Buffer.from(head), body]));
}
