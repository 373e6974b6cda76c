import type { FuzzCase } from "./cases/fuzz-case.ts";
import type { Target } from "./targets.ts";

/** What a failure is about. */
export type Measure = "response" | "time" | "memory" | "amplification" | "address" | "crash" | "start";

export interface Failure {
  readonly target: string;
  readonly kind: string;
  readonly index: number;
  readonly measure: Measure;
  readonly message: string;
  /** The beginning of what was sent, and of what came back. */
  readonly sent: string;
  readonly received: string;
}

export interface KindResult {
  cases: number;
  /** How often each status came first; `closed` where the connection ended without a response. */
  readonly statuses: Map<string, number>;
  /** The CPU time, in times of what is allowed for a cheap request and the bytes. */
  worstTime: number;
  /** Bytes received for each byte sent. */
  worstAmplification: number;
}

/** The memory of a target in bytes, after garbage collection: at its start, and after each thousand requests. */
export interface MemoryResult {
  readonly rss: number[];
  readonly held: number[];
  /** The most that the process had at any time. */
  peak: number;
}

/** The results of a run. */
export interface Tally {
  cases: number;
  readonly kinds: Map<string, KindResult>;
  readonly memory: Map<string, MemoryResult>;
  readonly failures: Failure[];
}

export function createTally(): Tally {
  return { cases: 0, kinds: new Map(), memory: new Map(), failures: [] };
}

/** The result of a kind, to be changed. */
export function getKindResult({ kinds }: Tally, kind: string): KindResult {
  const result = kinds.get(kind) ?? { cases: 0, statuses: new Map(), worstTime: 0, worstAmplification: 0 };
  kinds.set(kind, result);
  return result;
}

export function addFailure(
  tally: Tally,
  { name }: Target,
  fuzzCase: Pick<FuzzCase, "kind" | "index" | "pieces">,
  measure: Measure,
  message: string,
  received: Buffer = Buffer.alloc(0),
): void {
  const { kind, index, pieces } = fuzzCase;
  const sent = formatBytes(Buffer.concat(pieces));
  tally.failures.push({ target: name, kind, index, measure, message, sent, received: formatBytes(received) });
}

// A kind is not sent any more that has cost too much this often: each time may take long.
const maxFailures = 3;
const expensive: ReadonlySet<Measure> = new Set(["time", "memory", "crash"]);

export function hasFailedOften({ failures }: Tally, kind: string): boolean {
  const counted = failures.filter((failure) => failure.kind === kind && expensive.has(failure.measure));
  return counted.length >= maxFailures;
}

function formatBytes(bytes: Buffer): string {
  const shown = JSON.stringify(bytes.subarray(0, 400).toString("latin1"));
  return bytes.length > 400 ? `${shown} … ${bytes.length} bytes` : shown;
}
