import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Recorded {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** What becomes of it: the connection is reset before it, or in the middle of its body, or nothing ever comes. */
  readonly fault?: "reset" | "cut" | "stall" | "stall-body";
}

export interface RecordingServer {
  readonly url: string;
  readonly requests: readonly Recorded[];
}

/** A server on loopback for one test: it records requests and gives one answer after the other, the last one to all others. */
export async function startRecordingServer(...answers: Answer[]): Promise<RecordingServer> {
  const requests: Recorded[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    respond(response, answers[requests.length - 1] ?? answers.at(-1) ?? {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function respond(response: ServerResponse, { status = 200, headers = {}, body = "{}", fault }: Answer): void {
  if (fault === "stall") return;
  if (fault === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(status, { "content-type": "application/json", ...headers });
  if (fault === undefined) response.end(body);
  else response.write(body.slice(0, body.length / 2), () => fault === "cut" && response.socket?.resetAndDestroy());
}
