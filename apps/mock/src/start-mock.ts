import { bundleFile } from "@run-summary/spec";
import { type Chaos, createChaos } from "./features/chaos.ts";
import type { Seed } from "./features/state/seed.ts";
import type { State } from "./features/state/state.ts";
import { createThrottling, readLimits } from "./features/throttling.ts";
import { loadDocument, type ServedDocument } from "./prism/document.ts";
import { decodeBody } from "./server/content-coding.ts";
import { createErrorResponse } from "./server/error-response.ts";
import { listen } from "./server/http-server.ts";
import { formatEvent, formatExchange, type LogFormat, redactTokens } from "./server/log.ts";
import type { MockRequest } from "./server/message.ts";
import { createRecorder, type RecordedRequest } from "./server/recorded-requests.ts";
import { createRequestHandlers, type Exchange } from "./server/request-handler.ts";
import { respond, type Service } from "./service.ts";

export interface MockOptions {
  /** An OpenAPI document, or the path of one. Default: the project's own. */
  readonly spec?: string | object | undefined;
  /**
   * Whether a document with a schema that does not compile is refused; otherwise the operations that have it respond with 501.
   * Default: true for the project's own document, false for another one.
   */
  readonly strict?: boolean | undefined;
  /** Default: 0, any free port. */
  readonly port?: number;
  /** Default: `127.0.0.1`. */
  readonly host?: string;
  /** Whether POST, PATCH, PUT and DELETE change what a GET returns. Default: false. */
  readonly stateful?: boolean;
  /**
   * What a GET returns at the start, by the paths below the API's root, or a file in JSON that has it; nothing else exists. Implies
   * `stateful`.
   */
  readonly seed?: string | Seed | undefined;
  /** Faults to inject at random. Default: only those that requests ask for in the header `Mock-Fault`. */
  readonly chaos?: Chaos | undefined;
  /** Milliseconds before each response. Default: 0. */
  readonly latency?: number;
  /** Whether to throttle as the document's `x-throttling` says. Default: false. */
  readonly throttle?: boolean;
  /** Whether only the permissions of `x-announced-security` are sufficient, where an operation has it. Default: false. */
  readonly announcedPermissions?: boolean;
  /** An address to send the requests to: the mock then validates both directions, and creates no response itself. */
  readonly upstream?: string | undefined;
  /** Milliseconds in which the upstream has to send its response. Default: 30,000. */
  readonly upstreamTimeLimit?: number;
  /** Whether to load the document again when one of its files changes. Default: false. */
  readonly watch?: boolean;
  /** Bytes that the body of a request may have, before and after decoding. Default: 1 MiB. */
  readonly bodyLimit?: number;
  /** Milliseconds in which a request has to arrive. Default: 10,000. */
  readonly timeLimit?: number;
  /** Default: `silent`. */
  readonly log?: LogFormat;
  /** Receives the lines of the log. Default: they go to standard output. */
  readonly writeLog?: (line: string) => void;
}

export interface Mock {
  readonly url: string;
  /** The address of the API: `url` with the path of the document's first server. A client takes it as its base URL. */
  readonly apiUrl: string;
  /** The last requests, the newest last: at most 1,000, which take at most 16 MiB of memory. */
  readonly requests: readonly RecordedRequest[];
  /** The schemas of the document that do not compile: where each is, and what is wrong. */
  readonly problems: readonly string[];
  /**
   * Serves another document from the next request on. Rejects where it cannot be served; the mock then keeps the old one. Of
   * several calls, the last one wins.
   */
  reload(spec: string | object): Promise<void>;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts a mock server. It listens when the promise resolves.
 *
 * @throws {DocumentError} where the document, or the seed for it, cannot be served.
 * @example const mock = await startMock({ stateful: true });
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { spec = bundleFile, strict = options.spec === undefined, log = "silent", writeLog = console.log } = options;
  const watchedFile = options.watch ? spec : undefined;
  if (typeof watchedFile === "object") throw new Error("Only a document in a file can be watched.");
  const closing = new AbortController();
  const report = (line: string) => writeLog(log === "json" ? formatEvent({ message: line }) : line);
  const load = async (next: string | object) => {
    const document = await loadDocument(next, { strict });
    if (log !== "silent") for (const problem of document.problems) report(`Responds with 501: ${problem}`);
    return document;
  };
  const service = await createService(spec, await load(spec), options, closing.signal);
  const requests: RecordedRequest[] = [];
  const handlers = createRequestHandlers({
    bodyLimit: options.bodyLimit ?? 1024 * 1024,
    latency: options.latency ?? 0,
    closed: closing.signal,
    respond: (request, ids, ended) => respond(service, request, ids, ended),
    respondToError: (error, ids) => createErrorResponse(error, ids, service.document.errorForm),
    report: createReporter(requests, log, writeLog),
  });
  let calls = 0;
  let served = 0;
  const reload = async (next: string | object) => {
    const call = ++calls;
    const document = await load(next);
    if (call < served) return; // a later call was quicker
    served = call;
    service.document = document;
  };
  let stopWatching = async () => {};
  if (watchedFile !== undefined) {
    const { watchDocument } = await import("./features/watching.ts");
    stopWatching = await watchDocument(watchedFile, reload, report, closing.signal);
  }
  const server = await listen({
    port: options.port ?? 0,
    host: options.host ?? "127.0.0.1",
    timeLimit: options.timeLimit ?? 10_000,
    ...handlers,
  }).catch(async (error: unknown) => {
    await stopWatching();
    throw error;
  });
  return {
    url: server.url,
    apiUrl: server.url + service.document.basePath,
    requests,
    get problems() {
      return service.document.problems;
    },
    reload,
    async close() {
      closing.abort();
      await Promise.all([stopWatching(), server.close()]);
    },
  };
}

async function createService(
  spec: string | object,
  document: ServedDocument,
  options: MockOptions,
  closed: AbortSignal,
): Promise<Service> {
  const { chaos, upstream, upstreamTimeLimit = 30_000 } = options;
  return {
    document,
    closed,
    state: options.stateful || options.seed !== undefined ? await loadState(document, options) : undefined,
    chaos: chaos && createChaos(chaos),
    permissions: options.announcedPermissions ? "announced" : "all",
    throttling: options.throttle ? createThrottling(readLimits(spec)) : undefined,
    upstream:
      upstream === undefined ? undefined : { url: new URL(upstream), timeLimit: upstreamTimeLimit, heldBytes: 0 },
  };
}

/** Most mocks keep no state, and start without the code for it. */
async function loadState(document: ServedDocument, { seed }: MockOptions): Promise<State> {
  const [{ createState }, { readSeed }] = await Promise.all([
    import("./features/state/state.ts"),
    import("./features/state/seed.ts"),
  ]);
  return createState(seed === undefined ? undefined : readSeed(document, seed));
}

/** The decoded body of a request; where it cannot be decoded, the body as it was sent. */
function readText({ headers, body, bodyLimit }: MockRequest): string {
  try {
    return decodeBody(body, headers["content-encoding"], bodyLimit).toString();
  } catch {
    return body.toString();
  }
}

/** Creates the function that records and logs each request with its response. */
function createReporter(
  requests: RecordedRequest[],
  log: LogFormat,
  writeLog: (line: string) => void,
): (exchange: Exchange) => void {
  const record = createRecorder(requests);
  return (exchange) => {
    const { method, target, headers } = exchange.request;
    const { status, fault } = exchange.response;
    const violations = exchange.response.violations.map((one) => ({ ...one, message: redactTokens(one.message) }));
    record({ method, target, headers, body: readText(exchange.request), status, violations, fault });
    if (log !== "silent") writeLog(formatExchange(log, exchange));
  };
}
