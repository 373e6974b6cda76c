import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startMock } from "../src/index.ts";
import type { StockMessage } from "./stock-process.ts";

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

let child: ChildProcess | undefined;

/** Starts the stock server of Prism. It runs in a process of its own, which some requests end: the next start begins another. */
export const startStockServer: StartServer = async (options) => {
  const process = child?.connected ? child : createProcess();
  child = process;
  const { url = "", error } = await exchange(process, options);
  if (error !== undefined) throw new Error(error);
  return {
    url,
    async close() {
      if (process.connected) await exchange(process, "close");
    },
  };
};

/** Ends the process of the stock server, if there is one. */
export function endStockServer(): void {
  child?.kill();
}

function createProcess(): ChildProcess {
  return fork(fileURLToPath(new URL("stock-process.ts", import.meta.url)), { stdio: "ignore" });
}

async function exchange(process: ChildProcess, message: ServerOptions | "close"): Promise<StockMessage> {
  const settled = new AbortController();
  const { signal } = settled;
  const reply = once(process, "message", { signal });
  const end = once(process, "exit", { signal }).then(() => [{ error: "The stock server has ended." }]);
  process.send(message);
  try {
    const [received] = (await Promise.race([reply, end])) as [StockMessage];
    return received;
  } finally {
    settled.abort();
  }
}
