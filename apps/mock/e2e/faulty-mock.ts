// A server in the place of the mock, with a fault for some kinds of requests of the fuzz, which name their kind in a header.
import { pbkdf2Sync, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, request as sendRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

const leaked: unknown[] = [];

/** What goes wrong, and the body that the response then has. */
const faults: Readonly<Record<string, () => string>> = {
  "runs in Prefer": () => {
    const start = process.cpuUsage().user;
    while (process.cpuUsage().user - start < 200_000) pbkdf2Sync("password", "salt", 5000, 32, "sha256"); // microseconds
    return "{}";
  },
  "unknown properties": () => `"${"a".repeat(200_000)}"`,
  "mutated body": () => {
    leaked.push(Buffer.alloc(1_500_000));
    return "{}";
  },
  "nested JSON": () => String(Buffer.alloc(450 * 2 ** 20, 1).length),
  "big numbers": () => process.exit(1),
};

/** Starts the server, with the options of the mock: `upstream` makes it a proxy that lets URL parsing change addresses. */
export async function startMock({ upstream }: { upstream?: string }): Promise<{ url: string; apiUrl: string }> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request).catch(() => Buffer.alloc(0));
    const [kind = ""] = String(request.headers["x-fuzz-case"]).split("/");
    if (upstream !== undefined)
      await once(sendRequest(upstream + request.url, { headers: request.headers }).end(), "response");
    response.setHeader("request-id", randomUUID()).setHeader("client-request-id", randomUUID());
    response.statusCode = kind === "JSON of every kind" ? 500 : 200;
    response.end(faults[kind]?.() ?? String(body.length));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, apiUrl: url };
}
