import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec, type IHttpConfig } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";
import { startMock } from "../src/index.ts";

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

/** Starts the stock server of Prism in this process. */
export const startStockServer: StartServer = async (options) => {
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
  const server = createServer(operations, {
    cors: hasCors,
    config,
    components: { logger: createLogger("prism", { level: "silent" }) },
  });
  const url = await server.listen(0, "127.0.0.1");
  return { url, close: () => server.close() };
};
