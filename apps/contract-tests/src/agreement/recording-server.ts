import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on loopback that keeps the last request and gives the answer that it is told to. */
export interface RecordingServer {
  readonly url: string;
  last:
    | { readonly method: string; readonly url: URL; readonly headers: IncomingHttpHeaders; readonly body: string }
    | undefined;
  answer: { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };
  close(): void;
}

export async function startRecordingServer(): Promise<RecordingServer> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers } = request;
    recording.last = { method, url: new URL(url, recording.url), headers, body: Buffer.concat(chunks).toString() };
    const { answer } = recording;
    response
      .writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers })
      .end(answer.body ?? "{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const recording: RecordingServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    last: undefined,
    answer: {},
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return recording;
}
