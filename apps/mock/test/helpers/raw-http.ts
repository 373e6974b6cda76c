import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import type { Mock } from "../../src/index.ts";

/** Sends bytes on a connection of their own and returns what comes back until it ends. */
export async function exchangeBytes(server: Mock, ...pieces: (string | Buffer)[]): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1").on("error", () => {});
  const response = text(socket);
  for (const piece of pieces) if (!socket.write(piece)) await Promise.race([once(socket, "drain"), response]);
  return response;
}

export interface TargetResponse {
  readonly status: number;
  /** The message of an error, else empty. */
  readonly message: string;
  /** All bytes of the response. */
  readonly response: string;
}

/** Sends a GET whose target is written as it is. */
export async function getTarget(server: Mock, target: string, method = "GET"): Promise<TargetResponse> {
  const head = `${method} ${target} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer token\r\nconnection: close\r\n\r\n`;
  const response = await exchangeBytes(server, Buffer.from(head, "latin1"));
  const [, message = ""] = /"message":"((?:[^"\\]|\\.)*)"/.exec(response) ?? [];
  return { status: Number(response.split(" ")[1]), message, response };
}
