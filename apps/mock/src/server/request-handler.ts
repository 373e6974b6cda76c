import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { HttpError } from "../validation/http-error.ts";
import type { RequestIds } from "./error-response.ts";
import type { ServerOptions } from "./http-server.ts";
import { createResponse, type MockRequest, type MockResponse, noResponse } from "./message.ts";
import { type BodyMemory, RequestAborted, readBody } from "./read-body.ts";
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
  /** Creates the response. The signal is aborted when the response has been sent, or when the client has gone. */
  readonly respond: (request: MockRequest, ids: RequestIds, ended: AbortSignal) => Promise<MockResponse>;
  /** Creates the response to an error outside the operations. */
  readonly respondToError: (error: unknown, ids: RequestIds) => MockResponse;
  /** Called once for each request, whatever becomes of it. */
  readonly report: (exchange: Exchange) => void;
}

/** Creates the handlers of a server: they read a request, let `respond` create the response, and send it. */
export function createRequestHandlers(
  options: HandlerOptions,
): Pick<ServerOptions, "handleRequest" | "handleBrokenRequest"> {
  const { bodyLimit, latency, closed, report, respondToError } = options;
  const broken = new WeakSet<IncomingMessage>();
  const memory: BodyMemory = { heldBytes: 0, limit: bodyLimit };
  return {
    async handleRequest(message, serverResponse) {
      const start = performance.now();
      const ids = createRequestIds(message);
      let request: MockRequest = { ...convertRequest(message), bodyLimit };
      let response: MockResponse;
      const ended = new AbortController();
      serverResponse.once("close", () => ended.abort());
      try {
        checkHead(message);
        request = { ...request, body: await readBody(message, serverResponse, memory, ended.signal) };
        response = isPreflight(message)
          ? createResponse(204, undefined)
          : await options.respond(request, ids, ended.signal);
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

const noRequest: MockRequest = { method: "-", target: "-", headers: {}, body: Buffer.alloc(0), bodyLimit: 0 };

/** Converts a request whose body is still to be read. */
function convertRequest({ method = "GET", url = "/", headers }: IncomingMessage): MockRequest {
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { ...noRequest, method, target: url, headers: Object.fromEntries(texts) };
}

// RFC 9112, section 6.
function checkTransferCoding(header: string): void {
  const [last, ...others] = header.toLowerCase().split(",").toReversed();
  const location = ["header", "transfer-encoding"];
  if (last?.trim() !== "chunked")
    throw new HttpError(400, "The last transfer coding has to be chunked: the body has no end otherwise.", {
      location,
    });
  if (others.length > 0)
    throw new HttpError(501, `The mock knows the transfer coding chunked, but not ${header}.`, { location });
}

// RFC 3986, section 3.2: a name or an address, perhaps with a port.
const hostPattern = /^(\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(:\d*)?$/i;

/** Checks what RFC 9110 and RFC 9112 ask of the head of a request, and Node does not check. */
function checkHead({ httpVersion, headers, rawHeaders }: IncomingMessage): void {
  if (httpVersion !== "1.1" && httpVersion !== "1.0") {
    throw new HttpError(505, `The mock speaks HTTP/1.1, not HTTP/${httpVersion}.`);
  }
  // `headers` has the first one alone. In `rawHeaders`, names and values take turns.
  const hosts = rawHeaders.filter(
    (_value, index) => rawHeaders[index - 1]?.toLowerCase() === "host" && index % 2 === 1,
  );
  const location = ["header", "host"];
  if (httpVersion === "1.1" && hosts.length === 0) {
    throw new HttpError(400, "The request has no Host header.", { location });
  }
  if (hosts.length > 1) throw new HttpError(400, `The request has ${hosts.length} Host headers.`, { location });
  if (!hosts.every((host) => hostPattern.test(host))) {
    throw new HttpError(400, "The Host header is not a host, perhaps with a port.", { location });
  }
  checkTransferCoding(headers["transfer-encoding"] ?? "chunked");
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== "100-continue") {
    throw new HttpError(417, `The mock cannot meet \`Expect: ${headers.expect}\`.`, { location: ["header", "expect"] });
  }
}
