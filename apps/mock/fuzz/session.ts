import { setTimeout as sleep } from "node:timers/promises";
import type { Requests } from "./cases/document-requests.ts";
import { type FuzzCase, formatRequest } from "./cases/fuzz-case.ts";
import { createNamedRandom } from "./cases/random.ts";
import { countBytes, isHead, type RawExchange, startExchange } from "./exchange.ts";
import { type MeasuredServer, startServer, type Usage } from "./measure/start-server.ts";
import { readTarget } from "./read-target.ts";
import { parseResponses, type ResponseCheck } from "./responses.ts";
import type { Target } from "./targets.ts";
import { startUpstream, type Upstream } from "./upstream/start-upstream.ts";

/** A running server of a target, and what its cases are compared with. */
export interface Session {
  readonly target: Target;
  readonly requests: Requests;
  readonly checkResponse: ResponseCheck;
  readonly upstream: Upstream | undefined;
  readonly server: MeasuredServer;
  /** What the server had used when it was warm. */
  readonly start: Usage;
  /** What it had used after the last case. */
  last: Usage;
  /** A valid request with a success. */
  readonly cheapCase: FuzzCase;
  /** Milliseconds of CPU time that it takes. */
  cheapTime: number;
  /** Bytes that the largest response to a valid request had. */
  readonly documentedBytes: number;
  /** Cases that wait for a time limit, while others are sent. */
  readonly waiting: Set<Promise<void>>;
  /** Those that have ended since the last case. */
  readonly late: FuzzCase[];
  stop(): Promise<void>;
}

/** Milliseconds in which a request, and an upstream's response, has to arrive. */
const timeLimit = 1500;
const warmUpCases = 150;
const cheapRepeats = 7;

/**
 * Starts the server of a target and warms it up.
 *
 * @param module the URL of a module that exports `startMock`
 */
export async function openSession(target: Target, module: string): Promise<Session> {
  const { requests, checkResponse } = await readTarget(target);
  const upstream = target.isProxy ? await startUpstream(requests.basePaths) : undefined;
  const own = upstream === undefined ? { stateful: true } : { upstream: upstream.url, upstreamTimeLimit: timeLimit };
  try {
    const server = await startServer(module, { spec: target.spec, timeLimit, ...own });
    const { cheapCase, documentedBytes } = await warmUp(server, requests);
    const start = await server.measure({ gc: true });
    const session: Session = {
      ...{ target, requests, checkResponse, upstream, server, start, cheapCase, documentedBytes },
      last: start,
      cheapTime: 0,
      waiting: new Set(),
      late: [],
      async stop() {
        await Promise.all([server.stop(), upstream?.close()]);
      },
    };
    await measureCheapTime(session);
    return session;
  } catch (error) {
    await upstream?.close();
    throw error;
  }
}

/** Sends valid requests; chooses one with a success to compare others with. */
async function warmUp(server: MeasuredServer, requests: Session["requests"]) {
  let cheapCase: FuzzCase | undefined;
  let documentedBytes = 0;
  for (let index = 0; index < warmUpCases; index++) {
    const valid = requests.createValid(createNamedRandom("warm-up", index));
    const fuzzCase = { kind: "cheap", index, pieces: [formatRequest({ caseHeader: {} }, valid)] };
    const bytes = await sendAlone({ server }, fuzzCase);
    await undoDeletion({ server, upstream: undefined }, fuzzCase);
    const { responses } = parseResponses(bytes, isHead(fuzzCase));
    documentedBytes = Math.max(documentedBytes, bytes.length);
    const isSuccess = responses.some(({ status }) => status < 300);
    if (isSuccess && (cheapCase === undefined || valid.method === "GET")) cheapCase = fuzzCase;
  }
  const fallback = {
    kind: "cheap",
    index: 0,
    pieces: [Buffer.from("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")],
  };
  return { cheapCase: cheapCase ?? fallback, documentedBytes };
}

// The process of a server that does less than this, in milliseconds of CPU time, is idle.
const idleTime = 3;
// Milliseconds after which a connection without a response counts as hung. All time limits are far shorter.
const maxWait = 15_000;

/** Waits until an exchange is done, or until the server does nothing about it. Returns what the server has used by then. */
export async function settle(
  { server }: Pick<Session, "server">,
  exchange: { readonly done: Promise<unknown>; isDone(): boolean },
): Promise<Usage> {
  for (let before: Usage | undefined; ; ) {
    await Promise.race([exchange.done, sleep(40)]);
    const usage = await server.measure();
    if (exchange.isDone() || (before !== undefined && usage.cpu - before.cpu < idleTime)) return usage;
    before = usage;
  }
}

/** Waits for the end of an exchange about which the server does nothing. */
export async function waitForEnd(exchange: RawExchange): Promise<void> {
  const timeout = new AbortController();
  await Promise.race([exchange.done, sleep(maxWait, undefined, timeout).catch(() => {})]);
  timeout.abort();
}

/** Sends a case alone. */
async function sendAlone(session: Pick<Session, "server">, fuzzCase: FuzzCase): Promise<Buffer> {
  const exchange = startExchange(session.server.port, fuzzCase);
  await settle(session, exchange);
  await waitForEnd(exchange);
  exchange.close();
  return exchange.readBytes();
}

/** Whether a case may delete what the other cases are about. */
export function mayDelete({ pieces }: FuzzCase): boolean {
  return Buffer.concat(pieces).includes("DELETE /");
}

/** Brings back what the requests of a case may have deleted in a mock: the other cases are about the same paths. */
export async function undoDeletion(
  { server, upstream }: Pick<Session, "server" | "upstream">,
  fuzzCase: FuzzCase,
): Promise<void> {
  if (upstream !== undefined || !mayDelete(fuzzCase)) return;
  const reset = Buffer.from("POST /_mock/reset HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
  await sendAlone({ server }, { kind: "reset", index: 0, pieces: [reset] });
}

/** Measures the CPU time of a case that is sent alone, in milliseconds, and the bytes that the client and the upstream send. */
export async function measureTime(session: Session, fuzzCase: FuzzCase): Promise<{ time: number; bytesIn: number }> {
  const { server, upstream } = session;
  upstream?.expect(fuzzCase);
  const before = await server.measure();
  await sendAlone(session, fuzzCase);
  const after = await server.measure();
  const { bytes = 0 } = upstream?.finish(fuzzCase) ?? {};
  return { time: after.cpu - before.cpu, bytesIn: countBytes(fuzzCase) + bytes };
}

/** Measures the cheap request again, in the same minute as what is compared with it. */
export async function measureCheapTime(session: Session): Promise<void> {
  const times: number[] = [];
  for (let repeat = 0; repeat < cheapRepeats; repeat++)
    times.push((await measureTime(session, session.cheapCase)).time);
  session.cheapTime = times.sort((a, b) => a - b)[Math.floor(cheapRepeats / 2)] ?? 0;
  session.last = await session.server.measure();
}
