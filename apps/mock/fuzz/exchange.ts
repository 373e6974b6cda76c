import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { FuzzCase } from "./cases/fuzz-case.ts";
import { parseResponses } from "./responses.ts";

/** A connection on which a case is sent. */
export interface RawExchange {
  /** What has been received so far. */
  readBytes(): Buffer;
  /** Whether the server has ended the connection, or has sent all responses that the case waits for. */
  isDone(): boolean;
  /** Whether an error ended the connection, so that bytes may have been lost. */
  isBroken(): boolean;
  /** Resolves when it is done. */
  readonly done: Promise<void>;
  close(): void;
}

/** Sends a case. */
export function startExchange(port: number, fuzzCase: FuzzCase): RawExchange {
  const { pieces, pause = 0, halfClose = false, responses = 1 } = fuzzCase;
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
  const received: Buffer[] = [];
  let isDone = false;
  let isBroken = false;
  const done = new Promise<void>((resolve) => {
    const finish = () => {
      isDone = true;
      resolve();
    };
    let missing = 0;
    socket.on("data", (chunk: Buffer) => {
      received.push(chunk);
      missing -= chunk.length;
      if (missing > 0) return;
      const parsed = parseResponses(Buffer.concat(received), isHead(fuzzCase));
      missing = parsed.missing;
      if (parsed.responses.length >= responses && parsed.rest === 0) finish();
    });
    socket.on("error", () => {
      isBroken = true;
    });
    socket.once("end", finish).once("close", finish);
  });
  const write = async () => {
    for (const piece of pieces) {
      if (socket.destroyed) break;
      socket.write(piece);
      if (pause > 0) await sleep(pause);
    }
    if (halfClose) socket.end();
  };
  void write();
  return {
    readBytes: () => Buffer.concat(received),
    isDone: () => isDone,
    isBroken: () => isBroken,
    done,
    close: () => void socket.destroy(),
  };
}

/** Whether a case is a HEAD request. */
export function isHead({ pieces: [first] }: FuzzCase): boolean {
  return first?.subarray(0, 5).toString() === "HEAD ";
}

/** The number of bytes that a case sends. */
export function countBytes({ pieces }: FuzzCase): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
