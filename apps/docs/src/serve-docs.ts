import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import sirv from "sirv";
import { siteFolder } from "./build-docs.ts";

export interface DocsOptions {
  /** Default: 0, any free port. */
  readonly port?: number;
  /** Default: `127.0.0.1`. */
  readonly host?: string;
  /** The path that the site is served under, which begins and ends with a slash. Default: `/`. */
  readonly base?: string;
  /** The built site. */
  readonly folder?: string;
}

export interface DocsServer {
  readonly url: string;
  /** Makes the pages that are open load again. */
  reload(): void;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

// Beside the pages, whose addresses are all relative. A script of its own, since the pages' policy forbids inline ones.
const events = "/.reload";
const reloadFile = "/.reload.js";
const reloadScript = 'new EventSource(".reload").onmessage = () => location.reload()';

/** Serves the built site; its pages load again when `reload` is called. */
export async function serveDocs({
  port = 0,
  host = "127.0.0.1",
  base = "/",
  folder = siteFolder,
}: DocsOptions = {}): Promise<DocsServer> {
  const openPages = new Set<ServerResponse>();
  const serveFile = sirv(folder, { dev: true });

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? "/";
    if (!url.startsWith(base)) {
      response.writeHead(url === "/" ? 302 : 404, url === "/" ? { location: base } : {}).end();
      return;
    }
    request.url = url.slice(base.length - 1);
    const [path = "/"] = request.url.split("?");
    if (path === events) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" }).flushHeaders();
      openPages.add(response);
      response.once("close", () => openPages.delete(response));
    } else if (path === reloadFile) {
      response.writeHead(200, { "content-type": "text/javascript" }).end(reloadScript);
    } else if (path === "/" || /^\/[\w-]+\.html$/.test(path)) {
      const file = join(folder, path === "/" ? "index.html" : path);
      const html = await readFile(file, "utf8").catch(() => undefined);
      response.writeHead(html === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
      // The console does not load again: what was filled in, a token above all, would be lost.
      const script = path === "/console.html" ? "" : `<script src="${reloadFile.slice(1)}" defer></script>\n`;
      response.end(
        html?.replace("</head>", `${script}</head>`) ??
          "There is no such page. If the site is not built: run `npm run docs`.",
      );
    } else {
      serveFile(request, response, () => {
        response.writeHead(404).end("Not found");
      });
    }
  };
  const server = createServer((request, response) => {
    respond(request, response).catch((error: Error) => response.writeHead(500).end(error.message));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });

  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}${base.slice(0, -1)}`,
    reload() {
      for (const page of openPages) page.write("data: reload\n\n");
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
