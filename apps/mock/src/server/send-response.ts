import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { MockResponse } from "./message.ts";

/** Sends a response, in the way that its `delivery` says. */
export async function sendResponse(
  request: IncomingMessage,
  serverResponse: ServerResponse,
  { status, headers, body, delivery, isFromUpstream }: MockResponse,
): Promise<void> {
  if (request.socket.destroyed || request.socket.writableEnded || delivery === "never") return;
  if (delivery === "reset") {
    request.socket.resetAndDestroy();
    return;
  }
  const hasBody = status >= 200 && status !== 204 && status !== 304;
  // What an upstream responds to HEAD has no body, but may have the length of one.
  const hasLength = hasBody && !(isFromUpstream && request.method === "HEAD");
  // Node keeps the reason phrase of a response whose headers it has refused.
  serverResponse.writeHead(status, STATUS_CODES[status] ?? "", {
    ...headers,
    // The rest of a refused body is not read, so that the connection cannot be used again.
    ...(request.complete ? {} : { connection: "close" }),
    ...(hasLength ? { "content-length": body.length } : {}),
  });
  if (request.method === "HEAD") {
    serverResponse.end();
  } else if (delivery === "cut") {
    serverResponse.write(body.subarray(0, body.length / 2), () => request.socket.resetAndDestroy());
  } else if (delivery === "slow") {
    await sendSlowly(serverResponse, body);
  } else {
    serverResponse.end(body);
  }
}

const slowMilliseconds = 1000;
const slowPieces = 20;

async function sendSlowly(serverResponse: ServerResponse, body: Buffer): Promise<void> {
  const size = Math.ceil(body.length / slowPieces);
  for (let start = 0; start < body.length && !serverResponse.destroyed; start += size) {
    serverResponse.write(body.subarray(start, start + size));
    await sleep(slowMilliseconds / slowPieces);
  }
  serverResponse.end();
}

/** Sends a response on a connection where Node has no request to respond to, and ends the connection. */
export function sendRawResponse(socket: Socket, { status, headers, body }: MockResponse): void {
  const fields = { ...headers, date: new Date().toUTCString(), "content-length": body.length, connection: "close" };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("\r\n")}\r\n\r\n`;
  socket.end(Buffer.concat([Buffer.from(head), body]));
}
