import type { IncomingMessage, Server, ServerResponse } from "node:http";
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
  /** The answer to what is not HTTP. */
  readonly answerToNoRequest: (refusal: Refusal) => MockAnswer;
}

/** A server that answers or closes whatever comes; listening when the promise resolves. */
export async function listen(options: ServerOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { port, host, timeLimit, answerToNoRequest } = options;
  const current = new WeakMap<Socket, ServerResponse>();
  const respond = (request: IncomingMessage, response: ServerResponse) => {
    current.set(request.socket, response);
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
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    answerRaw(socket, current.get(socket), answerToNoRequest(refusalOf(error)));
  });
  await listening(server, port, host);
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

/**
 * The body's bytes.
 *
 * @throws {Refusal} where there are more than the limit.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (encoding === undefined && (length === undefined || length === "0")) return Buffer.alloc(0);
  const tooLarge = () => new Refusal(413, `The body is larger than ${limit} bytes.`, { at: ["body"] });
  if (Number(length) > limit) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        request.removeAllListeners("data");
        reject(tooLarge());
      } else {
        chunks.push(chunk);
      }
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
    request.once("aborted", () => reject(new Error("the request broke off")));
  });
}

/** Puts an answer on the wire, in the way that it is to be delivered. */
export async function send(request: IncomingMessage, response: ServerResponse, answer: MockAnswer): Promise<void> {
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
    await trickle(response, answer.body);
  } else {
    // As text, since Node then sends it together with the head.
    response.end(answer.body.toString("latin1"), "latin1");
  }
}

const trickleTime = 1000;
const trickleSteps = 20;

async function trickle(response: ServerResponse, body: Buffer): Promise<void> {
  const size = Math.ceil(body.length / trickleSteps);
  for (let start = 0; start < body.length && !response.destroyed; start += size) {
    response.write(body.subarray(start, start + size));
    await sleep(trickleTime / trickleSteps);
  }
  response.end();
}

async function listening(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}

function refusalOf(error: NodeJS.ErrnoException): Refusal {
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") return new Refusal(408, "The request did not arrive in time.");
  if (error.code === "HPE_HEADER_OVERFLOW") return new Refusal(431, "The header fields are too large.");
  return new Refusal(400, `This is not an HTTP request: ${error.message}.`);
}

// An answer for a connection without a request to answer. One in the middle of an answer can only be closed.
function answerRaw(socket: Socket, current: ServerResponse | undefined, { status, headers, body }: MockAnswer): void {
  if (!socket.writable || (current?.headersSent && !current.writableFinished)) {
    socket.destroy();
    return;
  }
  const fields = { ...headers, date: new Date().toUTCString(), "content-length": body.length, connection: "close" };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  socket.end(
    Buffer.concat([
      Buffer.from(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n${lines.join("\r\n")}\r\n\r\n`),
      body,
    ]),
  );
}
