import { once } from "node:events";
import { type IncomingMessage, request as openRequest } from "node:http";
import { text } from "node:stream/consumers";
import type { HttpRequest } from "@run-summary/openapi";
import type { HttpResponse } from "@run-summary/openapi/validation";

/** Sends a request as it is, also one that no client sends. Only the headers that HTTP requires are added. */
export async function sendRequest(apiUrl: string, request: HttpRequest): Promise<HttpResponse> {
  const { method, target, headers, body } = request;
  const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
  const outgoing = openRequest(apiUrl + target, { method, headers: { ...headers, ...length } });
  try {
    const [response] = (await once(outgoing.end(body), "response")) as [IncomingMessage];
    return await readResponse(response);
  } catch (error) {
    // The server closed an idle connection at the moment of its next use, as Node's documentation of `reusedSocket` describes.
    if (outgoing.reusedSocket && (error as NodeJS.ErrnoException).code === "ECONNRESET") {
      return sendRequest(apiUrl, request);
    }
    throw error;
  }
}

async function readResponse(response: IncomingMessage): Promise<HttpResponse> {
  const headers = Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return { status: response.statusCode ?? 0, headers: new Headers(headers), body: await text(response) };
}

/** The value of a JSON text; the text itself where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
