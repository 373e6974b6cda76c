import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { createDocument } from "./documents.ts";
import { readViolations, send, temporaryMock } from "./requests.ts";

/** Starts a server for one test, such as an upstream, and returns its address. */
export async function startServer(handler: RequestListener): Promise<string> {
  const server = createServer(handler).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/**
 * Lists what a mock says of an upstream's response with these headers, as `response/body/name message`.
 *
 * @param described the response of 200 in the document
 * @param rest of the document
 */
export async function validateUpstreamResponse(
  described: object,
  headers: Record<string, string>,
  body = "",
  rest: object = {},
): Promise<string[]> {
  const upstream = await startServer((_request, response) => void response.writeHead(200, headers).end(body));
  const get = { responses: { 200: { description: "done", ...described } } };
  const mock = await temporaryMock({ spec: createDocument({ "/a": { get } }, rest), upstream });
  return readViolations(await send(`${mock.url}/a`));
}
