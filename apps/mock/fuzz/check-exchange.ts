import type { FuzzCase } from "./cases/fuzz-case.ts";
import { countBytes, isHead, type RawExchange } from "./exchange.ts";
import { maxAddedBytes, maxAmplification } from "./limits.ts";
import { parseResponses, type RawResponse, type ResponseCheck } from "./responses.ts";
import type { Measure } from "./tally.ts";
import type { Target } from "./targets.ts";
import type { Upstream } from "./upstream/start-upstream.ts";

export interface Problem {
  readonly measure: Measure;
  readonly message: string;
}

export interface CheckedExchange {
  readonly problems: readonly Problem[];
  /** The first status; 0 where there is none. */
  readonly status: number;
  /** The bytes that the client and the upstream have sent. */
  readonly bytesIn: number;
  /** The bytes received, without those that each response may add, for each byte sent. */
  readonly amplification: number;
}

interface Expectations {
  readonly target: Target;
  readonly checkResponse: ResponseCheck;
  readonly upstream: Upstream | undefined;
  /** Bytes that the largest response to a valid request has. */
  readonly documentedBytes: number;
}

/** Checks what has come of a case that is done. */
export function checkExchange(expectations: Expectations, fuzzCase: FuzzCase, exchange: RawExchange): CheckedExchange {
  const bytes = exchange.readBytes();
  const { responses, rest } = parseResponses(bytes, isHead(fuzzCase));
  const arrived = expectations.upstream?.finish(fuzzCase);
  const bytesIn = Math.max(1, countBytes(fuzzCase) + (arrived?.bytes ?? 0));
  const added = Math.max(1, responses.length) * (maxAddedBytes + expectations.documentedBytes);
  const amplification = Math.max(0, bytes.length - added) / bytesIn;
  const excess = `${bytes.length} bytes came back for ${bytesIn}`;
  const wrong = [
    ...responses.flatMap((response, index) => expectations.checkResponse(response, index === 0 && isHead(fuzzCase))),
    ...checkConnection(fuzzCase, responses, rest, exchange.isBroken()),
    ...checkFirst(expectations.target, fuzzCase, responses),
  ];
  return {
    problems: [
      ...wrong.map((message) => ({ measure: "response" as const, message })),
      ...(arrived?.problems ?? []).map((message) => ({ measure: "address" as const, message })),
      ...(amplification > maxAmplification ? [{ measure: "amplification" as const, message: excess }] : []),
    ],
    status: responses[0]?.status ?? 0,
    bytesIn,
    amplification,
  };
}

function checkConnection(
  fuzzCase: FuzzCase,
  responses: readonly RawResponse[],
  rest: number,
  isBroken: boolean,
): string[] {
  const { target, halfClose } = fuzzCase;
  if (target === undefined || halfClose || isBroken) return [];
  // Where even the method cannot be parsed, the response to HEAD has a body, and the connection ends.
  const isLast = isHead(fuzzCase) && responses[0]?.headers.connection === "close";
  if (rest > 0 && !isLast) return [`${rest} bytes are no whole response`];
  return responses.length === 0 ? ["the connection ends without a response"] : [];
}

// Whether a request of another document is good for this mock is a question of its own.
function checkFirst({ isOwnDocument }: Target, { isFirstGood }: FuzzCase, [first]: readonly RawResponse[]): string[] {
  if (!isFirstGood || !isOwnDocument || (first !== undefined && first.status < 300)) return [];
  return [`the good request in front gets ${first === undefined ? "no response" : `status ${first.status}`}`];
}
