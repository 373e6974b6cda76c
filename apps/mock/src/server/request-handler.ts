import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { HttpError } from "../validation/http-error.ts";
import type { RequestIds } from "./error-response.ts";
import type { ServerOptions } from "./http-server.ts";
import { createResponse, type MockRequest, type MockResponse, noResponse } from "./message.ts";
import { RequestAborted, readBody } from "./read-body.ts";
import { addResponseHeaders, createRequestIds, isPreflight } from "./response-headers.ts";
import { sendResponse } from "./send-response.ts";

/** A request and its response, when it was sent or when the connection ended without it. */
export interface Exchange {
  readonly request: MockRequest;
  readonly response: MockResponse;
  readonly ids: RequestIds;
  /** When the request began, as of `performance.now()`. */
  readonly start: number;
}

interface HandlerOptions {
  /** Bytes that a body may have. */
  readonly bodyLimit: number;
  /** Milliseconds before each response. */
  readonly latency: number;
  /** Aborted when the mock closes. */
  readonly closed: AbortSignal;
  readonly respond: (request: MockRequest, ids: RequestIds) => Promise<MockResponse>;
  /** Creates the response to an error outside the operations. */
  readonly respondToError: (error: unknown, ids: RequestIds) => MockResponse;
  /** Called once for each request, whatever becomes of it. */
  readonly report: (exchange: Exchange) => void;
}

/** Creates the handlers of a server: they read a request, let `respond` create the response, and send it. */
export function createRequestHandlers(
  options: HandlerOptions,
): Pick<ServerOptions, "handleRequest" | "handleBrokenRequest"> {
  const { latency, closed, report, respondToError } = options;
  const broken = new WeakSet<IncomingMessage>();
  return {
    async handleRequest(message, serverResponse) {
      const start = performance.now();
      const ids = createRequestIds(message);
      let request = convertRequest(message);
      let response: MockResponse;
      try {
        checkHeaders(message);
        request = { ...request, body: await readBody(message, serverResponse, options.bodyLimit) };
        response = isPreflight(message) ? createResponse(204, undefined) : await options.respond(request, ids);
      } catch (error) {
        if (error instanceof RequestAborted && broken.has(message)) return; // `handleBrokenRequest` has responded
        response = error instanceof RequestAborted ? noResponse : respondToError(error, ids);
      }
      if (latency > 0) await sleep(latency, undefined, { signal: closed });
      const send = () => sendResponse(message, serverResponse, addResponseHeaders(response, ids, message));
      await send().catch((error: unknown) => {
        response = respondToError(error, ids); // a header of the document's example may be invalid in HTTP
        return send();
      });
      report({ request, response, ids, start });
    },
    handleBrokenRequest(error, message, start) {
      if (message !== undefined) broken.add(message);
      const ids = createRequestIds(message);
      const response = respondToError(error, ids);
      report({ request: message === undefined ? noRequest : convertRequest(message), response, ids, start });
      return addResponseHeaders(response, ids);
    },
  };
}

const noRequest: MockRequest = { method: "-", target: "-", headers: {}, body: Buffer.alloc(0) };

/** Converts a request whose body is still to be read. */
function convertRequest({ method = "GET", url = "/", headers }: IncomingMessage): MockRequest {
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { method, target: url, headers: Object.fromEntries(texts), body: noRequest.body };
}

function checkHeaders({ httpVersion, headers }: IncomingMessage): void {
  if (httpVersion === "1.1" && headers.host === undefined) {
    throw new HttpError(400, "The request has no Host header.", { location: ["header", "host"] });
  }
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== "100-continue") {
    throw new HttpError(417, `The mock cannot meet \`Expect: ${headers.expect}\`.`, { location: ["header", "expect"] });
  }
}
