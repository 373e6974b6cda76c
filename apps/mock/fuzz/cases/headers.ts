// Headers: those of the API and those of HTTP, odd ones, long ones, and ones that a careless pattern takes long to read.
import { createCase, type Generators } from "./fuzz-case.ts";
import { pick, randomInteger, splitWords } from "./random.ts";

const accepts = splitWords('*/* zzz ; , a/b;q=x text/html application/json;q=0 */json application/* a/b/c " é/é');
const prefers = splitWords(
  'code=200 code=429 code=abc code= = , ;;; example=neverRan dynamic=true return=minimal code=1e2 " example=__proto__',
);
const tokens = [
  ...["Bearer", "Bearer ", "Bearer a.b.c", "Bearer e30.e30.e30", "Basic dTpw", "Basic %%%", "", "é", "Bearer a b"],
  ...[`Bearer ${"a".repeat(5000)}`, "Digest username=x", "Bearer eyJhbGciOiJub25lIn0.bnVsbA.x"],
];
const mediaTypes = [
  ...splitWords(
    "application/json garbage application/ / text/plain multipart/form-data application/x-www-form-urlencoded",
  ),
  'application/json; charset="',
];
const oddHeaders: Record<string, string | undefined>[] = [
  { "x ": "1" },
  { ":": "1" },
  { "x-long": "a".repeat(20_000) },
  { "x-control": "a\u0001b" },
  { "x-latin": "\u00ff\u00fe" },
  { expect: "100-continue" },
  { expect: "the unexpected" },
  { upgrade: "websocket", connection: "upgrade" },
  { upgrade: "h2c", connection: "upgrade, http2-settings", "http2-settings": "AAMAAABk" },
  { host: "" },
  { host: undefined },
  { origin: "null", "access-control-request-method": "PATCH" },
  { origin: "null", "access-control-request-method": "é\u0001", "access-control-request-headers": ",".repeat(5000) },
  { connection: "close, keep-alive, x" },
  { connection: "close, x-hop", "x-hop": "1" },
  { connection: "close, TE", te: "trailers, deflate;q=0.5" },
  { te: "gzip;q=x,,;" },
  { trailer: "content-length" },
  { "keep-alive": "timeout=1, max=0" },
  { "proxy-authorization": "Basic dTpw", "proxy-connection": "keep-alive" },
  { "mock-fault": "flood" },
  { "max-forwards": "0" },
  { "if-match": '"a"', "if-none-match": "*", range: "bytes=0-1,-1", "if-range": '"a"' },
  Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`x-${index}`, "1"])),
  Object.fromEntries(Array.from({ length: 1900 }, (_, index) => [`x${index}`, ""])),
];
const twice = [
  "host: other",
  "content-length: 2",
  "content-type: text/plain",
  "authorization: Bearer other",
  "prefer: code=200",
];

// What a pattern with nested or neighbouring repetitions takes long to read.
const repeated = [
  " ",
  "\t",
  ",",
  '"',
  "=",
  ";",
  ", ",
  '" ',
  "= ",
  ' ="',
  "a ",
  "a=",
  'a="',
  "a,",
  "a/b,",
  ";q=",
  "\\",
  '\\"',
  "%20",
  "é",
];
const readHeaders = ["prefer", "accept", "content-type", "authorization", "cookie", "connection", "accept-encoding"];
const moreReadHeaders = ["client-request-id", "expect", "te", "mock-fault", "content-encoding", "origin"];
const starts = ["", "a", "code", "code=", 'code="', "a/b", "Bearer ", "a=", "return=minimal;"];

const middles = ["", "", "=", '"', '="', ",", ";", "x"];
const ends = ["", "x", '"', "!", '"x', '"x"', "=x", "/"];

/** Creates a value of a header that repeats a few characters, as long as a server reads. */
function createRun(random: () => number): string {
  const unit = random() < 0.3 ? " " : pick(random, repeated);
  const length = pick(random, [60, 500, 1000, 1000, 8000, 15_000]);
  const run = unit.repeat(Math.ceil(length / unit.length / 2));
  return pick(random, starts) + run + pick(random, middles) + run + pick(random, ends);
}

export const headerCases: Generators = {
  "odd headers of the API": (context) => {
    const { random, createValid } = context;
    const valid = createValid(random);
    return createCase(context, valid, {
      headers: {
        accept: pick(random, accepts),
        prefer: pick(random, prefers),
        authorization: random() < 0.7 ? valid.headers.authorization : pick(random, tokens),
        "client-request-id": pick(random, ["", "1", "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71", "é".repeat(50)]),
        "content-type": pick(random, mediaTypes),
      },
    });
  },
  "odd headers of HTTP": (context) => {
    const { random, createValid } = context;
    return createCase(context, createValid(random), { headers: pick(random, oddHeaders) });
  },
  "a header twice": (context) => {
    const { random, createValid } = context;
    return createCase(context, createValid(random), { lines: [pick(random, twice)] });
  },
  "runs in a header": (context) => {
    const { random, createValidWithBody } = context;
    const name = pick(random, [...readHeaders, ...readHeaders, ...moreReadHeaders]);
    return createCase(context, createValidWithBody(random), { headers: { [name]: createRun(random) } });
  },
  "runs in Prefer": (context) => {
    const { random, createValid } = context;
    return createCase(context, createValid(random), { headers: { prefer: createRun(random) } });
  },
  "many members in a header": (context) => {
    const { random, createValid } = context;
    const name = pick(random, readHeaders);
    const member = pick(random, ["a", "code=200", "a=b;c=d", "a/b;q=0.1", "x-hop", 'a="b"', "*/*", "gzip"]);
    const members = Array.from({ length: randomInteger(random, 1500) }, (_, index) => `${member}${index}`);
    return createCase(context, createValid(random), {
      headers: { [name]: members.join(name === "cookie" ? "; " : ",").slice(0, 15_000) },
    });
  },
  "generated responses": (context) => {
    const { random, createValid } = context;
    const prefer = pick(random, [
      "dynamic=true",
      "dynamic=true, seed=1",
      "dynamic=true, code=200",
      "code=404",
      "return=minimal",
    ]);
    return createCase(context, createValid(random), { headers: { prefer } });
  },
};
