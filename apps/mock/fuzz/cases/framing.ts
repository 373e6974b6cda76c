// How requests stand on a connection: lengths, chunks, pipelines, garbage, pieces, silence.
import { type Context, formatRequest, type Generators, type ValidRequest } from "./fuzz-case.ts";
import { mutateBytes, pick, randomBytes, randomInteger, splitWords } from "./random.ts";

const lengths = [...splitWords("0 1 5 1000 99999999999 -1 x 0x10 +5"), "1, 2", "9".repeat(1000)];
const encodings = [
  "chunked",
  "identity",
  "gzip",
  "gzip, chunked",
  "chunked, gzip",
  "chunked, chunked",
  "x",
  "Chunked",
  " chunked",
  ",chunked",
];
const chunkedBodies = [
  ...["2\r\n{}\r\n0\r\n\r\n", "2\r\n{}", "zz\r\n{}\r\n0\r\n\r\n", "-1\r\n\r\n", "FFFFFFFFFFFFFFFFF\r\n"],
  ...["2\r\n{}x\r\n0\r\n\r\n", "2\n{}\n0\n\n", "0\r\ntrailer: 1\r\n\r\n", `2;${"a".repeat(20_000)}\r\n{}\r\n0\r\n\r\n`],
  ...[
    `0\r\n${"x: 1\r\n".repeat(3000)}\r\n`,
    "02\r\n{}\r\n00\r\n\r\n",
    "2 \r\n{}\r\n0\r\n\r\n",
    `${"0".repeat(5000)}2\r\n{}\r\n0\r\n\r\n`,
  ],
];
const garbages = [
  "garbage\r\n\r\n",
  "\0\0\0",
  "\r\n\r\n\r\nx",
  "GET",
  "GET / HTTP/9.9\r\n\r\n",
  "{}",
  "\x16\x03\x01\x02\x00",
  "HTTP/1.1 200 OK\r\n\r\n",
];
const keepAlive = { connection: "keep-alive" };

/** Creates a valid request that is no HEAD, so that the responses to several requests can be told apart. */
function createWithoutHead({ random, createValid }: Context, create = createValid): ValidRequest {
  const valid = create(random);
  return valid.method === "HEAD" ? { ...valid, method: "GET" } : valid;
}

/** Formats the head of a request whose body comes in chunks. */
function formatChunkedHead(context: Context, valid: ValidRequest, encoding = "chunked"): Buffer {
  return formatRequest(context, valid, { body: undefined, headers: { "transfer-encoding": encoding } });
}

function formatOneByteChunks(body: Buffer): Buffer {
  return Buffer.from(`${body.toString("latin1").replaceAll(/./gs, "1\r\n$&\r\n")}0\r\n\r\n`, "latin1");
}

export const framingCases: Generators = {
  "wrong Content-Length": (context) => {
    const { random, createValidWithBody } = context;
    return formatRequest(context, createValidWithBody(random), {
      headers: { "content-length": pick(random, lengths) },
    });
  },
  "length and chunks": (context) => {
    const { random, createValidWithBody } = context;
    return formatRequest(context, createValidWithBody(random), {
      headers: { "transfer-encoding": pick(random, encodings) },
    });
  },
  chunks: (context) => {
    const { random, createValidWithBody } = context;
    const head = formatChunkedHead(context, createValidWithBody(random), pick(random, ["chunked", ...encodings]));
    return { pieces: [head, Buffer.from(pick(random, chunkedBodies))] };
  },
  "one-byte chunks": (context) => {
    const { random, createValidWithBody } = context;
    const valid = createValidWithBody(random);
    const body = Buffer.concat([valid.body ?? Buffer.alloc(0), Buffer.alloc(pick(random, [0, 20_000]), " ")]);
    return Buffer.concat([formatChunkedHead(context, valid), formatOneByteChunks(body)]);
  },
  "request smuggling": (context) => {
    const { random, createValidWithBody } = context;
    const inner = formatRequest(context, createWithoutHead(context));
    const outer = createValidWithBody(random);
    return pick(random, [
      formatRequest(context, outer, { body: inner, headers: { ...keepAlive, "content-length": "0" } }),
      formatRequest(context, outer, {
        body: `0\r\n\r\n${inner}`,
        headers: { ...keepAlive, "transfer-encoding": "chunked" },
      }),
      formatRequest(context, outer, {
        body: inner,
        headers: keepAlive,
        lines: [`content-length: ${inner.length - 1}`],
      }),
      formatRequest(context, outer, { headers: { "x-a": "1\r\nx-b: 2" } }),
      formatRequest(context, outer, { lines: ["x-a: 1\nx-b: 2", " folded"] }),
    ]);
  },
  garbage: ({ random }) => randomBytes(random, 1 + randomInteger(random, 500)),
  "garbage behind a good request": (context) => {
    const good = formatRequest(context, createWithoutHead(context), { headers: keepAlive });
    const garbage = Buffer.from(pick(context.random, garbages), "latin1");
    return { pieces: [Buffer.concat([good, garbage])], isFirstGood: true };
  },
  "mutated request": (context) =>
    mutateBytes(context.random, formatRequest(context, context.createValid(context.random))),
  pipelining: (context) => {
    const { random, createValid, createInvalid } = context;
    const kept = Array.from({ length: 1 + randomInteger(random, 4) }, () =>
      formatRequest(context, createWithoutHead(context, pick(random, [createValid, createInvalid])), {
        headers: keepAlive,
      }),
    );
    const last = formatRequest(context, createWithoutHead(context));
    return { pieces: [Buffer.concat([...kept, last])], responses: kept.length + 1 };
  },
  "half-closed": (context) => ({
    pieces: [formatRequest(context, context.createValid(context.random))],
    halfClose: true,
  }),
  "broken off": (context) => {
    const whole = formatRequest(context, context.createValid(context.random));
    return { pieces: [whole.subarray(0, randomInteger(context.random, whole.length))], halfClose: true };
  },
  "in small pieces": (context) => {
    const { random, createValid } = context;
    const whole = formatRequest(context, createValid(random));
    const cuts = Array.from({ length: 4 }, () => randomInteger(random, whole.length)).sort((a, b) => a - b);
    return { pieces: [0, ...cuts].map((cut, index) => whole.subarray(cut, cuts[index] ?? whole.length)), pause: 1 };
  },
};

/** Cases of much work: few of them are sent. */
export const largeFramingCases: Generators = {
  "a megabyte in one-byte chunks": (context) => {
    const { random, createValidWithBody } = context;
    const valid = createValidWithBody(random);
    const body = Buffer.concat([valid.body ?? Buffer.alloc(0), Buffer.alloc(2 ** 20 - (valid.body?.length ?? 0), " ")]);
    return Buffer.concat([formatChunkedHead(context, valid), formatOneByteChunks(body)]);
  },
  "flood of requests": (context) => {
    const request = formatRequest(context, createWithoutHead(context), { headers: keepAlive });
    const count = 300;
    return { pieces: [Buffer.concat(Array.from({ length: count }, () => request))], responses: count };
  },
};

/** Cases that wait for the time limit of the mock. */
export const slowCases: Generators = {
  "slow loris": (context) => {
    const whole = formatRequest(context, context.createValid(context.random));
    return { pieces: Array.from({ length: 20 }, (_, index) => whole.subarray(index, index + 1)), pause: 100 };
  },
  "never ends": (context) => {
    const whole = formatRequest(context, context.createValid(context.random));
    return whole.subarray(0, -1 - randomInteger(context.random, whole.length / 2));
  },
  silence: () => ({ pieces: [] }),
};
