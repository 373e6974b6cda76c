import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { formatServerAddress } from "@run-summary/command-line";
import { HttpError } from "../validation/http-error.ts";
import type { MockResponse } from "./message.ts";
import { sendRawResponse } from "./send-response.ts";

export interface ServerOptions {
  readonly port: number;
  readonly host: string;
  /** Milliseconds in which a request has to arrive. */
  readonly timeLimit: number;
  /** Handles a request that has arrived, but for its body. */
  readonly handleRequest: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /**
   * Creates the response to what is not an HTTP request, or to a request that did not arrive in time.
   *
   * @param request undefined where there is not even a head
   * @param start when the connection or the request began, as of `performance.now()`
   */
  readonly handleBrokenRequest: (error: HttpError, request: IncomingMessage | undefined, start: number) => MockResponse;
}

/** Starts a server that responds to anything, or closes the connection. It listens when the promise resolves. */
export async function listen(options: ServerOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { port, host, timeLimit } = options;
  const lastResponses = new WeakMap<Socket, ServerResponse>();
  const starts = new WeakMap<Socket, number>();
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    lastResponses.set(request.socket, response);
    starts.set(request.socket, performance.now());
    options.handleRequest(request, response).catch(() => request.socket.destroy());
  };
  const server = createServer(
    {
      requestTimeout: timeLimit,
      headersTimeout: timeLimit,
      connectionsCheckingInterval: 100, // milliseconds
      requireHostHeader: false, // Node's own response would have no body
    },
    onRequest,
  );
  server.on("checkExpectation", onRequest);
  server.on("checkContinue", onRequest); // `readBody` sends 100 Continue
  // Node gives up the connection to who asks for a tunnel (RFC 9110, section 9.3.6).
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    const error = new HttpError(501, "The mock is no tunnel: it does not take CONNECT.", { location: ["method"] });
    sendRawResponse(
      socket.on("error", () => {}),
      options.handleBrokenRequest(error, request, performance.now()),
    );
  });
  server.on("connection", (socket) => starts.set(socket, performance.now()));
  const broken = new WeakSet<Socket>();
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    // A client that has ended its side may be gone: the last response has to be sent in time.
    if (socket.readableEnded) socket.setTimeout(timeLimit, () => socket.destroy());
    if (broken.has(socket)) return; // more of the same, after the first error
    broken.add(socket);
    const response = lastResponses.get(socket);
    const isResponding = response?.writableFinished === false;
    const respondToRest = (request?: IncomingMessage) => {
      const start = starts.get(socket) ?? performance.now();
      if (socket.writable) sendRawResponse(socket, options.handleBrokenRequest(createHttpError(error), request, start));
    };
    if (!socket.writable) socket.destroy();
    else if (!isResponding) respondToRest();
    // What is wrong follows a whole request, which gets its own response first.
    else if (response.req.complete) response.once("close", () => respondToRest());
    else if (response.headersSent) socket.destroy();
    else respondToRest(response.req);
  });
  server.listen(port, host);
  await once(server, "listening");
  return {
    url: formatServerAddress(server),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function createHttpError(error: NodeJS.ErrnoException): HttpError {
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") return new HttpError(408, "The request did not arrive in time.");
  if (error.code === "HPE_HEADER_OVERFLOW") return new HttpError(431, "The header fields are too large.");
  return new HttpError(400, `This is not an HTTP request: ${error.message}.`);
}
