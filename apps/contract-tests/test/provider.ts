import { randomUUID } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Operation } from "@run-summary/spec";
import { onTestFinished } from "vitest";
import { takesBody } from "../src/body-cases.ts";
import { readingOf, responseFor, successOf } from "../src/cases.ts";
import type { Validator } from "../src/validator.ts";

/** An answer before it goes out: a body that is a text goes out as it is. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Whether the connection ends in the middle of the body. */
  readonly breaksOff?: boolean;
}

/** What a provider does otherwise than it should. */
export type Fault = (reply: Reply, request: { method: string; headers: IncomingHttpHeaders; body: string }) => Reply;

export interface TestProvider {
  readonly url: string;
  /** The entities by path, as they are now. */
  readonly entities: ReadonlyMap<string, unknown>;
}

/** A provider of operations that shares no code with the mock; it is gone when the test has ended. */
export async function startProvider(
  validator: Validator,
  operations: readonly Operation[],
  fault: Fault = (reply) => reply,
): Promise<TestProvider> {
  const entities = new Map<string, unknown>();

  const replyTo = (operation: Operation, path: string, headers: IncomingHttpHeaders, json: string): Reply => {
    if (!/^bearer \S+$/i.test(headers.authorization ?? "")) return replyWith(operation, 401, headers);
    const success = successOf(operation);
    const first = replyWith(operation, success, headers);
    const entity = entities.get(path) ?? first.body;
    const body = parsed(json);
    if (!takesBody(validator, operation, body)) return replyWith(operation, 400, headers);
    entities.set(path, readingOf(operations, operation) ? { ...(entity as object), ...(body as object) } : entity);
    return { ...first, body: entities.get(path) };
  };

  const server = createServer(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const body = await text(request);
    const operation = operations.find((one) => one.method.toUpperCase() === method && patternOf(one).test(path));
    const right = operation ? replyTo(operation, path, headers, body) : { status: 404, headers: {}, body: "" };
    const reply = fault(right, { method, headers, body });
    const content = typeof reply.body === "string" ? reply.body : (JSON.stringify(reply.body) ?? "");
    response.writeHead(reply.status, reply.headers);
    if (reply.breaksOff) response.write(content.slice(0, 10), () => response.destroy());
    else response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, entities };
}

function replyWith(operation: Operation, status: number, headers: IncomingHttpHeaders): Reply {
  const response = responseFor(operation, status);
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

function patternOf({ path }: Operation): RegExp {
  const parts = path.split(/\{[^{}]+\}/).map((part) => RegExp.escape(part));
  return new RegExp(`^${parts.join("[^/]+")}$`);
}

/** The value of a JSON text; one that no body may be where it is none, `undefined` where it is empty. */
function parsed(json: string): unknown {
  if (json === "") return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return Number.NaN;
  }
}
