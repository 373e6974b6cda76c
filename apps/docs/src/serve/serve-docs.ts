import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";
import { formatServerAddress } from "@run-summary/command-line";
import sirv from "sirv";
import { siteFolder } from "../build-docs.ts";

export interface DocsOptions {
  /** Default: 0, any free port. */
  readonly port?: number;
  /** Default: `127.0.0.1`. */
  readonly host?: string;
  /** The path that the site is served under. It begins and ends with a slash. Default: `/`. */
  readonly base?: string;
  /** The built site. */
  readonly folder?: string;
}

export interface DocsServer {
  /** The address of the overview. It ends with a slash. */
  readonly url: string;
  /** Makes the open pages load again. */
  reload(): void;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

// The scripts are files, because the pages' policy forbids inline scripts. All addresses are relative to the pages.
const reloadEvents = ".reload";
const reloadFile = ".reload.js";
const reloadWorkerFile = ".reload-worker.js";
// All tabs share one worker with one connection: a browser opens only six to a server, and would load no seventh tab.
const reloadScripts: Readonly<Record<string, string>> = {
  [`/${reloadFile}`]: `if (globalThis.SharedWorker)
  new SharedWorker("${reloadWorkerFile}").port.onmessage = () => location.reload();`,
  [`/${reloadWorkerFile}`]: `const events = new EventSource("${reloadEvents}");
onconnect = ({ ports: [tab] }) => events.addEventListener("message", () => tab.postMessage("reload"));`,
};

/**
 * Serves the built site.
 *
 * @throws {Error} where the server cannot listen.
 */
export async function serveDocs(options: DocsOptions = {}): Promise<DocsServer> {
  const { port = 0, host = "127.0.0.1", base = "/", folder = siteFolder } = options;
  const listeners = new Set<ServerResponse>();
  const serveFile = sirv(folder, { dev: true });
  const server = createServer((request, response) => {
    const url = request.url ?? "/";
    if (!url.startsWith(base)) {
      const isAbove = url === "/" || `${url}/` === base;
      response.writeHead(isAbove ? 302 : 404, isAbove ? { location: base } : {}).end();
      return;
    }
    request.url = url.slice(base.length - 1);
    const [path = "/"] = request.url.split("?");
    if (path === `/${reloadEvents}`) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" }).flushHeaders();
      listeners.add(response);
      response.once("close", () => listeners.delete(response));
    } else if (reloadScripts[path] !== undefined) {
      response.writeHead(200, { "content-type": "text/javascript" }).end(reloadScripts[path]);
    } else if (path === "/" || /^\/[\w-]+\.html$/.test(path)) {
      servePage(join(folder, path === "/" ? "index.html" : path), response);
    } else {
      serveFile(request, response, () => {
        response.writeHead(404).end("Not found");
      });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    url: formatServerAddress(server) + base,
    reload() {
      for (const listener of listeners) listener.write("data: reload\n\n");
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Sends the page with the reload script. The console does not get it, because it would lose the token and other input. */
function servePage(file: string, response: ServerResponse): void {
  const script = file.endsWith("console.html") ? "" : `<script src="${reloadFile}" defer></script>\n`;
  readFile(file, "utf8").then(
    (html) =>
      response
        .writeHead(200, { "content-type": "text/html; charset=utf-8" })
        .end(html.replace("</head>", `${script}</head>`)),
    () => response.writeHead(404).end("There is no such page. If the site is not built, run `npm run docs`."),
  );
}
