import type { IncomingMessage, ServerResponse } from "node:http";
import { HttpError } from "../validation/http-error.ts";

/** The connection ended, or the rest of the request is not HTTP, before the body was complete. */
export class RequestAborted extends Error {}

// A body above the limit is read to here and discarded: most clients read the response only after they have sent the body.
const maxDiscardedBytes = 64 * 2 ** 20;

/**
 * Reads the body of a request.
 *
 * @throws {HttpError} 413 where it has more bytes than the limit.
 * @throws {RequestAborted}
 */
export async function readBody(request: IncomingMessage, response: ServerResponse, limit: number): Promise<Buffer> {
  const { "content-length": length, "transfer-encoding": encoding, expect } = request.headers;
  if (encoding === undefined && (length === undefined || length === "0")) return Buffer.alloc(0);
  const createError = () => new HttpError(413, `The body is larger than ${limit} bytes.`, { location: ["body"] });
  // A client that sends `Expect` has not sent any of the body yet.
  if (Number(length) > (expect === undefined ? limit + maxDiscardedBytes : limit)) throw createError();
  if (expect !== undefined && request.httpVersion !== "1.0") response.writeContinue();
  return new Promise((resolve, reject) => {
    let body: Buffer = Buffer.alloc(0);
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      if (size + chunk.length <= limit) {
        body = appendChunk(body, size, chunk);
      } else {
        body = Buffer.alloc(0);
        if (size > limit + maxDiscardedBytes) reject(createError());
      }
      size += chunk.length;
    });
    request.once("end", () => (size > limit ? reject(createError()) : resolve(body.subarray(0, size))));
    request.once("error", () => reject(new RequestAborted()));
  });
}

/**
 * Copies a chunk into a buffer, or into one of twice its length where it has no room. The chunks themselves are not kept: a
 * chunk of one byte keeps everything in memory that arrived with it.
 */
function appendChunk(buffer: Buffer, size: number, chunk: Buffer): Buffer {
  const isFull = size + chunk.length > buffer.length;
  const target = isFull ? Buffer.alloc(Math.max(size + chunk.length, 2 * buffer.length)) : buffer;
  if (isFull) buffer.copy(target, 0, 0, size);
  chunk.copy(target, size);
  return target;
}
