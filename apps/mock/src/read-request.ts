import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal.ts";

const bodyLimit = 1024 * 1024;

/** The body's bytes. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > bodyLimit) throw new Refusal(413, `The body is larger than ${bodyLimit} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body's value: parsed where the media type is JSON, else its text; `undefined` where there is none. */
export function parseBody(bytes: Buffer, mediaType: string | undefined): unknown {
  if (bytes.length === 0) return undefined;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return isJson(mediaType) ? JSON.parse(text) : text;
  } catch (error) {
    throw new Refusal(400, `The body is not valid JSON: ${(error as Error).message}.`);
  }
}

/** `application/json` for `Application/JSON; charset=utf-8`. */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
  return contentType?.split(";")[0]?.trim().toLowerCase() || undefined;
}

function isJson(mediaType: string | undefined): boolean {
  return mediaType !== undefined && /^application\/(.+\+)?json$/.test(mediaType);
}
