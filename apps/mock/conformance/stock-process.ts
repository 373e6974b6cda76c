// A process that runs the stock server of Prism, one document at a time.
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec, type IHttpConfig } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";
import type { ServerOptions } from "./servers.ts";

/** What the process replies to a start, and to `close`. */
export interface StockMessage {
  readonly url?: string;
  /** Why the document cannot be served. */
  readonly error?: string;
}

let server: ReturnType<typeof createServer> | undefined;

async function handle(message: ServerOptions | "close"): Promise<StockMessage> {
  if (message === "close") {
    await server?.close();
    return {};
  }
  try {
    server = await createStockServer(message);
    return { url: await server.listen(0, "127.0.0.1") };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

async function createStockServer(options: ServerOptions): Promise<ReturnType<typeof createServer>> {
  const { spec, upstream, isDynamic = false, hasErrors = false, hasCors = true } = options;
  const operations = await getHttpOperationsFromSpec(spec);
  if (operations.length === 0) throw new Error("No operations found in the current file.");
  const shared = {
    checkSecurity: true,
    validateRequest: true,
    validateResponse: true,
    errors: hasErrors,
    upstreamProxy: undefined,
    mock: { dynamic: isDynamic },
  };
  const config: IHttpConfig =
    upstream === undefined ? { ...shared, isProxy: false } : { ...shared, isProxy: true, upstream: new URL(upstream) };
  return createServer(operations, {
    cors: hasCors,
    config,
    components: { logger: createLogger("prism", { level: "silent" }) },
  });
}

process.on("message", async (message: ServerOptions | "close") => process.send?.(await handle(message)));
