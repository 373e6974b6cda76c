// Generated requests: bytes for a socket, in pieces. The path and the body come from the spec's first operation with a body.
import { listOperations, type Operation } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";

/** What one connection sends. */
export interface FuzzCase {
  /** The kind of the case, for reports. */
  readonly kind: string;
  readonly pieces: readonly Buffer[];
  /** Milliseconds between the pieces. */
  readonly pause: number;
  /** Whether the client ends its side after the last piece. */
  readonly halfClose: boolean;
}

export type Random = () => number;

const operation = listOperations(readBundle()).find(({ requestBody }) => requestBody !== undefined) as Operation;
const example = Object.values(Object.values(operation.requestBody?.content ?? {})[0]?.examples ?? {})[0];
const method = operation.method.toUpperCase();
const path = operation.path.replaceAll(/\{[^{}]+\}/g, "1");

const headers: Readonly<Record<string, string>> = {
  host: "localhost",
  authorization: "Bearer token",
  "content-type": "application/json",
};

/** Creates a valid request with some changes. */
function request(
  random: Random,
  change: { line?: string; headers?: Record<string, string>; body?: Buffer | string } = {},
): Buffer {
  const body = Buffer.from(change.body ?? JSON.stringify(example));
  const fields = {
    ...headers,
    "content-length": String(body.length),
    connection: pick(random, ["close", "keep-alive"]),
    ...change.headers,
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  const head = `${change.line ?? `${method} ${path} HTTP/1.1`}\r\n${lines.join("\r\n")}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, "latin1"), body]);
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

function randomInteger(random: Random, below: number): number {
  return Math.floor(random() * below);
}

function bytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => randomInteger(random, 256)));
}

/** Changes, repeats or removes some of the bytes. */
function mutate(random: Random, original: Buffer): Buffer {
  let result = original;
  for (let round = 0; round <= randomInteger(random, 4); round++) {
    const at = randomInteger(random, result.length + 1);
    const texts = ["\0", "\r\n", ""].map((text) => Buffer.from(text));
    const insert = pick(random, [bytes(random, 1), result.subarray(0, at), ...texts]);
    result = Buffer.concat([result.subarray(0, at), insert, result.subarray(at + randomInteger(random, 3))]);
  }
  return result;
}

/** Splits a text into words, and adds the empty word. */
function splitWords(text: string): string[] {
  return ["", ...text.split(/\s+/)];
}

const jsonTexts = [
  ...splitWords(`{ } [] null true " "" 0 - 1e999 -1e999 NaN undefined {}{} [1,] {,} {"a":1,} {'a':1} {a:1} {"a":01}`),
  ...splitWords(
    String.raw`{"a":1e} {"a":"\x"} {"a":"\ud800"} {"id":"a","id":"b"} {"__proto__":{"a":1}} {"":1} {"\u0000":1}`,
  ),
  ...splitWords(`{"constructor":1,"toString":2} {"a/b~c":1} 123456789012345678901234567890`),
  ...["1e400", "-0", "1.0"].map((number) => `{"issueDetectedDeviceCount":${number}}`),
  ...[" ", '{"a":"\u0001"}', "\uFEFF{}", "//\n{}", `${"[".repeat(99)}${"]".repeat(99)}`],
  ...["[".repeat(100_000), `${'{"a":'.repeat(50_000)}1`, `"${"a".repeat(100_000)}"`],
];
const accepts = splitWords('*/* zzz ; , a/b;q=x text/html application/json;q=0 */json application/* a/b/c " é/é');
const prefers = splitWords(
  'code=200 code=429 code=abc code= = , ;;; example=neverRan dynamic=true return=minimal code=1e2 " example=__proto__',
);
const tokens = [
  ...["Bearer", "Bearer ", "Bearer a.b.c", "Bearer e30.e30.e30", "Basic dTpw", "", "é", "Bearer a b"],
  ...[`Bearer ${"a".repeat(5000)}`, "Digest username=x"],
];
const mediaTypes = [
  ...splitWords("application/json garbage application/ / text/plain multipart/form-data"),
  'application/json; charset="',
];
const paths = [
  ...splitWords("% %ZZ %FF %C3%28 %00 %2F .. ../.. . // ? ?a=%ZZ&%=1 #x %F0%9F%98%80 \\ {x} é"),
  "a".repeat(3000),
];
const targets = [...splitWords(`* http://localhost/beta/x http:// localhost:80 x http://a${path}`), "/ /"];
const methods = splitWords("HEAD OPTIONS DELETE TRACE PURGE get G@T QUERY PRI M-SEARCH ABCABCABCABCABCABC");
const versions = splitWords("HTTP/1.1 HTTP/1.0 HTTP/0.9 HTTP/2.0 HTTP/9.9 HTTPS/1.1");
const lengths = [...splitWords("0 1 5 1000 99999999999 -1 x 0x10 +5"), "1, 2"];
const encodings = ["chunked", "identity", "gzip", "chunked, chunked", "x"];
const chunks = [
  ...["2\r\n{}\r\n0\r\n\r\n", "2\r\n{}", "zz\r\n{}\r\n0\r\n\r\n", "-1\r\n\r\n", "FFFFFFFFFFFFFFFFF\r\n"],
  ...["2\r\n{}x\r\n0\r\n\r\n", "2\n{}\n0\n\n", "0\r\ntrailer: 1\r\n\r\n", `2;${"a".repeat(20_000)}\r\n{}\r\n0\r\n\r\n`],
];
const oddHeaders: Record<string, string>[] = [
  { "x ": "1" },
  { ":": "1" },
  { "x-long": "a".repeat(20_000) },
  { "x-control": "a\u0001b" },
  { "x-latin": "\u00ff\u00fe" },
  { expect: "100-continue" },
  { expect: "the unexpected" },
  { upgrade: "websocket", connection: "upgrade" },
  { host: "" },
  { origin: "null", "access-control-request-method": "PATCH" },
  { connection: "close, keep-alive, x" },
  { "mock-fault": "flood" },
  Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`x-${index}`, "1"])),
];

/** Creates what a kind of case sends: one piece, or pieces and how they are sent. */
type Generator = (random: Random) => Buffer | (Partial<FuzzCase> & { readonly pieces: readonly Buffer[] });

const generators: Readonly<Record<string, Generator>> = {
  "good request": (random) => request(random),
  "JSON of every kind": (random) => request(random, { body: pick(random, jsonTexts) }),
  "mutated JSON": (random) => request(random, { body: mutate(random, Buffer.from(JSON.stringify(example))) }),
  "bytes for a body": (random) => request(random, { body: bytes(random, randomInteger(random, 300)) }),
  "odd path": (random) => {
    const odd = pick(random, paths);
    const target = pick(random, [path.replace("/1/", `/${odd}/`), `/${odd}`, path + odd]);
    return request(random, { line: `${pick(random, ["GET", method])} ${target} HTTP/1.1` });
  },
  "odd target": (random) =>
    request(random, { line: `${pick(random, ["GET", "OPTIONS", "CONNECT"])} ${pick(random, targets)} HTTP/1.1` }),
  "odd method or version": (random) =>
    request(random, { line: `${pick(random, methods)} ${path} ${pick(random, versions)}` }),
  "odd headers of the API": (random) =>
    request(random, {
      line: `${pick(random, ["GET", method])} ${path} HTTP/1.1`,
      headers: {
        accept: pick(random, accepts),
        prefer: pick(random, prefers),
        authorization: random() < 0.8 ? "Bearer token" : pick(random, tokens),
        "client-request-id": pick(random, ["", "1", "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71", "é".repeat(50)]),
        "content-type": pick(random, mediaTypes),
      },
    }),
  "odd headers of HTTP": (random) => request(random, { headers: pick(random, oddHeaders) }),
  "no Host": () => Buffer.from(`GET ${path} HTTP/1.1\r\nauthorization: Bearer token\r\n\r\n`),
  "wrong Content-Length": (random) => request(random, { headers: { "content-length": pick(random, lengths) } }),
  "length and chunks": (random) => request(random, { headers: { "transfer-encoding": pick(random, encodings) } }),
  chunks: (random) => {
    const fields = Object.entries({ ...headers, "transfer-encoding": "chunked" });
    const head = [`${method} ${path} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`)].join("\r\n");
    return { pieces: [Buffer.from(`${head}\r\n\r\n`), Buffer.from(pick(random, chunks))] };
  },
  garbage: (random) => bytes(random, 1 + randomInteger(random, 500)),
  "mutated request": (random) => mutate(random, request(random)),
  pipelining: (random) => {
    const kept = () => {
      const body = pick(random, ["{}", "{bad", JSON.stringify(example)]);
      return request(random, { headers: { connection: "keep-alive" }, body });
    };
    return Buffer.concat(Array.from({ length: 2 + randomInteger(random, 4) }, kept));
  },
  "half-closed": (random) => ({ pieces: [request(random)], halfClose: true }),
  "broken off": (random) => {
    const whole = request(random);
    return { pieces: [whole.subarray(0, randomInteger(random, whole.length))], halfClose: true };
  },
  "in small pieces": (random) => {
    const whole = request(random);
    const cuts = Array.from({ length: 4 }, () => randomInteger(random, whole.length)).sort((a, b) => a - b);
    return { pieces: [0, ...cuts].map((cut, index) => whole.subarray(cut, cuts[index] ?? whole.length)), pause: 2 };
  },
  "too large": (random) => request(random, { body: Buffer.alloc(1_100_000, "1") }),
};

// These wait for the time limit of the mock, so that there are only few of them.
const slow: Readonly<Record<string, Generator>> = {
  "slow loris": (random) => {
    const whole = request(random);
    return { pieces: Array.from({ length: 20 }, (_, index) => whole.subarray(index, index + 1)), pause: 100 };
  },
  "never ends": (random) => request(random).subarray(0, -1 - randomInteger(random, 100)),
  silence: () => ({ pieces: [] }),
};

export function generateCase(random: Random): FuzzCase {
  return createCase(random, ...pick(random, Object.entries(random() < 0.005 ? slow : generators)));
}

/** Creates a valid request. */
export function createGoodCase(random: Random): FuzzCase {
  return createCase(random, "good request", request);
}

function createCase(random: Random, kind: string, generate: Generator): FuzzCase {
  const sent = generate(random);
  return { kind, pause: 0, halfClose: false, ...(Buffer.isBuffer(sent) ? { pieces: [sent] } : sent) };
}
