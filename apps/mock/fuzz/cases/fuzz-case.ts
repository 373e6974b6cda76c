import type { Random } from "./random.ts";

/** What one connection sends, and what has to come of it. */
export interface FuzzCase {
  readonly kind: string;
  /** The number of the case among those of its kind. */
  readonly index: number;
  readonly pieces: readonly Buffer[];
  /** Milliseconds between the pieces. Default: 0. */
  readonly pause?: number;
  /** Whether the client ends its side after the last piece. */
  readonly halfClose?: boolean;
  /** How many responses the client waits for. Default: 1. */
  readonly responses?: number;
  /** Whether the first request is a good one, whatever follows it: its response has to be a success. */
  readonly isFirstGood?: boolean;
  /** The target of the only request. An upstream has to receive this one, or none. */
  readonly target?: string | undefined;
  /** The name of what an upstream does. */
  readonly behaviour?: string;
}

/** A valid request of a document. */
export interface ValidRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

/** What a case is made from. */
export interface Context {
  readonly random: Random;
  /** Creates a valid request of the document, mostly from its examples. */
  readonly createValid: (random: Random) => ValidRequest;
  /** The same for operations that take a body. */
  readonly createValidWithBody: (random: Random) => ValidRequest;
  /** Creates a request of the document with something that may be invalid. */
  readonly createInvalid: (random: Random) => ValidRequest;
  /** The header that lets an upstream know the case. */
  readonly caseHeader: Readonly<Record<string, string>>;
}

/** Creates what a kind of case sends: one piece, or pieces and how they are sent. */
export type Generator = (context: Context) => Buffer | Omit<FuzzCase, "kind" | "index">;

export type Generators = Readonly<Record<string, Generator>>;

interface Change {
  readonly method?: string;
  readonly target?: string;
  readonly version?: string;
  /** Replace others of the same name. `undefined` removes them. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Lines that are added as they are. */
  readonly lines?: readonly string[];
  readonly body?: Buffer | string | undefined;
}

/** Formats a valid request with some changes as the bytes of HTTP. */
export function formatRequest(
  { caseHeader }: Pick<Context, "caseHeader">,
  valid: ValidRequest,
  change: Change = {},
): Buffer {
  const { method, target, version = "HTTP/1.1", headers, lines = [], body: changed } = { ...valid, ...change };
  const body = changed === undefined ? undefined : Buffer.from(changed);
  const fields = {
    host: "localhost",
    connection: "close",
    ...caseHeader,
    ...valid.headers,
    ...(body === undefined ? {} : { "content-length": String(body.length) }),
    ...headers,
  };
  const head = [
    `${method} ${target} ${version}`,
    ...Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])),
    ...lines,
  ];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`, "latin1"), body ?? Buffer.alloc(0)]);
}

/** Creates a case of one request whose target an upstream has to receive unchanged. */
export function createCase(context: Context, valid: ValidRequest, change: Change = {}): ReturnType<Generator> {
  return { pieces: [formatRequest(context, valid, change)], target: change.target ?? valid.target };
}
