import type { IncomingMessage, ServerResponse } from "node:http";
import { HttpError } from "../validation/http-error.ts";
import { createByteCollector } from "./byte-collector.ts";

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
    const body = createByteCollector();
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) body.add(chunk);
      else if (size > limit + maxDiscardedBytes) reject(createError());
    });
    request.once("end", () => (size > limit ? reject(createError()) : resolve(body.join())));
    request.once("error", () => reject(new RequestAborted()));
  });
}
