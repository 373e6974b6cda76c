// Bodies: JSON of every kind, many properties, deep values, media types, and content codings.
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { createCase, type Generator, type Generators } from "./fuzz-case.ts";
import { mutateBytes, pick, randomBytes, randomInteger, splitWords } from "./random.ts";

const jsonTexts = [
  ...splitWords(
    `{ } [] null true false " "" 0 - 1e999 -1e999 NaN undefined {}{} [1,] {,} {"a":1,} {'a':1} {a:1} {"a":01}`,
  ),
  ...splitWords(
    String.raw`{"a":1e} {"a":"\x"} {"a":"\ud800"} {"id":"a","id":"b"} {"__proto__":{"a":1}} {"":1} {"\u0000":1}`,
  ),
  ...splitWords(`{"constructor":1,"toString":2} {"a/b~c":1} 123456789012345678901234567890`),
  ...["1e400", "-0", "1.0"].map((number) => `{"issueDetectedDeviceCount":${number}}`),
  ...[" ", '{"a":"\u0001"}', "\uFEFF{}", "//\n{}", `"${"a".repeat(100_000)}"`],
];
const bigNumbers = [
  "9".repeat(300),
  `0.${"1".repeat(20_000)}`,
  `-${"9".repeat(20_000)}`,
  `1e-${"9".repeat(5000)}`,
  "9007199254740993",
];
const nests: readonly (readonly [string, string])[] = [
  ["[", "]"],
  ['{"a":', "}"],
  ['{"members":[', "]}"],
  ['[{"a":', "}]"],
];
const codings = splitWords("gzip x-gzip GZIP deflate br identity zstd compress gzip,gzip gzip,br ,gzip,, gzip;q=1 é");

/** Creates a valid request with another body. */
function withBody(createBody: (random: () => number) => Buffer | string): Generator {
  return (context) => {
    const { random, createValidWithBody } = context;
    return createCase(context, createValidWithBody(random), { body: createBody(random) });
  };
}

/** Creates a request in JSON with unknown properties, of up to so many bytes. */
function createUnknownProperties(random: () => number, maxBytes: number): string {
  const value = pick(random, ["1", '"a"', "{}", "null", '[{"a":1}]']);
  const count = randomInteger(random, maxBytes / (value.length + 8));
  const members = Array.from({ length: count }, (_, index) => `"p${index}":${value}`);
  return pick(random, [`{${members}}`, `{"a":{${members}}}`, `[${members.map((member) => `{${member}}`)}]`]);
}

function compress(random: () => number, body: Buffer): Buffer {
  return pick(random, [gzipSync, deflateSync, deflateRawSync, brotliCompressSync])(body);
}

export const bodyCases: Generators = {
  "JSON of every kind": withBody((random) => pick(random, jsonTexts)),
  "bytes for a body": withBody((random) => randomBytes(random, randomInteger(random, 300))),
  "mutated body": (context) => {
    const { random, createValidWithBody } = context;
    const valid = createValidWithBody(random);
    return createCase(context, valid, { body: mutateBytes(random, valid.body ?? Buffer.alloc(0)) });
  },
  "unknown properties": withBody((random) => createUnknownProperties(random, 8000)),
  "29 KB of unknown properties": withBody((random) => {
    const value = pick(random, ["1", '"a"', "{}"]);
    const members = Array.from({ length: 29_000 / (value.length + 9) }, (_, index) => `"p${index}":${value}`);
    return `{${members}}`;
  }),
  "nested JSON": withBody((random) => {
    const [open, close] = pick(random, nests);
    const depth = pick(random, [20, 99, 101, 1000, 20_000]);
    return `${open.repeat(depth)}1${random() < 0.8 ? close.repeat(depth) : ""}`;
  }),
  "big numbers": withBody((random) => {
    const number = pick(random, bigNumbers);
    return pick(random, [number, `[${number}]`, `{"radius":${number}}`, `{"issueDetectedDeviceCount":${number}}`]);
  }),
  "other media types": (context) => {
    const { random, createValidWithBody } = context;
    const body = pick(random, [
      "",
      "a=1&a=2",
      "&=%ZZ",
      "<a>",
      "--x\r\n\r\n--x--",
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
      "\u00ff",
    ]);
    const mediaType = pick(random, [
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "multipart/form-data",
      "application/xml",
      "text/plain",
      "image/png",
      "application/vnd.a+json",
    ]);
    return createCase(context, createValidWithBody(random), { body, headers: { "content-type": mediaType } });
  },
  "content codings": (context) => {
    const { random, createValidWithBody } = context;
    const valid = createValidWithBody(random);
    const plain = valid.body ?? Buffer.from("{}");
    const whole = compress(random, plain);
    const body = pick(random, [
      plain,
      whole,
      whole.subarray(0, -3),
      Buffer.concat([whole, plain]),
      compress(random, whole),
    ]);
    return createCase(context, valid, { body, headers: { "content-encoding": pick(random, codings) } });
  },
};

const bombs = new Map<string, Buffer>();

/** Compresses so many MiB of one character. */
function createBomb(size: number, character: string): Buffer {
  const key = `${size}${character}`;
  const bomb = bombs.get(key) ?? gzipSync(Buffer.alloc(size * 2 ** 20, character));
  bombs.set(key, bomb);
  return bomb;
}

/** Cases of a megabyte: few of them are sent. */
export const largeBodyCases: Generators = {
  "a megabyte of properties": withBody((random) => createUnknownProperties(random, 1_000_000)),
  "nested megabyte": withBody((random) => {
    const [open, close] = pick(random, nests);
    const depth = Math.floor(1_000_000 / (open.length + close.length));
    return open.repeat(depth) + close.repeat(random() < 0.5 ? depth : 0);
  }),
  "larger than the limit": withBody(() => Buffer.alloc(1_100_000, "1")),
  "gzip bomb in a request": (context) => {
    const { random, createValidWithBody } = context;
    const once = createBomb(pick(random, [2, 100, 300]), pick(random, [" ", "1", "\0"]));
    const [coding, body] = pick(random, [
      ["gzip", once] as const,
      ["x-gzip", once] as const,
      ["gzip, gzip", gzipSync(once)] as const,
    ]);
    return createCase(context, createValidWithBody(random), { body, headers: { "content-encoding": coding } });
  },
};
