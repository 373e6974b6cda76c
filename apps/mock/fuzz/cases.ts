// Generated requests: bytes for a socket, in pieces. What the API is called comes from the spec's first PATCH.
import { type Operation, operationsOf, readBundle } from "@run-summary/spec";

/** What one connection sends. */
export interface FuzzCase {
  /** What kind of case it is, for reports. */
  readonly kind: string;
  readonly pieces: readonly Buffer[];
  /** Milliseconds between the pieces. */
  readonly pause: number;
  /** Whether the client ends its side after the last piece. */
  readonly halfClose: boolean;
}

export type Random = () => number;

const operation = operationsOf(readBundle()).find(({ requestBody }) => requestBody !== undefined) as Operation;
const example = Object.values(Object.values(operation.requestBody?.content ?? {})[0]?.examples ?? {})[0];
const method = operation.method.toUpperCase();
const path = operation.path.replaceAll(/\{[^{}]+\}/g, "1");

const headers: Readonly<Record<string, string>> = {
  host: "localhost",
  authorization: "Bearer token",
  "content-type": "application/json",
};

/** A request as it should be, with what is to be otherwise. */
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

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

function integer(random: Random, below: number): number {
  return Math.floor(random() * below);
}

function bytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => integer(random, 256)));
}

function text(random: Random, length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet[integer(random, alphabet.length)]).join("");
}

/** The bytes with some of them changed, doubled or left out. */
function mutated(random: Random, original: Buffer): Buffer {
  let result = original;
  for (let round = 0; round <= integer(random, 4); round++) {
    const at = integer(random, result.length + 1);
    const insert = pick(random, [
      bytes(random, 1),
      Buffer.from("\0"),
      Buffer.from("\r\n"),
      result.subarray(0, at),
      Buffer.alloc(0),
    ]);
    result = Buffer.concat([result.subarray(0, at), insert, result.subarray(at + integer(random, 3))]);
  }
  return result;
}

const jsonTexts = [
  ...[
    "",
    " ",
    "{",
    "}",
    "[]",
    "null",
    "true",
    '"',
    '""',
    "0",
    "-",
    "1e999",
    "-1e999",
    "NaN",
    "undefined",
    "{}{}",
    "[1,]",
    "{,}",
  ],
  ...[
    '{"a":1,}',
    "{'a':1}",
    "{a:1}",
    '{"a":01}',
    '{"a":1e}',
    '{"a":"\u0001"}',
    '{"a":"\\x"}',
    '{"a":"\\ud800"}',
    "\uFEFF{}",
    "//\n{}",
  ],
  ...[
    "[".repeat(100_000),
    `${'{"a":'.repeat(50_000)}1`,
    `${"[".repeat(99)}${"]".repeat(99)}`,
    `"${"a".repeat(100_000)}"`,
  ],
  ...[
    '{"id":"a","id":"b"}',
    '{"__proto__":{"a":1}}',
    '{"constructor":1,"toString":2}',
    '{"":1}',
    '{"\\u0000":1}',
    '{"a/b~c":1}',
  ],
  ...[
    "123456789012345678901234567890",
    '{"issueDetectedDeviceCount":1e400}',
    '{"issueDetectedDeviceCount":-0}',
    '{"issueDetectedDeviceCount":1.0}',
  ],
];

const accepts = [
  "*/*",
  "zzz",
  "",
  ";",
  ",",
  "a/b;q=x",
  "text/html",
  "application/json;q=0",
  "*/json",
  "application/*",
  "a/b/c",
  '"',
  "é/é",
];
const prefers = [
  "code=200",
  "code=429",
  "code=abc",
  "code=",
  "=",
  ",",
  ";;;",
  "example=neverRan",
  "dynamic=true",
  "return=minimal",
  "code=1e2",
  '"',
  "example=__proto__",
];
const tokens = [
  "Bearer",
  "Bearer ",
  "Bearer a.b.c",
  "Bearer e30.e30.e30",
  "Basic dTpw",
  "",
  "é",
  `Bearer ${"a".repeat(5000)}`,
  "Bearer a b",
  "Digest username=x",
];
const paths = [
  "%",
  "%ZZ",
  "%FF",
  "%C3%28",
  "%00",
  "%2F",
  "..",
  "../..",
  ".",
  "//",
  "?",
  "?a=%ZZ&%=1",
  "#x",
  "%F0%9F%98%80",
  "a".repeat(3000),
  "\\",
  "{x}",
  "é",
];

const generators: Readonly<Record<string, (random: Random) => Partial<FuzzCase> & { pieces: readonly Buffer[] }>> = {
  "good request": (random) => ({ pieces: [request(random)] }),
  "JSON of every kind": (random) => ({ pieces: [request(random, { body: pick(random, jsonTexts) })] }),
  "mutated JSON": (random) => ({
    pieces: [request(random, { body: mutated(random, Buffer.from(JSON.stringify(example))) })],
  }),
  "bytes for a body": (random) => ({ pieces: [request(random, { body: bytes(random, integer(random, 300)) })] }),
  "odd path": (random) => {
    const odd = pick(random, [
      path.replace("/1/", `/${pick(random, paths)}/`),
      `/${pick(random, paths)}`,
      path + pick(random, paths),
    ]);
    return { pieces: [request(random, { line: `${pick(random, ["GET", method])} ${odd} HTTP/1.1` })] };
  },
  "odd target": (random) => {
    const target = pick(random, [
      "*",
      "http://localhost/beta/x",
      "http://",
      "localhost:80",
      "",
      "x",
      `http://a${path}`,
      "/ /",
    ]);
    return { pieces: [request(random, { line: `${pick(random, ["GET", "OPTIONS", "CONNECT"])} ${target} HTTP/1.1` })] };
  },
  "odd method or version": (random) => {
    const methods = [
      "HEAD",
      "OPTIONS",
      "DELETE",
      "TRACE",
      "PURGE",
      "get",
      "G@T",
      "",
      "QUERY",
      "PRI",
      "M-SEARCH",
      text(random, 20, "ABC"),
    ];
    const version = pick(random, ["HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "HTTPS/1.1", ""]);
    return { pieces: [request(random, { line: `${pick(random, methods)} ${path} ${version}` })] };
  },
  "odd headers of the API": (random) => ({
    pieces: [
      request(random, {
        line: `${pick(random, ["GET", method])} ${path} HTTP/1.1`,
        headers: {
          accept: pick(random, accepts),
          prefer: pick(random, prefers),
          authorization: random() < 0.8 ? "Bearer token" : pick(random, tokens),
          "client-request-id": pick(random, ["", "1", "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71", "é".repeat(50)]),
          "content-type": pick(random, [
            "application/json",
            "garbage",
            "",
            "application/",
            "/",
            "text/plain",
            'application/json; charset="',
            "multipart/form-data",
          ]),
        },
      }),
    ],
  }),
  "odd headers of HTTP": (random) => {
    const odd: Record<string, string> = pick(random, [
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
    ]);
    return { pieces: [request(random, { headers: odd })] };
  },
  "no Host": () => ({ pieces: [Buffer.from(`GET ${path} HTTP/1.1\r\nauthorization: Bearer token\r\n\r\n`)] }),
  "lying Content-Length": (random) => ({
    pieces: [
      request(random, {
        headers: {
          "content-length": pick(random, ["0", "1", "5", "1000", "99999999999", "-1", "x", "1, 2", "0x10", "+5", ""]),
        },
      }),
    ],
  }),
  "length and chunks": (random) => ({
    pieces: [
      request(random, {
        headers: { "transfer-encoding": pick(random, ["chunked", "identity", "gzip", "chunked, chunked", "x"]) },
      }),
    ],
  }),
  chunks: (random) => {
    const chunks = [
      "2\r\n{}\r\n0\r\n\r\n",
      "2\r\n{}",
      "zz\r\n{}\r\n0\r\n\r\n",
      "-1\r\n\r\n",
      "FFFFFFFFFFFFFFFFF\r\n",
      "2\r\n{}x\r\n0\r\n\r\n",
      `2;${"a".repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
      "2\n{}\n0\n\n",
      "0\r\ntrailer: 1\r\n\r\n",
    ];
    const { "content-length": _, ...rest } = { ...headers, "content-length": "" };
    const fields = Object.entries({ ...rest, "transfer-encoding": "chunked" }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    return {
      pieces: [
        Buffer.from(`${method} ${path} HTTP/1.1\r\n${fields.join("\r\n")}\r\n\r\n`),
        Buffer.from(pick(random, chunks)),
      ],
    };
  },
  garbage: (random) => ({ pieces: [bytes(random, 1 + integer(random, 500))] }),
  "mutated request": (random) => ({ pieces: [mutated(random, request(random))] }),
  pipelining: (random) => ({
    pieces: [
      Buffer.concat(
        Array.from({ length: 2 + integer(random, 4) }, () =>
          request(random, {
            headers: { connection: "keep-alive" },
            body: pick(random, ["{}", "{bad", JSON.stringify(example)]),
          }),
        ),
      ),
    ],
  }),
  "half-closed": (random) => ({ pieces: [request(random)], halfClose: true }),
  "broken off": (random) => {
    const whole = request(random);
    return { pieces: [whole.subarray(0, integer(random, whole.length))], halfClose: true };
  },
  "in small pieces": (random) => {
    const whole = request(random);
    const cuts = Array.from({ length: 4 }, () => integer(random, whole.length)).sort((a, b) => a - b);
    return { pieces: [0, ...cuts].map((cut, index) => whole.subarray(cut, cuts[index] ?? whole.length)), pause: 2 };
  },
  "too large": (random) => ({ pieces: [request(random, { body: Buffer.alloc(1_100_000, "1") })] }),
};

// These wait for the mock's time limit, so there are few of them.
const slow: Readonly<Record<string, (random: Random) => Partial<FuzzCase> & { pieces: readonly Buffer[] }>> = {
  "slow loris": (random) => {
    const whole = request(random);
    return { pieces: Array.from({ length: 20 }, (_, index) => whole.subarray(index, index + 1)), pause: 100 };
  },
  "never ends": (random) => ({ pieces: [request(random).subarray(0, -1 - integer(random, 100))] }),
  silence: () => ({ pieces: [] }),
};

export function generateCase(random: Random): FuzzCase {
  const [kind, generate] = pick(random, Object.entries(random() < 0.005 ? slow : generators));
  return { kind, pause: 0, halfClose: false, ...generate(random) };
}
