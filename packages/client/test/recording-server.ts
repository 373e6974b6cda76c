import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface RecordedRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface StubResponse {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** The connection is reset before the response or in its body, or the response or its body never ends. */
  readonly fault?: "reset" | "cut" | "stall" | "stall-body";
}

export interface RecordingServer {
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
}

/** A server on loopback for one test. It records requests, and sends the responses in their order, and the last one again. */
export async function startRecordingServer(...responses: StubResponse[]): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    respond(response, responses[requests.length - 1] ?? responses.at(-1) ?? {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function respond(response: ServerResponse, { status = 200, headers = {}, body = "{}", fault }: StubResponse): void {
  if (fault === "stall") return;
  if (fault === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(status, { "content-type": "application/json", ...headers });
  if (fault === undefined) response.end(body);
  else response.write(body.slice(0, body.length / 2), () => fault === "cut" && response.socket?.resetAndDestroy());
}
