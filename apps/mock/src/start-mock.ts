import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { bundleFile } from "@run-summary/spec";
import { jsonAnswer, type MockAnswer, type MockRequest } from "./answer.ts";
import { type Contract, ContractError, loadContract, routeOf } from "./contract.ts";
import * as engine from "./engine.ts";
import { type Chaos, createChaos } from "./faults.ts";
import { headersOf, idsOf } from "./headers.ts";
import { BrokenOff, listen, readBody, send } from "./http-server.ts";
import { eventLine, type LogFormat, loggablePath, logLine, withoutTokens } from "./log.ts";
import { createMemory, type Seed } from "./memory.ts";
import { createRecorder, type RecordedRequest } from "./recorded-requests.ts";
import { Refusal, type RequestIds } from "./refusal.ts";
import { answerTo, errorAnswer, type Service } from "./service.ts";
import { createThrottling, limitsOf } from "./throttling.ts";

export interface MockOptions {
  /** An OpenAPI document, or the path of one. Default: the project's own. */
  readonly spec?: string | object | undefined;
  /** Default: 0, any free port. */
  readonly port?: number;
  /** Default: `127.0.0.1`. */
  readonly host?: string;
  /** Whether a PATCH changes what a GET answers. Default: false. */
  readonly stateful?: boolean;
  /** The entities that exist at the start, by their paths below the API's root; no others do. Implies `stateful`. */
  readonly seed?: Seed | undefined;
  /** Faults to hit requests with. Default: none, but for a request that asks for one in its `Mock-Fault` header. */
  readonly chaos?: Chaos | undefined;
  /** Milliseconds before each answer. Default: 0. */
  readonly latency?: number;
  /** Whether to throttle as the document's `x-throttling` says. Default: false. */
  readonly throttle?: boolean;
  /** Where to send requests instead of answering them: both directions are validated. */
  readonly upstream?: string | undefined;
  /** Milliseconds that the upstream has for an answer. Default: 30,000. */
  readonly upstreamTimeLimit?: number;
  /** Whether to serve the document anew when a file of it changes. Default: false. */
  readonly watch?: boolean;
  /** Bytes that a request's body may have. Default: 1 MiB. */
  readonly bodyLimit?: number;
  /** Milliseconds that a request may take to arrive. Default: 10,000. */
  readonly timeLimit?: number;
  /** Default: `silent`. */
  readonly log?: LogFormat;
  /** Where log lines go. Default: standard output. */
  readonly writeLog?: (line: string) => void;
}

export interface Mock {
  readonly url: string;
  /** The address of the API: `url` with the path of the document's first server, as a client is given it. */
  readonly apiUrl: string;
  /** The last requests, the newest last: at most 1,000, with bodies of 16 MiB. */
  readonly requests: readonly RecordedRequest[];
  /** Serves another document from the next request on. Where it cannot be served, it rejects and the mock serves on as before. */
  reload(spec: string | object): Promise<void>;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts a mock server; it answers when the promise resolves.
 *
 * @throws {ContractError} where the document cannot be served, or the seed is not what it says.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { spec = bundleFile, bodyLimit = 1024 * 1024, latency = 0, log = "silent", writeLog = console.log } = options;
  const watchedFile = options.watch ? spec : undefined;
  if (typeof watchedFile === "object") throw new Error("Only a document in a file can be watched.");
  const ended = new AbortController();
  const service: Service = {
    contract: await loadContract(spec),
    memory: options.stateful || options.seed ? createMemory(options.seed) : undefined,
    chaos: options.chaos && createChaos(options.chaos),
    throttling: options.throttle ? createThrottling(limitsOf(spec)) : undefined,
    upstream:
      options.upstream === undefined
        ? undefined
        : { url: new URL(options.upstream), timeLimit: options.upstreamTimeLimit ?? 30_000 },
    ended: ended.signal,
  };
  checkSeed(service, options.seed ?? {});
  const requests: RecordedRequest[] = [];
  const record = createRecorder(requests);

  // One line and one record for each request, however it was answered.
  const tell = (request: MockRequest, answer: MockAnswer, ids: RequestIds, since: number): void => {
    const { method, target, headers } = request;
    const { status, fault } = answer;
    const violations = answer.violations.map((one) => ({ ...one, message: withoutTokens(one.message) }));
    record({ method, target, headers, body: request.body.toString(), status, violations, fault });
    if (log === "silent") return;
    const milliseconds = Math.round((performance.now() - since) * 10) / 10;
    writeLog(logLine(log, { method, path: loggablePath(target), status, milliseconds, ...ids, violations, fault }));
  };

  const broken = new WeakSet<IncomingMessage>();
  const respond = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const start = performance.now();
    const ids = idsOf(message);
    let request = requestOf(message);
    let answer: MockAnswer;
    try {
      checkMessage(message);
      request = { ...request, body: await readBody(message, response, bodyLimit) };
      answer = isPreflight(message) ? jsonAnswer(204, undefined) : await answerTo(service, request, ids);
    } catch (error) {
      // What was broken off was answered, or has nobody to be answered.
      if (error instanceof BrokenOff && broken.has(message)) return;
      answer = error instanceof BrokenOff ? noAnswer : errorAnswer(error, ids);
    }
    if (latency > 0) await sleep(latency, undefined, { signal: ended.signal });
    const put = (one: MockAnswer) =>
      send(message, response, { ...one, headers: headersOf(one, ids, message) }, ended.signal);
    await put(answer).catch((error: unknown) => {
      answer = errorAnswer(error, ids); // a header may hold what HTTP does not allow
      return put(answer);
    });
    tell(request, answer, ids, start);
  };

  const answerToBroken = (refusal: Refusal, message: IncomingMessage | undefined, since: number): MockAnswer => {
    if (message !== undefined) broken.add(message);
    const ids = idsOf(message);
    const answer = errorAnswer(refusal, ids);
    tell(message === undefined ? noRequest : requestOf(message), answer, ids, since);
    return { ...answer, headers: headersOf(answer, ids) };
  };

  const server = await listen({
    port: options.port ?? 0,
    host: options.host ?? "127.0.0.1",
    timeLimit: options.timeLimit ?? 10_000,
    respond,
    answerToBroken,
  });
  const reload = async (next: string | object) => {
    const contract = await loadContract(next);
    warmAll(contract);
    service.contract = contract;
  };
  let stopWatching = async () => {};
  if (watchedFile !== undefined) {
    const { watchContract } = await import("./watch-contract.ts");
    const report = (line: string) => writeLog(log === "json" ? eventLine({ message: line }) : line);
    warmAll(service.contract); // so that a save is followed at once
    stopWatching = await watchContract(watchedFile, reload, report);
  }
  return {
    url: server.url,
    apiUrl: server.url + (service.contract.basePaths[0] ?? ""),
    requests,
    reload,
    async close() {
      ended.abort();
      await Promise.all([stopWatching(), server.close()]);
    },
  };
}

function checkMessage({ httpVersion, headers }: IncomingMessage): void {
  if (httpVersion === "1.1" && headers.host === undefined) {
    throw new Refusal(400, "The request has no Host header.", { at: ["header", "host"] });
  }
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== "100-continue") {
    throw new Refusal(417, `The mock cannot meet \`Expect: ${headers.expect}\`.`, { at: ["header", "expect"] });
  }
}

function warmAll({ routes }: Contract): void {
  for (const { operations } of routes) for (const operation of operations.values()) engine.warm(operation);
}

const noAnswer: MockAnswer = { status: 0, headers: {}, body: Buffer.alloc(0), delivery: "never", violations: [] };
const noRequest: MockRequest = { method: "-", target: "-", headers: {}, body: Buffer.alloc(0) };

/** A request of which the body has yet to be read. */
function requestOf({ method = "GET", url = "/", headers }: IncomingMessage): MockRequest {
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { method, target: url, headers: Object.fromEntries(texts), body: noRequest.body };
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

function checkSeed({ contract }: Service, seed: Seed): void {
  for (const [path, entity] of Object.entries(seed)) {
    const get = routeOf(contract, path)?.operations.get("get");
    if (get === undefined) {
      const readable = contract.routes.filter(({ operations }) => operations.has("get"));
      const known = readable.map(({ template }) => template).join(", ");
      throw new ContractError(`The seed's path ${path} is none that can be read: ${known}.`);
    }
    const body = { statusCode: 200, headers: { "content-type": "application/json" }, body: entity };
    const first = engine.responseViolations(get, body).find(({ location }) => location[1] === "body");
    if (first !== undefined)
      throw new ContractError(`The seed's ${path} is not what the document says: ${first.message}`);
  }
}
