// Targets of requests: paths that URL parsing would change, other forms, and what is no target.
import { createCase, formatRequest, type Generators } from "./fuzz-case.ts";
import { pick, type Random, randomInteger, splitWords } from "./random.ts";

const dots = splitWords(
  String.raw`.. . %2e%2e %2E%2e .%2e %2e. %2e ..; ..%2f ..%5c ..\ \.. ..%00 %252e%252e .... ..%09`,
).slice(1);
const escapes = [
  "/../v1.0/me",
  "/..\\v1.0/me",
  "/%2e%2e/v1.0/me",
  "/.%2e/v1.0/me",
  "/..%5cv1.0/me",
  "/\\..\\v1.0\\me",
  "//v1.0/me",
];
const oddSegments = [
  ...splitWords(
    "% %ZZ %FF %C3%28 %00 %2F %2f%2f // ? ?a=%ZZ&%=1 #x %F0%9F%98%80 \\ {x} é ' '' ') a,b a;b=c @ : %0d%0a | ^ ` < > []",
  ),
  ...["a".repeat(3000), "/a".repeat(2000), "%41".repeat(1000), "(".repeat(3000), "'".repeat(3000), ",".repeat(3000)],
];
const otherForms = [
  ...[
    "*",
    "http:",
    "http:/",
    "http://",
    "http:///",
    "localhost:80",
    "//",
    "/ /",
    "\\",
    "?",
    "#",
    "http://[::1",
    "http://a:b@c",
  ],
  ...[
    "https://localhost",
    "ftp://localhost/",
    "HTTP://LOCALHOST",
    "http://localhost?x=/..",
    "http://localhost\\..\\v1.0",
  ],
];
const methods = splitWords(
  "HEAD OPTIONS DELETE TRACE PURGE get G@T QUERY PRI M-SEARCH ABCABCABCABCABCABC GET PUT POST",
);
const versions = splitWords("HTTP/1.1 HTTP/1.0 HTTP/0.9 HTTP/2.0 HTTP/9.9 HTTPS/1.1");

/** Replaces a segment of a path, or puts something before or behind one. */
function changeSegment(random: Random, target: string, segment: string): string {
  const [path = "", ...query] = target.split("?");
  const segments = path.split("/");
  const at = 1 + randomInteger(random, segments.length - 1);
  const old = segments[at] ?? "";
  segments[at] = pick(random, [
    segment,
    segment,
    old + segment,
    segment + old,
    `${old}/${segment}`,
    `${segment}/${old}`,
  ]);
  return [segments.join("/"), ...query].join("?");
}

export const addressCases: Generators = {
  "dot segments": (context) => {
    const { random, createValid } = context;
    const valid = createValid(random);
    const [first = ""] = /^\/[^/?]*/.exec(valid.target) ?? [];
    const target = pick(random, [
      changeSegment(random, valid.target, pick(random, dots)),
      first + pick(random, escapes),
      pick(random, escapes),
      valid.target.replace("?", "/..?"),
    ]);
    return createCase(context, { ...valid, method: pick(random, ["GET", valid.method]) }, { target });
  },
  "odd path": (context) => {
    const { random, createValid } = context;
    const valid = createValid(random);
    const odd = pick(random, oddSegments);
    const target = pick(random, [changeSegment(random, valid.target, odd), `/${odd}`, valid.target + odd]);
    return createCase(context, valid, { target, method: pick(random, ["GET", valid.method]) });
  },
  "percent-encoded path": (context) => {
    const { random, createValid } = context;
    const valid = createValid(random);
    const encode = (character: string) =>
      random() < 0.2 ? `%${character.charCodeAt(0).toString(16).padStart(2, "0")}` : character;
    return createCase(context, valid, { target: valid.target.replaceAll(/[\w.'(),=-]/g, encode) });
  },
  "odd query": (context) => {
    const { random, createValid } = context;
    const valid = createValid(random);
    const odd = pick(random, [
      "%",
      "&&&",
      "=",
      "a=%ZZ",
      "a[b][c]=1",
      "a=1&a=2",
      "__proto__[a]=1",
      "?/../",
      "a=b?c",
      "\\",
      "#",
      "%00",
    ]);
    return createCase(context, valid, { target: `${valid.target}${valid.target.includes("?") ? "&" : "?"}${odd}` });
  },
  "many query parameters": (context) => {
    const { random, createValid } = context;
    const valid = createValid(random);
    const unit = pick(random, ["a=1", "limit=x", "tags=1", "filter[a]=1", "a", "=", "ids=1,2", "$top=x"]);
    const query = `${unit}&`.repeat(randomInteger(random, 15_000 / (unit.length + 1)));
    return createCase(context, valid, { target: `${valid.target.split("?")[0]}?${query}` });
  },
  "absolute-form": (context) => {
    const { random, createValid } = context;
    const valid = createValid(random);
    const host = pick(random, [
      "http://localhost",
      "https://localhost:1",
      "HTTP://a",
      "http://u:p@a",
      "http://[::1]",
      "http://",
    ]);
    // The upstream receives the path of it.
    const sent = host + pick(random, [valid.target, valid.target, "/../v1.0/me", "/%2e%2e/v1.0/me"]);
    return { pieces: [formatRequest(context, valid, { target: sent })], target: sent.slice(host.length) };
  },
  "no target": (context) => {
    const { random, createValid } = context;
    const method = pick(random, ["GET", "OPTIONS", "CONNECT"]);
    return formatRequest(context, createValid(random), { method, target: pick(random, otherForms) });
  },
  "odd method or version": (context) => {
    const { random, createValid } = context;
    return createCase(context, createValid(random), { method: pick(random, methods), version: pick(random, versions) });
  },
};
