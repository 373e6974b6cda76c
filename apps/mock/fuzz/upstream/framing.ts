// Lengths, chunks and bodies that do not belong together.
import { gzipSync } from "node:zlib";
import { type Behaviours, chunkedHead, formatResponse, head, json, type Reply, respond, send } from "./reply.ts";

export const framingBehaviours: Behaviours = {
  "a length too short": respond(200, { "content-length": "3" }),
  "a length too long": respond(200, { "content-length": "3000" }),
  "a negative length": respond(200, { "content-length": "-1" }),
  "a length that is no number": respond(200, { "content-length": "0x10" }),
  "a huge length": respond(200, { "content-length": "9".repeat(30) }),
  "two lengths": send(`${head}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
  "a length and chunks": respond(200, { "transfer-encoding": "chunked" }, "2\r\n{}\r\n0\r\n\r\n"),
  "an unknown transfer coding": respond(200, { "transfer-encoding": "gzip" }, gzipSync(json)),
  "no length": respond(200, { "content-length": undefined }),
  chunks: send(chunkedHead, "2\r\n{}\r\n0\r\n\r\n"),
  "chunks with trailers": send(chunkedHead, "2\r\n{}\r\n0\r\nx-hop: 1\r\ncontent-length: 9\r\n\r\n"),
  "bad chunks": send(chunkedHead, "zz\r\n{}\r\n"),
  "a chunk that ends too early": send(chunkedHead, "20\r\n{}\r\n0\r\n\r\n"),
  "a long chunk extension": send(chunkedHead, `2;${"a".repeat(100_000)}\r\n{}\r\n0\r\n\r\n`),
  "chunks of one byte": send(chunkedHead, `${"1\r\n \r\n".repeat(30_000)}2\r\n{}\r\n0\r\n\r\n`),
  "two responses": send(Buffer.concat([formatResponse(200, {}), formatResponse(200, { "x-second": "1" }, '"second"')])),
  "two responses, and kept open": (): Reply => ({
    pieces: [Buffer.concat([formatResponse(200, {}), formatResponse(200, { "x-second": "1" }, '"second"')])],
    end: "open",
  }),
  "a body for HEAD": send(formatResponse(200, {}), json),
  "204 with a body": respond(204),
  "205 with a body": respond(205),
  "304 with a body": respond(304),
  "304 with a length": () => ({ pieces: [formatResponse(304, { "content-length": "5" }, "")] }),
  "a body in the request's place": send(`${head}\r\n`, json),
};
