// A provider of our own, without faults and with one at a time: each fault is named, and nothing else is.
import { flatSchema, type Operation, operationsOf, readBundle } from "@run-summary/spec";
import { describe, expect, it } from "vitest";
import { readOnlyNames, requestExamplesOf, successContentsOf } from "../src/cases.ts";
import { checkProvider } from "../src/check-provider.ts";
import { createValidator } from "../src/validator.ts";
import { type Fault, type Reply, startProvider } from "./provider.ts";

const document = readBundle();
const validator = createValidator(document);
const changing = operationsOf(document).find(({ method }) => method === "patch") as Operation;
const operations = operationsOf(document).filter(({ path }) => path === changing.path);
const [content] = successContentsOf(changing);
const { properties = {}, required = [] } = flatSchema(document, content?.schema ?? {});
const [entity] = Object.values(content?.examples ?? {}) as Entity[];

// A property of each kind that the tests make a fault in, and the example that changes them all.
const nameOf = (isWanted: (schema: Record<string, unknown>) => boolean) =>
  Object.keys(properties).find((name) => isWanted(flatSchema(document, properties[name] as object))) as string;
const counter = nameOf(({ type }) => type === "integer");
const moment = nameOf(({ format }) => format === "date-time");
const constant = nameOf((schema) => "const" in schema);
const key = readOnlyNames(document, content?.schema ?? {}).find((name) => required.includes(name)) as string;
const examples = requestExamplesOf(changing) as [name: string, body: Entity][];
const [[first, firstBody] = ["", {}]] = examples;
const [example, changes] = examples.find(([, body]) => counter in body && body[counter] !== entity?.[counter]) ?? [
  "",
  {},
];

type Entity = Record<string, unknown>;
type Provider = Awaited<ReturnType<typeof startProvider>>;

/** What is reported of a provider: all of it, or of its first answers. */
async function reportOf({ url }: Provider, most = Number.POSITIVE_INFINITY): Promise<string[]> {
  const lines: string[] = [];
  let requests = 0;
  for await (const { request, violations } of checkProvider(document, operations, { url, token: "a" })) {
    const [, method, what] = /^(\S+) \S+ · (.*)$/s.exec(request) ?? [];
    for (const { path, expected, got } of violations) {
      lines.push(`${method} ${what} ${path}: expected ${expected}; got ${JSON.stringify(got) ?? "nothing"}`);
    }
    if (++requests >= most) break;
  }
  return lines;
}

// Those that come before the bodies that are forbidden: each operation without a token and as documented, before the change,
// and for each example of a change the answer and what is read after it.
const firstAnswers = 4 + 2 * examples.length;

/** A fault in the answers to a method that succeed. */
function inAnswersTo(method: string, change: (reply: Reply & { body: Entity }) => Partial<Reply>): Fault {
  return (reply, request) =>
    request.method === method && reply.status === 200
      ? { ...reply, ...change(reply as Reply & { body: Entity }) }
      : reply;
}

const inBody = (change: (body: Entity) => unknown) => inAnswersTo("GET", ({ body }) => ({ body: change(body) }));
const withHeader = (name: string, value: string) =>
  inAnswersTo("GET", ({ headers }) => ({ headers: { ...headers, [name]: value } }));
const without = (name: string) => inAnswersTo("GET", ({ headers: { [name]: _, ...headers } }) => ({ headers }));
const withoutToken =
  (change: (reply: Reply) => Partial<Reply>): Fault =>
  (reply) =>
    reply.status === 401 ? { ...reply, ...change(reply) } : reply;
const error = { error: { code: "", message: "" } };

/** A fault in the first answer, which asks to come again. */
function onceThrottled(change: (reply: Reply) => Partial<Reply>): Fault {
  let answers = 0;
  return (reply) => {
    const throttled = { ...reply, status: 429, headers: { ...reply.headers, "retry-after": "0.01" }, body: error };
    return answers++ === 0 ? { ...throttled, ...change(throttled) } : reply;
  };
}

describe("nothing is reported of a provider", () => {
  it("without faults; what it had before, it has after", async () => {
    const provider = await startProvider(validator, operations);

    expect(await reportOf(provider)).toEqual([]);
    expect([...provider.entities.values()]).toEqual([entity]);
  });

  it.each<[what: string, fault: Fault]>([
    [
      "tells moments in UTC",
      inAnswersTo("PATCH", ({ body }) => ({ body: { ...body, [moment]: inUtc(body[moment]) } })),
    ],
    ["has further properties", inBody((body) => ({ ...body, another: 1 }))],
    ["has further headers", withHeader("x-own", "1")],
    ["answers PATCH with 204", inAnswersTo("PATCH", () => ({ status: 204, body: "" }))],
    ["throttles once, and then answers", onceThrottled(() => ({}))],
  ])("that %s", async (_what, fault) => {
    expect(await reportOf(await startProvider(validator, operations, fault), firstAnswers)).toEqual([]);
  });
});

it("nothing is written where what is there cannot be read, and so not be put back", async () => {
  const written: (string | undefined)[] = [];
  const provider = await startProvider(validator, operations, (reply, { method, headers }) => {
    if (method === "PATCH") written.push(headers.authorization);
    return method === "GET" && reply.status === 200 ? { ...reply, status: 404, body: error } : reply;
  });

  await reportOf(provider);

  expect(written).toEqual([undefined]);
});

describe("it is reported", () => {
  it.each<[what: string, fault: Fault, lines: string[]]>([
    ["a wrong type", inBody((body) => ({ ...body, [counter]: "8" })), [`/body/${counter}: expected integer; got "8"`]],
    [
      "a missing property",
      inBody(({ [counter]: _, ...others }) => others),
      [`/body/${counter}: expected this property; got nothing`],
    ],
    [
      "null where it may not be",
      inBody((body) => ({ ...body, [counter]: null })),
      [`/body/${counter}: expected integer; got null`],
    ],
    [
      "a number out of range",
      inBody((body) => ({ ...body, [counter]: 2 ** 31 })),
      [`/body/${counter}: expected <= 2147483647; got 2147483648`],
    ],
    [
      "another constant",
      inBody((body) => ({ ...body, [constant]: "#other" })),
      [`/body/${constant}: expected "${entity?.[constant]}"; got "#other"`],
    ],
    ["a list", inBody(() => []), ["/body: expected object; got []"]],
    [
      "an undocumented status",
      inAnswersTo("GET", () => ({ status: 202 })),
      ["/status: expected a status that is documented; got 202"],
    ],
    ["an error", inAnswersTo("GET", () => ({ status: 500, body: error })), ["/status: expected a success; got 500"]],
    [
      "throttling without end",
      inAnswersTo("GET", ({ headers }) => ({ status: 429, headers: { ...headers, "retry-after": "0" }, body: error })),
      ["/status: expected a success; got 429"],
    ],
    [
      "an error of another form",
      inAnswersTo("GET", () => ({ status: 500, body: { message: "no" } })),
      ["/body/error: expected this property; got nothing", "/status: expected a success; got 500"],
    ],
    [
      "another media type",
      withHeader("content-type", "text/plain"),
      ['/header/content-type: expected application/json; got "text/plain"'],
    ],
    ["no media type", without("content-type"), ["/header/content-type: expected application/json; got nothing"]],
    ["HTML that says it is JSON", inBody(() => "<p>"), ['/body: expected valid JSON; got "<p>"']],
    ["no body", inBody(() => ""), ['/body: expected valid JSON; got ""']],
    ["JSON that breaks off", inBody(() => '{"a":'), ['/body: expected valid JSON; got "{\\"a\\":"']],
    ["a missing header", without("request-id"), ["/header/request-id: expected this header; got nothing"]],
    [
      "a header that is no UUID",
      withHeader("request-id", "1"),
      ['/header/request-id: expected to match pattern "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"; got "1"'],
    ],
  ])("%s", async (_what, fault, lines) => {
    const report = await reportOf(await startProvider(validator, operations, fault), firstAnswers);

    expect(report).toEqual(lines.map((line) => `GET with a token ${line}`));
  });

  it.each<[what: string, fault: Fault, lines: (string | RegExp)[]]>([
    [
      "an odd Retry-After",
      inAnswersTo("GET", ({ headers }) => ({
        status: 503,
        headers: { ...headers, "retry-after": "soon" },
        body: error,
      })),
      [
        /^GET with a token \/header\/retry-after: expected to match pattern .*; got "soon"$/,
        /: expected a success; got 503$/,
      ],
    ],
    [
      "throttling once, without a header",
      onceThrottled(({ headers: { "request-id": _, ...headers } }) => ({ headers })),
      ["GET without a token /header/request-id: expected this header; got nothing"],
    ],
    [
      "an answer that breaks off",
      inAnswersTo("GET", () => ({ breaksOff: true })),
      [/^GET with a token : expected a whole answer; got ".* broke off in the middle of its answer\."$/],
    ],
    [
      "a time stamp without an offset",
      inBody((body) => ({ ...body, [moment]: "2017-01-01T00:01:17" })),
      [/^GET with a token \/body\/\w+: expected to match pattern .*; got "2017-01-01T00:01:17"$/],
    ],
    [
      "a success without a token",
      withoutToken(() => ({ status: 200, body: entity })),
      ["GET without a token /status: expected 401; got 200", "PATCH without a token /status: expected 401; got 200"],
    ],
    [
      "an HTML page without a token",
      withoutToken(({ headers }) => ({ headers: { ...headers, "content-type": "text/html" }, body: "<p>" })),
      ["GET", "PATCH"].map(
        (method) => `${method} without a token /header/content-type: expected application/json; got "text/html"`,
      ),
    ],
    [
      "401 without a challenge",
      withoutToken(({ headers: { "WWW-Authenticate": _, ...headers } }) => ({ headers })),
      ["GET", "PATCH"].map(
        (method) => `${method} without a token /header/www-authenticate: expected this header; got nothing`,
      ),
    ],
    [
      "a key that PATCH changes",
      inAnswersTo("PATCH", ({ body }) => ({ body: { ...body, [key]: "other" } })),
      [`/body/${key}: expected "${entity?.[key]}", as before: it is read-only; got "other"`],
    ],
  ])("%s", async (_what, fault, lines) => {
    const report = await reportOf(await startProvider(validator, operations, fault), firstAnswers);

    expect(report).toHaveLength(lines.length);
    for (const [index, line] of lines.entries()) expect(report[index]).toMatch(line);
  });

  const unchanged = (request: string): string[] =>
    Object.entries(changes)
      .filter(([name, value]) => value !== entity?.[name])
      .map(
        ([name, value]) =>
          `${request} example ${example} /body/${name}: expected ${JSON.stringify(value)}, as it was sent; got ${JSON.stringify(entity?.[name])}`,
      );

  it.each<[what: string, fault: Fault, lines: string[]]>([
    [
      "PATCH that does nothing",
      (reply) => (reply.status === 200 ? { ...reply, body: entity } : reply),
      unchanged("PATCH"),
    ],
    ["PATCH that is not remembered", inBody(() => entity), unchanged("GET after")],
    [
      "an object in a wrapping",
      inBody((body) => ({ value: body })),
      [
        ...required.map((name) => `GET with a token /body/${name}: expected this property; got nothing`),
        ...Object.entries(firstBody)
          .filter(([name]) => !required.includes(name))
          .map(
            ([name, value]) =>
              `GET after example ${first} /body/${name}: expected ${JSON.stringify(value)}, as it was sent; got nothing`,
          ),
      ],
    ],
    [
      "a digit of a fraction that is lost",
      inAnswersTo("PATCH", ({ body }) => ({ body: { ...body, [moment]: shortened(body[moment]) } })),
      [
        `PATCH example ${first} /body/${moment}: expected "${firstBody[moment]}", as it was sent; got "${shortened(firstBody[moment])}"`,
      ],
    ],
    [
      "204 without its headers",
      inAnswersTo("PATCH", () => ({ status: 204, headers: {}, body: "" })),
      ["request-id", "client-request-id"].map(
        (name) => `PATCH example ${first} /header/${name}: expected this header; got nothing`,
      ),
    ],
  ])("%s", async (_what, fault, lines) => {
    const report = await reportOf(await startProvider(validator, operations, fault), firstAnswers);

    expect(report).toEqual(lines);
  });

  it("each forbidden body that is taken", async () => {
    const fault: Fault = (reply) => (reply.status === 400 ? { ...reply, status: 200, body: entity } : reply);

    const report = await reportOf(await startProvider(validator, operations, fault));

    expect(report).toContain(`PATCH ${counter} = 2147483648 /status: expected 400; got 200`);
    expect(report).toContain(`PATCH ${key} = "${entity?.[key]}" /status: expected 400; got 200`);
    expect(report).toContain("PATCH a body that breaks off /status: expected 400; got 200");
    expect(report.filter((line) => !line.endsWith(" /status: expected 400; got 200"))).toEqual([]);
  });

  it("forbidden bodies that are refused in another way, once", async () => {
    const fault: Fault = (reply) => (reply.status === 400 ? { ...reply, status: 422 } : reply);

    const report = await reportOf(await startProvider(validator, operations, fault));

    expect(report).toEqual(["PATCH without the body /status: expected 400; got 422"]);
  });
});

function inUtc(text: unknown): string | null {
  const fraction = /\.\d+/.exec(String(text))?.[0] ?? "";
  return typeof text === "string" ? `${new Date(text).toISOString().slice(0, 19)}${fraction}Z` : null;
}

function shortened(text: unknown): unknown {
  return typeof text === "string" ? text.replace(/\d(?=[-+Z][\d:]*$)/, "") : text;
}
