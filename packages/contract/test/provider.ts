import { randomUUID } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { findResponse, matchPath, type Operation } from "@run-summary/openapi";
import { onTestFinished } from "vitest";
import { getSuccessStatus } from "../src/cases/example-cases.ts";
import type { Contract } from "../src/contract.ts";
import { findReadOperation, isBodyAllowed } from "../src/operations/entity.ts";

/** A response before it is sent. A body that is a text is sent as it is. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Whether the connection ends in the middle of the body. */
  readonly breaksOff?: boolean;
  /** Whether nothing is sent, and the connection stays open. */
  readonly isSilent?: boolean;
  /** Whether the response stops in the middle of the body, and the connection stays open. */
  readonly hangs?: boolean;
}

/** A mistake of a provider: it changes a response. */
export type Fault = (reply: Reply, request: { method: string; headers: IncomingHttpHeaders; body: string }) => Reply;

export interface TestProvider {
  readonly url: string;
  /** The entities by path, as they are now. */
  readonly entities: ReadonlyMap<string, unknown>;
}

/** A provider of operations that shares no code with the mock. It ends with the test. */
export async function startProvider(
  { validator }: Contract,
  operations: readonly Operation[],
  fault: Fault = (reply) => reply,
): Promise<TestProvider> {
  const entities = new Map<string, unknown>();

  const createReply = (operation: Operation, path: string, headers: IncomingHttpHeaders, json: string): Reply => {
    if (!/^bearer \S+$/i.test(headers.authorization ?? "")) return createExampleReply(operation, 401, headers);
    const success = getSuccessStatus(operation);
    const first = createExampleReply(operation, success, headers);
    const entity = entities.get(path) ?? first.body;
    const body = parseBody(json);
    if (!isBodyAllowed(validator, operation, body)) return createExampleReply(operation, 400, headers);
    entities.set(
      path,
      findReadOperation(operations, operation) ? { ...(entity as object), ...(body as object) } : entity,
    );
    return { ...first, body: entities.get(path) };
  };

  const server = createServer(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const body = await text(request);
    const operation = operations.find(
      (one) => one.method.toUpperCase() === method && matchPath(one.path, path) !== undefined,
    );
    const right = operation ? createReply(operation, path, headers, body) : { status: 404, headers: {}, body: "" };
    const reply = fault(right, { method, headers, body });
    const content = typeof reply.body === "string" ? reply.body : (JSON.stringify(reply.body) ?? "");
    if (reply.isSilent) return;
    response.writeHead(reply.status, reply.headers);
    if (reply.hangs) response.write(content.slice(0, 10));
    else if (reply.breaksOff) response.write(content.slice(0, 10), () => response.destroy());
    else response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, entities };
}

function createExampleReply(operation: Operation, status: number, headers: IncomingHttpHeaders): Reply {
  const response = findResponse(operation, status);
  const [[mediaType, content] = []] = Object.entries(response?.content ?? {});
  const [example] = Object.values(content?.examples ?? {});
  const required = Object.entries(response?.headers ?? {}).filter(([, header]) => header.required);
  return {
    status,
    headers: {
      ...Object.fromEntries(required.map(([name]) => [name, "Bearer"])),
      "request-id": randomUUID(),
      "client-request-id": String(headers["client-request-id"] ?? randomUUID()),
      ...(mediaType === undefined ? {} : { "content-type": mediaType }),
    },
    body: example,
  };
}

/** The value of a JSON text; NaN, which no body may be, for another text; `undefined` for no text. */
function parseBody(json: string): unknown {
  if (json === "") return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return Number.NaN;
  }
}
