import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { startMock } from "../src/index.ts";
import type { StockMessage } from "./stock-worker.ts";

/** A server that a suite sends its requests to. */
export interface Server {
  readonly url: string;
  /** What each request gets, unless it has it. */
  readonly headers?: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** What Prism's command line asks for. */
export interface ServerOptions {
  /** The file of the document. */
  readonly spec: string;
  readonly upstream?: string | undefined;
  /** Whether each response is generated. */
  readonly isDynamic?: boolean;
  /** Whether an exchange that the document forbids becomes an error. */
  readonly hasErrors?: boolean;
  readonly hasCors?: boolean;
}

/**
 * Starts a server.
 *
 * @throws {Error} where the document cannot be served.
 */
export type StartServer = (options: ServerOptions) => Promise<Server>;

/** Starts the mock. It has no options for errors and CORS; a generated response is asked for by a header. */
export const startOurServer: StartServer = async ({ spec, upstream, isDynamic }) => {
  const { url, close } = await startMock({ spec, upstream });
  return { url, close, headers: isDynamic ? { prefer: "dynamic=true" } : {} };
};

let worker: Worker | undefined;

/** Starts the stock server of Prism. It runs in a thread of its own, which some requests end: the next start begins another. */
export const startStockServer: StartServer = async (options) => {
  const thread = worker ?? createWorker();
  thread.postMessage(options);
  const [message] = (await once(thread, "message")) as [StockMessage];
  if (message.error !== undefined) throw new Error(message.error);
  return {
    url: message.url ?? "",
    async close() {
      if (thread !== worker) return;
      thread.postMessage("close");
      await once(thread, "message");
    },
  };
};

function createWorker(): Worker {
  const created = new Worker(new URL("stock-worker.ts", import.meta.url));
  const forget = () => {
    if (worker === created) worker = undefined;
  };
  created.on("error", forget).on("exit", forget);
  created.unref();
  worker = created;
  return created;
}
