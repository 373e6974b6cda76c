import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const summary = {
  id: "dad42f14-2f14-dad4-142f-d4da142fd4da",
  noIssueDetectedDeviceCount: 10,
  issueDetectedDeviceCount: 8,
  detectionScriptErrorDeviceCount: 15,
  detectionScriptPendingDeviceCount: 1,
  lastScriptRunDateTime: "2017-01-01T00:01:17.4310553-08:00",
};
const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*, authorization",
  "access-control-allow-methods": "*",
  "access-control-expose-headers": "*",
};

export interface SuiteServer {
  readonly url: string;
  /** The text that a page has sent to `/results`. */
  readonly results: Promise<string>;
  /** Serves a file to browsers. */
  serve(path: string, contentType: string, text: string): void;
  close(): void;
}

/** A server whose behaviour depends on the script's id in the path. Its responses hold the request that it received. */
export async function startServer(): Promise<SuiteServer> {
  const known = new Set<string>();
  const files = new Map<string, [contentType: string, text: string]>();
  let onResults = (_text: string) => {};
  const results = new Promise<string>((resolve) => {
    onResults = resolve;
  });

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { method, url = "", headers } = request;
    const send = (status: number, text: string, more: Record<string, string> = {}) =>
      response.writeHead(status, { "content-type": "application/json", ...cors, ...more }).end(text);
    const echo = JSON.stringify({ ...summary, received: { method, url, headers, body } });
    const file = files.get(url);
    if (method === "OPTIONS") return void send(204, "");
    if (url === "/results") {
      onResults(body);
      return void send(200, "{}");
    }
    if (file !== undefined) return void send(200, file[1], { "content-type": file[0] });

    const [, id = ""] = /deviceComplianceScripts\/([^/]+)\//.exec(url) ?? [];
    const isFirst = !known.has(id);
    known.add(id);
    if (id.startsWith("throttled-") && isFirst) return void send(429, "{}", { "retry-after": "0.01" });
    if (id.startsWith("bare429-") && isFirst) return void send(429, "{}");
    if (id.startsWith("fraction-") && isFirst) return void send(429, "{}", { "retry-after": "0.3" });
    if (id.startsWith("html502-") && isFirst) {
      return void send(502, "<h1>Bad Gateway</h1>", { "content-type": "text/html" });
    }
    if (id.startsWith("reset-") && isFirst) return void response.socket?.resetAndDestroy();
    if (id.startsWith("cut-") && isFirst) {
      response.writeHead(200, { "content-type": "application/json", ...cors });
      return void response.write('{"id":', () => response.socket?.resetAndDestroy());
    }
    if (id.startsWith("claims-") && headers.authorization !== "Bearer with-claims") {
      return void send(401, "{}", { "www-authenticate": `Bearer realm="", claims="${btoa('{"access_token":{}}')}"` });
    }
    if (id === "elsewhere")
      return void send(307, "", { location: url.replace(/^/, `${otherUrl}`).replace("elsewhere", "echo") });
    if (id === "missing") {
      return void send(404, '{"error":{"code":"NotFound","message":"No such script."}}', {
        "request-id": "5f2b7c1e",
      });
    }
    if (id === "html") return void send(200, "<p>Sign in</p>", { "content-type": "text/html" });
    if (id === "stalled") return;
    send(200, id === "plain" ? JSON.stringify(summary) : echo);
  };
  const servers = [0, 1].map(() => createServer((request, response) => void respond(request, response)));
  for (const server of servers) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const [url = "", otherUrl = ""] = servers.map(
    (server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  );
  return {
    url,
    results,
    serve(path, contentType, text) {
      files.set(path, [contentType, text]);
    },
    close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
