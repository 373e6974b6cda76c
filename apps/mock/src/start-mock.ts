import { randomInt, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { bundleFile } from "@run-summary/spec";
import { parse } from "yaml";
import { jsonAnswer, type MockAnswer, type MockRequest } from "./answer.ts";
import { type Contract, ContractError, loadContract, routeOf } from "./contract.ts";
import * as engine from "./engine.ts";
import { type Chaos, createChaos } from "./faults.ts";
import { BrokenOff, listen, readBody, send } from "./http-server.ts";
import { eventLine, type LogFormat, loggablePath, logLine, withoutTokens } from "./log.ts";
import { createMemory, type Seed } from "./memory.ts";
import { createRandom } from "./random.ts";
import { Refusal, type RequestIds } from "./refusal.ts";
import { answerTo, errorAnswer, type Service } from "./service.ts";
import { createThrottling, type Limits } from "./throttling.ts";
import { type Violation, violationsHeader } from "./violation.ts";

export interface MockOptions {
  /** An OpenAPI document, or the path of one. Default: the project's own. */
  readonly spec?: string | object;
  /** Default: 0, any free port. */
  readonly port?: number;
  /** Default: `127.0.0.1`. */
  readonly host?: string;
  /** Whether a PATCH changes what a GET answers. Default: false. */
  readonly stateful?: boolean;
  /** The entities that exist at the start, by their paths below the API's root; no others do. Implies `stateful`. */
  readonly seed?: Seed;
  /** Faults to hit requests with. Default: none, but for a request that asks for one in its `Mock-Fault` header. */
  readonly chaos?: Chaos;
  /** Milliseconds before each answer: a number, or the least and the most. Default: 0. */
  readonly latency?: number | readonly [least: number, most: number];
  /** Whether to throttle as the document's `x-throttling` says. Default: false. */
  readonly throttle?: boolean;
  /** Where to send requests instead of answering them: both directions are validated. */
  readonly upstream?: string;
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

/** A request that the mock has answered. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** 0 where the connection ended without an answer. */
  readonly status: number;
  readonly violations: readonly Violation[];
  readonly fault?: string | undefined;
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

const manyRequests = 1000;
const manyCharacters = 16 * 2 ** 20;

/** A function that adds a request to the list, and drops the oldest where they would be too many or too large. */
function createRecorder(requests: RecordedRequest[]): (request: RecordedRequest) => void {
  let characters = 0;
  return (request) => {
    requests.push(request);
    characters += request.body.length;
    while (requests.length > manyRequests || characters > manyCharacters) {
      characters -= requests.shift()?.body.length ?? 0;
    }
  };
}

/**
 * Starts a mock server; it answers when the promise resolves.
 *
 * @throws {ContractError} where the document cannot be served, or the seed is not what it says.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { spec = bundleFile, bodyLimit = 1024 * 1024, latency = 0, log = "silent", writeLog = console.log } = options;
  const ended = new AbortController();
  const service: Service = {
    contract: await loadContract(spec),
    memory: options.stateful || options.seed ? createMemory(options.seed) : undefined,
    chaos: options.chaos && createChaos(options.chaos),
    throttling: options.throttle ? createThrottling(await limitsOf(spec)) : undefined,
    upstream:
      options.upstream === undefined
        ? undefined
        : { url: new URL(options.upstream), timeLimit: options.upstreamTimeLimit ?? 30_000 },
    ended: ended.signal,
  };
  checkSeed(service, options.seed ?? {});
  const requests: RecordedRequest[] = [];
  const record = createRecorder(requests);
  const random = createRandom(options.chaos?.seed ?? randomInt(2 ** 32));
  const [least, most] = typeof latency === "number" ? [latency, latency] : latency;

  // One line and one record for each request, however it was answered.
  const tell = (request: MockRequest, answer: MockAnswer, ids: RequestIds, since: number): void => {
    const { method, target, headers } = request;
    const { status, fault } = answer;
    const violations = answer.violations.map((one) => ({ ...one, message: withoutTokens(one.message) }));
    record({ method, target, headers, body: request.body.toString(), status, violations, fault });
    if (log === "silent") return;
    const milliseconds = performance.now() - since;
    writeLog(logLine(log, { method, path: loggablePath(target), status, milliseconds, ...ids, violations, fault }));
  };

  const broken = new WeakSet<IncomingMessage>();
  const respond = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const start = performance.now();
    const ids = idsOf(message);
    const request = { ...requestOf(message), body: Buffer.alloc(0) as Buffer };
    let answer: MockAnswer;
    try {
      checkMessage(message);
      request.body = await readBody(message, bodyLimit);
      answer = isPreflight(message) ? jsonAnswer(204, undefined) : await answerTo(service, request, ids);
    } catch (error) {
      // What was broken off was answered, or has nobody to be answered.
      if (error instanceof BrokenOff && broken.has(message)) return;
      answer = error instanceof BrokenOff ? noAnswer : errorAnswer(error, ids);
    }
    if (most > 0) await sleep(least + random() * (most - least), undefined, { signal: ended.signal });
    // An upstream's ids are its own, and it may have none.
    const all = answer.isUpstreams ? answer.headers : { ...answer.headers, ...idHeaders(ids) };
    const headers = { ...all, ...headersFor(message, answer) };
    // A header may hold what HTTP does not allow.
    const sent = send(message, response, { ...answer, headers }, ended.signal);
    await sent.catch((error: unknown) => send(message, response, errorAnswer(error, ids), ended.signal));
    tell(request, answer, ids, start);
  };

  const answerToBroken = (refusal: Refusal, message: IncomingMessage | undefined, since: number): MockAnswer => {
    if (message !== undefined) broken.add(message);
    const ids = message === undefined ? newIds() : idsOf(message);
    const answer = errorAnswer(refusal, ids);
    const { method, target, headers } = message === undefined ? noRequest : requestOf(message);
    tell({ method, target, headers, body: Buffer.alloc(0) }, answer, ids, since);
    return { ...answer, headers: { ...answer.headers, ...idHeaders(ids) } };
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
  if (options.watch) {
    const { watchContract } = await import("./watch-contract.ts");
    const report = (line: string) => writeLog(log === "json" ? eventLine({ message: line }) : line);
    warmAll(service.contract); // so that a save is followed at once
    stopWatching = await watchContract(spec, reload, report);
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
const noRequest = { method: "-", target: "-", headers: {} };

function requestOf(message: IncomingMessage): Omit<MockRequest, "body"> {
  return { method: message.method ?? "GET", target: message.url ?? "/", headers: singleHeaders(message) };
}

// Whatever is asked for, and wherever: there is nothing here to protect.
function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

function newIds(): RequestIds {
  return { requestId: randomUUID(), clientRequestId: randomUUID() };
}

function idsOf({ headers }: IncomingMessage): RequestIds {
  const asked = headers["client-request-id"]?.toString() ?? "";
  // What is no UUID is refused, and is not repeated either.
  const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(asked);
  return isUuid ? { ...newIds(), clientRequestId: asked } : newIds();
}

function idHeaders({ requestId, clientRequestId }: RequestIds): Record<string, string> {
  return { "request-id": requestId, "client-request-id": clientRequestId };
}

function headersFor({ headers }: IncomingMessage, answer: MockAnswer): Record<string, string> {
  return {
    ...(answer.violations.length === 0 ? {} : { "sl-violations": violationsHeader(answer.violations) }),
    ...(answer.fault === undefined ? {} : { "mock-fault": answer.fault }),
    ...(headers.origin === undefined ? {} : corsHeaders(headers)),
  };
}

function corsHeaders(headers: IncomingMessage["headers"]): Record<string, string> {
  const { "access-control-request-method": method, "access-control-request-headers": names } = headers;
  return {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "*",
    ...(method === undefined ? {} : { "access-control-allow-methods": method }),
    ...(names === undefined ? {} : { "access-control-allow-headers": names }),
  };
}

function singleHeaders({ headers }: IncomingMessage): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    values[name] = Array.isArray(value) ? value.join(", ") : (value ?? "");
  return values;
}

async function limitsOf(spec: string | object): Promise<Limits> {
  const document = typeof spec === "string" ? parse(await readFile(spec, "utf8")) : spec;
  const limits = (document as { "x-throttling"?: Partial<Limits> })["x-throttling"];
  if (limits === undefined) throw new ContractError("The document has no x-throttling to throttle by.");
  const { windowSeconds = 0, requests = 0, writes = 0 } = limits;
  for (const [name, value] of Object.entries({ windowSeconds, requests, writes })) {
    if (!(Number.isInteger(value) && value > 0))
      throw new ContractError(`The document's x-throttling has no whole number above 0 for ${name}.`);
  }
  return { windowSeconds, requests, writes };
}

function checkSeed({ contract }: Service, seed: Seed): void {
  for (const [path, entity] of Object.entries(seed)) {
    const get = routeOf(contract, path)?.operations.get("get");
    if (get === undefined) throw new ContractError(`The seed's path ${path} is none that can be read.`);
    const body = { statusCode: 200, headers: { "content-type": "application/json" }, body: entity };
    const first = engine.responseViolations(get, body).find(({ location }) => location[1] === "body");
    if (first !== undefined)
      throw new ContractError(`The seed's ${path} is not what the document says: ${first.message}`);
  }
}
