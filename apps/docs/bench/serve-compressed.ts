import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** Serves a folder as a static host does, with gzip at its default level. */
export async function serveCompressed(folder: string): Promise<Server> {
  const compressed = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const [path = ""] = (request.url ?? "").split("?");
    const content = compressed.get(path) ?? (await readFile(join(folder, path)).then(gzipSync, () => undefined));
    if (content) compressed.set(path, content);
    response.writeHead(content ? 200 : 404, {
      "content-type": types[extname(path)] ?? "application/octet-stream",
      "content-encoding": "gzip",
      "cache-control": "max-age=600",
    });
    response.end(content ?? gzipSync("Not found"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
