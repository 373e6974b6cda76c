import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { bundleFile } from "@run-summary/spec";
import { answerTo, type MockAnswer } from "./answer.ts";
import { type Contract, loadContract } from "./contract.ts";
import { readBody } from "./read-request.ts";
import { graphErrorBody, Refusal, type RequestIds } from "./refusal.ts";

export interface MockOptions {
  /** An OpenAPI document, or the path of one. Default: the project's own. */
  readonly spec?: string | object;
  /** Default: 0, any free port. */
  readonly port?: number;
  /** Default: `127.0.0.1`. */
  readonly host?: string;
}

export interface Mock {
  readonly url: string;
  /** The address of the API: `url` with the path of the document's first server, as a client is given it. */
  readonly apiUrl: string;
  /** Serves another document from the next request on. Where it cannot be read, it rejects and the mock serves on as before. */
  reload(spec: string | object): Promise<void>;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

/** Starts a mock server; it answers when the promise resolves. */
export async function startMock({ spec = bundleFile, port = 0, host = "127.0.0.1" }: MockOptions = {}): Promise<Mock> {
  let contract = await loadContract(spec);
  const server = createServer((request, response) => {
    void respond(contract, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const url = `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
  return {
    url,
    apiUrl: url + (contract.basePaths[0] ?? ""),
    async reload(next) {
      contract = await loadContract(next);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function respond(contract: Contract, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const ids: RequestIds = {
    requestId: randomUUID(),
    clientRequestId: request.headers["client-request-id"]?.toString() || randomUUID(),
  };
  const answer = await answerOrError(contract, request, ids);
  if (response.destroyed) return;
  const body = answer.body === undefined ? undefined : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(body === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
    "request-id": ids.requestId,
    "client-request-id": ids.clientRequestId,
    // What is left of a refused body is not read.
    ...(request.complete ? {} : { connection: "close" }),
  });
  response.end(body);
}

async function answerOrError(contract: Contract, request: IncomingMessage, ids: RequestIds): Promise<MockAnswer> {
  try {
    return await answerTo(contract, {
      method: request.method ?? "GET",
      target: request.url ?? "/",
      headers: singleHeaders(request),
      body: await readBody(request),
    });
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, `The mock failed: ${(error as Error).message}`);
    return { status: refusal.status, headers: refusal.headers, body: graphErrorBody(refusal, ids) };
  }
}

function singleHeaders(request: IncomingMessage): Record<string, string> {
  const headers = Object.entries(request.headers);
  return Object.fromEntries(
    headers.map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}
