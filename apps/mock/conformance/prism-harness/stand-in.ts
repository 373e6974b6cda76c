import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An upstream on the loopback in place of httpbin.org. */
export interface StandIn {
  readonly url: string;
  /** What `/json` and `/html` respond with. */
  body: string;
  close(): Promise<void>;
}

/** Starts the stand-in. It has the paths `/status/N`, `/json` and `/html`; anything else is 404. */
export async function startStandIn(): Promise<StandIn> {
  const server = createServer((request, response) => {
    const [, status] = /^\/status\/(\d{3})$/.exec(request.url ?? "") ?? [];
    const format = /^\/(json|html)$/.exec(request.url ?? "")?.[1];
    const type = format === "json" ? "application/json" : "text/html; charset=utf-8";
    const code = Number(status ?? (format === undefined ? 404 : 200));
    response.writeHead(code, code === 204 ? {} : { "content-type": type });
    response.end(format === undefined ? undefined : standIn.body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const standIn: StandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    body: "",
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return standIn;
}
