import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import type { PlainRequest, PlainResponse } from "./message.ts";

const maxWait = 10_000; // milliseconds

/**
 * Sends a request with its own headers only.
 *
 * @throws {Error} where there is no response.
 */
export async function sendRequest(server: string, sent: PlainRequest): Promise<PlainResponse> {
  const { hostname, port } = new URL(server);
  const request = httpRequest({
    hostname,
    port,
    method: sent.method,
    path: sent.target,
    headers: sent.headers,
    setDefaultHeaders: false,
    agent: false,
    signal: AbortSignal.timeout(maxWait),
  });
  request.end(sent.body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const body = await text(response);
  request.destroy();
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: body.trim(),
  };
}
