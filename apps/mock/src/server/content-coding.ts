import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateSync,
  type ZlibOptions,
  type ZstdOptions,
  zstdDecompressSync,
} from "node:zlib";

/** The content codings that bodies may have, in the form of the header `Accept-Encoding`. */
export const acceptedCodings = "gzip, deflate, br, zstd";

/** What is wrong with an encoded body: its coding is not known, it is not in this coding, or it is too large after decoding. */
export type ContentCodingProblem = "unknown" | "malformed" | "too large";

/** A body that cannot be decoded. The message says why. */
export class ContentCodingError extends Error {
  readonly problem: ContentCodingProblem;

  constructor(problem: ContentCodingProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

interface DecoderOptions {
  readonly maxOutputLength: number;
  readonly info: true;
}
type Decoder = (body: Buffer, options: DecoderOptions) => unknown;

// RFC 9110, section 8.4.1. `x-gzip` is an old name of `gzip`.
const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ["gzip", (body, options: ZlibOptions) => gunzipSync(body, options)],
  ["x-gzip", (body, options: ZlibOptions) => gunzipSync(body, options)],
  ["deflate", (body, options: ZlibOptions) => inflateSync(body, options)],
  ["br", (body, options) => brotliDecompressSync(body, options)],
  ["zstd", (body, options) => zstdDecompressSync(body, { ...options, params: zstdParameters })],
]);

// A frame may ask for a buffer of any size before it has any content. RFC 9659 permits 8 MiB.
const zstdParameters: ZstdOptions["params"] = { [constants.ZSTD_d_windowLogMax]: 23 };

// Nobody encodes a body more often. Without a limit, a short header could ask for thousands of passes over it.
const maxCodings = 3;

/**
 * Decodes a body as its header `Content-Encoding` says: the coding that was applied last is removed first.
 *
 * @param maxBytes that the body may have after each decoding. No more is held in memory.
 * @throws {ContentCodingError}
 * @example decodeBody(gzipSync("{}"), "gzip", 1024).toString() // {}
 */
export function decodeBody(body: Buffer, contentEncoding: string | undefined, maxBytes: number): Buffer {
  const codings = (contentEncoding ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "" && coding !== "identity");
  if (codings.length > maxCodings)
    throw new ContentCodingError("unknown", `There are ${codings.length} content codings; ${maxCodings} are possible.`);
  const steps = codings.map((coding) => [coding, findDecoder(coding)] as const);
  if (body.length === 0) return body;
  return steps.reduceRight((encoded, [coding, decode]) => runDecoder(decode, encoded, coding, maxBytes), body);
}

function findDecoder(coding: string): Decoder {
  const decode = decoders.get(coding);
  if (decode === undefined)
    throw new ContentCodingError("unknown", `The content coding ${coding} is not known; there are ${acceptedCodings}.`);
  return decode;
}

function runDecoder(decode: Decoder, encoded: Buffer, coding: string, maxBytes: number): Buffer {
  try {
    // Node's types do not know what `info` changes: the decoder is returned beside the content.
    const { buffer, engine } = decode(encoded, { maxOutputLength: maxBytes, info: true }) as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    if (engine.bytesWritten < encoded.length) throw new Error("other bytes follow its end");
    return buffer;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === "ERR_BUFFER_TOO_LARGE"
      ? new ContentCodingError("too large", `The body is larger than ${maxBytes} bytes after decoding.`)
      : new ContentCodingError("malformed", `The body is not valid ${coding}: ${message}.`);
  }
}
