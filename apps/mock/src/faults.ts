import type { MockAnswer } from "./answer.ts";
import { createRandom } from "./random.ts";

const noAnswer: MockAnswer = { status: 0, headers: {}, body: Buffer.alloc(0), violations: [] };
const html = Buffer.from(
  "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>\n",
);
const claims = Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}').toString("base64");

/** What stands in for the answer, given the documented answer of a status. */
type Instead = (documented: Documented) => MockAnswer;
/** The documented answer of a status, or one with another message. */
type Documented = (status: number, message?: string) => MockAnswer;
/** What becomes of the answer. */
type Change = (answer: MockAnswer) => MockAnswer;

interface Misbehaviour {
  readonly description: string;
  readonly instead?: Instead;
  readonly change?: Change;
}

// A wait that a test can sit out.
const retryAfter = { seconds: 1, fraction: "0.125" };

const withHeader =
  (status: number, name: string, value: () => string | undefined, message?: string): Instead =>
  (documented) => {
    const answer = documented(status, message);
    const { [name]: _, ...headers } = answer.headers;
    const replaced = value();
    return { ...answer, headers: replaced === undefined ? headers : { ...headers, [name]: replaced } };
  };

/** The names of the faults, those of a kind together. */
export const faultNames = [
  "429",
  "429-bare",
  "429-date",
  "429-fractional",
  "502-html",
  "503",
  "504",
  "claims",
  "reset",
  "reset-body",
  "slow",
  "stall",
  "truncated",
  "wrapped",
] as const;

/** A way to misbehave. */
export type Fault = (typeof faultNames)[number];

const misbehaviours: Readonly<Record<Fault, Misbehaviour>> = {
  "429": {
    description: "429 with Retry-After in whole seconds",
    instead: withHeader(429, "retry-after", () => String(retryAfter.seconds)),
  },
  "429-fractional": {
    description: "429 with a fractional Retry-After",
    instead: withHeader(429, "retry-after", () => retryAfter.fraction),
  },
  "429-date": {
    description: "429 with Retry-After as an HTTP date",
    // A date has whole seconds: rounded up, lest it lies in the past.
    instead: withHeader(429, "retry-after", () =>
      new Date(Math.ceil(Date.now() / 1000 + retryAfter.seconds) * 1000).toUTCString(),
    ),
  },
  "429-bare": {
    description: "429 without Retry-After, as Intune often answers",
    instead: withHeader(429, "retry-after", () => undefined),
  },
  "502-html": {
    description: "502 with an HTML page",
    instead: () => ({ ...noAnswer, status: 502, headers: { "content-type": "text/html" }, body: html }),
  },
  "503": { description: "503 Service Unavailable", instead: (documented) => documented(503) },
  "504": { description: "504 Gateway Timeout", instead: (documented) => documented(504) },
  claims: {
    description: "401 with a claims challenge (continuous access evaluation)",
    instead: withHeader(
      401,
      "www-authenticate",
      () => `Bearer realm="", error="insufficient_claims", claims="${claims}"`,
      "The token lacks the claims that the challenge in WWW-Authenticate asks for.",
    ),
  },
  reset: {
    description: "the connection is reset before an answer",
    instead: () => ({ ...noAnswer, delivery: "reset" }),
  },
  "reset-body": {
    description: "the connection is reset in the middle of the body",
    change: (answer) => ({ ...answer, delivery: "cut" }),
  },
  stall: { description: "no answer, ever", instead: () => ({ ...noAnswer, delivery: "never" }) },
  slow: { description: "the answer trickles in for a second", change: (answer) => ({ ...answer, delivery: "slow" }) },
  wrapped: {
    description: 'the object wrapped in {"value": …}',
    change: (answer) => ({ ...answer, body: Buffer.concat([Buffer.from('{"value":'), answer.body, Buffer.from("}")]) }),
  },
  truncated: {
    description: "JSON that ends in the middle",
    change: (answer) => ({ ...answer, body: answer.body.subarray(0, answer.body.length / 2) }),
  },
};

export function descriptionOf(fault: Fault): string {
  return misbehaviours[fault].description;
}

export function isFault(name: string): name is Fault {
  return (faultNames as readonly string[]).includes(name);
}

/** The answer with the fault. A fault that changes a body leaves an answer without one as it is. */
export function withFault(fault: Fault, answer: () => MockAnswer, documented: Documented): MockAnswer {
  const { instead, change } = misbehaviours[fault];
  if (instead !== undefined) return { ...instead(documented), fault };
  const whole = answer();
  return change === undefined || whole.body.length === 0 ? whole : { ...change(whole), fault };
}

export interface Chaos {
  readonly faults: readonly Fault[];
  /** The share of requests that are hit, from 0 to 1. */
  readonly probability: number;
  /** The same seed hits the same requests with the same faults. */
  readonly seed: number;
}

/** A function that tells for each request in turn with which fault it is hit, if any. */
export function createChaos({ faults: chosen, probability, seed }: Chaos): () => Fault | undefined {
  const random = createRandom(seed);
  return () => {
    const [hit, which] = [random(), random()]; // two numbers for each request, so that one does not shift the others
    return hit < probability ? chosen[Math.floor(which * chosen.length)] : undefined;
  };
}
