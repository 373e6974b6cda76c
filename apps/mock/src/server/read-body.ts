import type { IncomingMessage, ServerResponse } from "node:http";
import { HttpError } from "../validation/http-error.ts";
import { createByteCollector } from "./byte-collector.ts";

/** The connection ended, or the rest of the request is not HTTP, before the body was complete. */
export class RequestAborted extends Error {}

// A body above the limit is read to here and discarded: most clients read the response only after they have sent the body.
const maxDiscardedBytes = 64 * 2 ** 20;

/** What the bodies of all requests share. */
export interface BodyMemory {
  /** Bytes of the requests whose responses have not been sent. */
  heldBytes: number;
  /** Bytes that a body may have. */
  readonly limit: number;
}

// Bytes that all bodies together may hold in memory: a client may open any number of connections.
const maxHeldBytes = 256 * 2 ** 20;

/**
 * Reads the body of a request.
 *
 * @param ended aborted when the body is no longer held
 * @throws {HttpError} 413 where it has more bytes than the limit, 503 where others hold the memory.
 * @throws {RequestAborted}
 */
export async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  memory: BodyMemory,
  ended: AbortSignal,
): Promise<Buffer> {
  const { limit } = memory;
  const { "content-length": length, "transfer-encoding": encoding, expect } = request.headers;
  if (encoding === undefined && (length === undefined || length === "0")) return Buffer.alloc(0);
  const createError = () => new HttpError(413, `The body is larger than ${limit} bytes.`, { location: ["body"] });
  // A client that sends `Expect` has not sent any of the body yet.
  if (Number(length) > (expect === undefined ? limit + maxDiscardedBytes : limit)) throw createError();
  if (expect !== undefined && request.httpVersion !== "1.0") response.writeContinue();
  return new Promise((resolve, reject) => {
    const body = createByteCollector();
    let size = 0;
    let held = 0;
    ended.addEventListener("abort", () => {
      memory.heldBytes -= held;
      held = 0;
    });
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        if (size > limit + maxDiscardedBytes) reject(createError());
      } else if (memory.heldBytes + chunk.length > Math.max(maxHeldBytes, limit)) {
        reject(createMemoryError());
      } else {
        body.add(chunk);
        held += chunk.length;
        memory.heldBytes += chunk.length;
      }
    });
    request.once("end", () => (size > limit ? reject(createError()) : resolve(body.join())));
    request.once("error", () => reject(new RequestAborted()));
  });
}

function createMemoryError(): HttpError {
  const message = `The mock holds ${maxHeldBytes} bytes of other requests, and no more. Send fewer at a time.`;
  return new HttpError(503, message, { location: ["body"], headers: { "retry-after": "1" } });
}
