import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import type { CurlRequest } from "./parse-curl.ts";
import type { PlainResponse } from "./read-case.ts";

const maxWait = 10_000; // milliseconds

/**
 * Sends a request with its own headers only.
 *
 * @throws {Error} where there is no response.
 */
export async function sendRequest(server: string, curl: CurlRequest): Promise<PlainResponse> {
  const { hostname, port } = new URL(server);
  const request = httpRequest({
    hostname,
    port,
    method: curl.method,
    path: curl.target,
    headers: curl.headers,
    setDefaultHeaders: false,
    agent: false,
    signal: AbortSignal.timeout(maxWait),
  });
  request.end(curl.body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const body = await text(response);
  request.destroy();
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: curl.isHeadOnly ? "" : body.trim(),
  };
}
