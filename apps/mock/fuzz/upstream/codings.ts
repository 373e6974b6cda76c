// Content codings, and bodies that are far larger than what is sent.
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { type Behaviours, chunkedHead, encoded, head, json, type Reply, repeat, respond, send } from "./reply.ts";

const gzipped = gzipSync(json);

export const codingBehaviours: Behaviours = {
  gzip: encoded("gzip", gzipped),
  "x-gzip": encoded("x-gzip", gzipped),
  "a coding in upper case": encoded("GZIP", gzipped),
  deflate: encoded("deflate", deflateSync(json)),
  "raw deflate": encoded("deflate", deflateRawSync(json)),
  br: encoded("br", brotliCompressSync(json)),
  zstd: encoded("zstd", zstdCompressSync(json)),
  "two codings": encoded("gzip, br", brotliCompressSync(gzipped)),
  "fifty codings": encoded(Array.from({ length: 50 }, () => "gzip").join(), gzipped),
  "two lines of codings": send(`${head}content-encoding: gzip\r\ncontent-encoding: gzip\r\n\r\n`, gzipSync(gzipped)),
  "an unknown coding": encoded("snappy", json),
  "an empty coding": encoded(",, ,", json),
  "a coding from a prototype": encoded("constructor", json),
  "a coding that the body does not have": encoded("gzip", json),
  "gzip cut off": encoded("gzip", gzipped.subarray(0, -5)),
  "gzip with garbage behind": encoded("gzip", Buffer.concat([gzipped, Buffer.from("garbage")])),
  "two members of gzip": encoded("gzip", Buffer.concat([gzipped, gzipped])),
};

const compressed: Record<string, Buffer> = {};

/** Creates a compressed body that is 300 MiB of spaces, once. */
function createBomb(name: string, compress: (body: Buffer) => Buffer): Buffer {
  compressed[name] ??= compress(Buffer.alloc(300 * 2 ** 20, " "));
  return compressed[name];
}

const gzipBomb = () => createBomb("gzip", (body) => gzipSync(body));
const brotliBomb = () =>
  createBomb("br", (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }));

/** Those whose bodies are 300 MiB after decoding. */
export const bombs: Behaviours = {
  "a gzip bomb": () => encoded("gzip", gzipBomb())(),
  "an x-gzip bomb": () => encoded("X-GZip", gzipBomb())(),
  "a gzip bomb in text": () => encoded("gzip", gzipBomb(), "text/plain")(),
  "a gzip bomb in gzip": () =>
    encoded(
      "gzip, gzip",
      createBomb("twice", () => gzipSync(gzipBomb())),
    )(),
  "a br bomb": () => encoded("br", brotliBomb())(),
  "a deflate bomb": () =>
    encoded(
      "deflate",
      createBomb("deflate", (body) => deflateSync(body)),
    )(),
};

/** Those that are much work. */
export const largeBehaviours: Behaviours = {
  "an endless body": (): Reply => ({ pieces: repeat(Buffer.alloc(2 ** 16, " "), `${head}\r\n`) }),
  "endless chunks": (): Reply => ({ pieces: repeat("1\r\n \r\n".repeat(5000), chunkedHead) }),
  "an endless head": (): Reply => ({ pieces: repeat(`x-a: ${"a".repeat(1000)}\r\n`, head) }),
  "endless informational responses": (): Reply => ({ pieces: repeat("HTTP/1.1 102 Processing\r\n\r\n".repeat(100)) }),
  "a body of 20 MB": () => respond(200, {}, `[${"1,".repeat(10 ** 7)}1]`)(),
};
